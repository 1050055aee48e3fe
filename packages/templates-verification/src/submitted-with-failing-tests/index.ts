import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectSubmittedWithFailingTests } from "./detect.js";
import type { SubmittedWithFailingTestsData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const submittedWithFailingTests: FailureStrategy<SubmittedWithFailingTestsData> = defineStrategy({
  meta: {
    title: "Ended with failing tests",
    summary: "The last verification of the final tree failed in what concerns the task.",
    severity: "critical",
    onlyAtEnd: true,
  },
  detect: detectSubmittedWithFailingTests,
  templates,
});
