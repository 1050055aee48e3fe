import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectPrematureEdit } from "./detect.js";
import type { PrematureEditData } from "./detect.js";
import { prematureEditOptions } from "./options.js";
import type { PrematureEditOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const prematureEdit: FailureStrategy<PrematureEditData, PrematureEditOptions> = defineStrategy({
  meta: {
    title: "Premature edit",
    summary: "The first edit came before the failing test, a reproduction or a caller had been seen.",
    severity: "minor",
  },
  options: prematureEditOptions,
  detect: detectPrematureEdit,
  templates,
});
