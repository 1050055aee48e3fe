import { testPack } from "@mulligan/pack-kit/vitest";
import migrations from "../src/index.js";

testPack(migrations);
