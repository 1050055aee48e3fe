import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import type { HallucinatedCodeData } from "./claim.js";
import { detectHallucinatedCode } from "./detect.js";
import { templates } from "./templates.gen.js";

export const hallucinatedCode: FailureStrategy<HallucinatedCodeData> = defineStrategy({
  meta: {
    title: "Code that does not hold",
    summary: "An edit brought in names that do not exist, or made the tests fail more than before.",
    severity: "major",
    // A fault that the last run still shows cost more than any habit beside it.
    priority: 1,
    onlyAtEnd: true,
  },
  detect: detectHallucinatedCode,
  templates,
});
