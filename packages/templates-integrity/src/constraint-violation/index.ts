import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectConstraintViolation } from "./detect.js";
import type { ConstraintViolationData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const constraintViolation: FailureStrategy<ConstraintViolationData> = defineStrategy({
  meta: {
    title: "Stated constraint broken",
    summary: "A step did what the task or the repository's instructions rule out in words.",
    severity: "critical",
    keepsSeverityOnPass: true,
  },
  detect: detectConstraintViolation,
  templates,
});
