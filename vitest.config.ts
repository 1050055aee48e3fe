import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Test files here share no state; a thread for several of them halves the time of a run on two cores.
    pool: "threads",
    isolate: false,
    projects: ["packages/*/vitest.config.ts", "examples/*/vitest.config.ts", "scripts/vitest.config.ts"],
    coverage: { provider: "v8", include: ["packages/*/src/**/*.ts"], reporter: ["text", "json-summary", "lcov"] },
  },
});
