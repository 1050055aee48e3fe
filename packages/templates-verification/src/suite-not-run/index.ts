import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectSuiteNotRun } from "./detect.js";
import type { SuiteNotRunData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const suiteNotRun: FailureStrategy<SuiteNotRunData> = defineStrategy({
  meta: {
    title: "Repository's tests not run",
    summary: "The edits were verified only by checks or tests of the agent's own, though the repository has tests.",
    severity: "minor",
    onlyAtEnd: true,
  },
  detect: detectSuiteNotRun,
  templates,
});
