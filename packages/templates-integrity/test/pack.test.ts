import { testPack } from "@mulligan/pack-kit/vitest";
import { templatesIntegrity } from "../src/index.js";

testPack(templatesIntegrity);
