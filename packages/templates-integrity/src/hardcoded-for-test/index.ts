import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectHardcodedForTest } from "./detect.js";
import type { HardcodedForTestData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const hardcodedForTest: FailureStrategy<HardcodedForTestData> = defineStrategy({
  meta: {
    title: "Code written for the test alone",
    summary: "Product code recognises the tests or their values instead of doing the work.",
    severity: "critical",
    // They ask for the smallest change that satisfies the assertion.
    conflictsWith: ["HALLUCINATED_CODE", "WRONG_TEST_TARGET"],
    keepsSeverityOnPass: true,
  },
  detect: detectHardcodedForTest,
  templates,
});
