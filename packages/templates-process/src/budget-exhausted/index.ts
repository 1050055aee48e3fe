import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectBudgetExhausted } from "./detect.js";
import type { BudgetExhaustedData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const budgetExhausted: FailureStrategy<BudgetExhaustedData> = defineStrategy({
  meta: {
    title: "Budget exhausted",
    summary: "A step, cost or time limit ended the run before it was done.",
    severity: "major",
    conflictsWith: ["PREMATURE_EDIT"],
    role: "effect",
  },
  detect: detectBudgetExhausted,
  templates,
});
