import { defineProject } from "vitest/config";
import { fromSource } from "../../vitest.shared.ts";

export default defineProject({
  ...fromSource,
  define: { __MULLIGAN_VERSION__: JSON.stringify("0.0.0-test") },
  test: { name: "mulligan", include: ["test/**/*.test.ts"] },
});
