import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectRegression } from "./detect.js";
import type { RegressionData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const regression: FailureStrategy<RegressionData> = defineStrategy({
  meta: {
    title: "Passing tests broken",
    summary: "The evaluation names tests that passed before the run and fail now.",
    severity: "critical",
    onlyAtEnd: true,
  },
  detect: detectRegression,
  templates,
});
