import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { templates } from "./templates.gen.js";

/** Has no detector: core takes it where a run failed and no critical or major finding explains it. */
export const unclassified: FailureStrategy = defineStrategy({
  meta: {
    title: "Failed without a known cause",
    summary: "The run failed, and no rule found a serious cause in it.",
    severity: "none",
    role: "fallback",
  },
  templates,
});
