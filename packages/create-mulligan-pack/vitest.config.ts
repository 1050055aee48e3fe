import { defineProject } from "vitest/config";
import { fromSource } from "../../vitest.shared.ts";

export default defineProject({
  ...fromSource,
  test: { name: "create-mulligan-pack", include: ["test/**/*.test.ts", "template/test/**/*.test.ts"] },
});
