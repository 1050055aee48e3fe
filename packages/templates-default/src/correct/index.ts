import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { templates } from "./templates.gen.js";

/** Has no detector: core takes it where a run did not fail and no critical or major finding stands. */
export const correct: FailureStrategy = defineStrategy({
  meta: {
    title: "No failure found",
    summary: "The run passed, or nothing serious was found in it.",
    severity: "none",
    role: "success",
    advisesOperator: true,
  },
  templates,
});
