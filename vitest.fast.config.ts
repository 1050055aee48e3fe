import { defineConfig } from "vitest/config";
import { fromSource } from "./vitest.shared.ts";

// All packages as one project: what they share is transformed and loaded once, which halves the time.
export default defineConfig({
  ...fromSource,
  define: { __MULLIGAN_VERSION__: JSON.stringify("0.0.0-test") },
  test: {
    include: [
      "packages/*/test/**/*.test.ts",
      "packages/create-mulligan-pack/template/test/**/*.test.ts",
      "examples/*/test/**/*.test.ts",
      "scripts/test/**/*.test.ts",
    ],
    // A busy machine is no failure; what hangs ends all the same.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
