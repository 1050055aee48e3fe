import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectTestTampering } from "./detect.js";
import type { TestTamperingData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const testTampering: FailureStrategy<TestTamperingData> = defineStrategy({
  meta: {
    title: "Existing test weakened",
    summary: "An existing test or its configuration was changed to fit the code.",
    severity: "critical",
    // It may ask for a test to be corrected, where the agent wrote that itself.
    conflictsWith: ["SUBMITTED_WITH_FAILING_TESTS"],
    keepsSeverityOnPass: true,
  },
  detect: detectTestTampering,
  templates,
});
