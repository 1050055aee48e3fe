import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detect } from "./detect.js";
import type { MissingMigration } from "./detect.js";
import { options } from "./options.js";
import type { Options } from "./options.js";
import { templates } from "./templates.gen.js";

export const missingMigration: FailureStrategy<MissingMigration, Options> = defineStrategy({
  meta: {
    title: "Model without a migration",
    summary: "Columns of a database model were changed and no migration was written.",
    severity: "major",
  },
  options,
  detect,
  templates,
});
