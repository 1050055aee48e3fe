import { defineConfig } from "vitest/config";
import { fromSource } from "./vitest.shared.ts";

// Tests that pack, install, start browsers or take minutes.
export default defineConfig({
  ...fromSource,
  test: {
    include: ["packages/*/test/**/*.slow.ts", "examples/*/test/**/*.slow.ts", "scripts/test/**/*.slow.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});
