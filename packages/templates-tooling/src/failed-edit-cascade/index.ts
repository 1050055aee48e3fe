import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectFailedEditCascade } from "./detect.js";
import type { FailedEditCascadeData } from "./detect.js";
import { failedEditCascadeOptions } from "./options.js";
import type { FailedEditCascadeOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const failedEditCascade: FailureStrategy<FailedEditCascadeData, FailedEditCascadeOptions> = defineStrategy({
  meta: {
    title: "Failed edits in a row",
    summary: "Edits failed again and again before one took effect, or none did.",
    severity: "major",
    conflictsWith: ["REPEATED_ERROR_LOOP"],
  },
  options: failedEditCascadeOptions,
  detect: detectFailedEditCascade,
  templates,
});
