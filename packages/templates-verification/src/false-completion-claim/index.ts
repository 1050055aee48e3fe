import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectFalseCompletionClaim } from "./detect.js";
import type { FalseCompletionClaimData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const falseCompletionClaim: FailureStrategy<FalseCompletionClaimData> = defineStrategy({
  meta: {
    title: "Success claimed against the record",
    summary: "The final message claims success that the record contradicts or does not show.",
    severity: "critical",
    onlyAtEnd: true,
  },
  detect: detectFalseCompletionClaim,
  templates,
});
