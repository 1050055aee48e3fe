import { defineProject } from "vitest/config";
import { fromSource } from "../../vitest.shared.ts";

export default defineProject({ ...fromSource, test: { name: "example-library-use", include: ["test/**/*.test.ts"] } });
