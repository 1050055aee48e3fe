import { defineProject } from "vitest/config";
import { fromSource } from "../../vitest.shared.ts";

export default defineProject({
  ...fromSource,
  test: { name: "example-local-strategy", include: ["test/**/*.test.ts"] },
});
