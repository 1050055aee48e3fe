import { testPack } from "@mulligan/pack-kit/vitest";
import { templatesProcess } from "../src/index.js";

testPack(templatesProcess);
