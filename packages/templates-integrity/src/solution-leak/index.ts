import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectSolutionLeak } from "./detect.js";
import type { SolutionLeakData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const solutionLeak: FailureStrategy<SolutionLeakData> = defineStrategy({
  meta: {
    title: "Solution looked up",
    summary: "The agent read the existing fix or the evaluation instead of solving the task.",
    severity: "critical",
    keepsSeverityOnPass: true,
  },
  detect: detectSolutionLeak,
  templates,
});
