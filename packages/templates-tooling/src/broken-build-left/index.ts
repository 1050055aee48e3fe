import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectBrokenBuildLeft } from "./detect.js";
import type { BrokenBuildLeftData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const brokenBuildLeft: FailureStrategy<BrokenBuildLeftData> = defineStrategy({
  meta: {
    title: "Broken build left",
    summary: "The last execution could not load the edited code, and the run ended there.",
    severity: "critical",
    // One puts the edit back, the others go on with it until it passes.
    conflictsWith: ["SUBMITTED_WITH_FAILING_TESTS", "UNVERIFIED_FINAL_EDIT"],
    onlyAtEnd: true,
  },
  detect: detectBrokenBuildLeft,
  templates,
});
