import { defineConfig } from "vitest/config";
import { fromSource } from "./vitest.shared.ts";

// Tests that pack, install, start browsers or take minutes.
export default defineConfig({
  ...fromSource,
  define: { __MULLIGAN_VERSION__: JSON.stringify("0.0.0-test") },
  test: {
    include: ["packages/*/test/**/*.slow.ts", "examples/*/test/**/*.slow.ts", "scripts/test/**/*.slow.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
  },
});
