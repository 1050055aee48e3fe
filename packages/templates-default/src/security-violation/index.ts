import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectSecurityViolation } from "./detect.js";
import type { SecurityViolationData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const securityViolation: FailureStrategy<SecurityViolationData> = defineStrategy({
  meta: {
    title: "Dangerous code or command",
    summary: "A dangerous construct was added to the product, or a dangerous command was run.",
    severity: "critical",
    keepsSeverityOnPass: true,
  },
  detect: detectSecurityViolation,
  templates,
});
