import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectEnvironmentBlocked } from "./detect.js";
import type { EnvironmentBlockedData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const environmentBlocked: FailureStrategy<EnvironmentBlockedData> = defineStrategy({
  meta: {
    title: "Environment in the way",
    summary: "Infrastructure ended the run, or every attempt to execute the code was stopped by the environment.",
    severity: "none",
    role: "environment",
    advisesOperator: true,
    onlyAtEnd: true,
  },
  detect: detectEnvironmentBlocked,
  templates,
});
