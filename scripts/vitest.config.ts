import { defineProject } from "vitest/config";

export default defineProject({
  test: { name: "repository", root: import.meta.dirname, include: ["test/**/*.test.ts"] },
});
