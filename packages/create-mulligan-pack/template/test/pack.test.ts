import { testPack } from "@mulligan/pack-kit/vitest";
import pack from "../src/index.js";

testPack(pack);
