import { testPack } from "@mulligan/pack-kit/vitest";
import { templatesVerification } from "../src/index.js";

testPack(templatesVerification);
