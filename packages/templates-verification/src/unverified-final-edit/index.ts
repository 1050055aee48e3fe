import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectUnverifiedFinalEdit } from "./detect.js";
import type { UnverifiedFinalEditData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const unverifiedFinalEdit: FailureStrategy<UnverifiedFinalEditData> = defineStrategy({
  meta: {
    title: "Last edit not verified",
    summary: "Code was edited once more after the last verification.",
    severity: "major",
    onlyAtEnd: true,
  },
  detect: detectUnverifiedFinalEdit,
  templates,
});
