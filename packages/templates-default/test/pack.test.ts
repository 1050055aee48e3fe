import { testPack } from "@mulligan/pack-kit/vitest";
import { templatesDefault } from "../src/index.js";

testPack(templatesDefault);
