import { testPack } from "@mulligan/pack-kit/vitest";
import { templatesTooling } from "../src/index.js";

testPack(templatesTooling);
