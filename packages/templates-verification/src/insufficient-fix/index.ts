import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { concludeInsufficientFix } from "./conclude.js";
import type { InsufficientFixData } from "./conclude.js";
import { templates } from "./templates.gen.js";

export const insufficientFix: FailureStrategy<InsufficientFixData> = defineStrategy({
  meta: {
    title: "Checked, and not enough",
    summary: "The agent's own last check succeeded, and the evaluation failed.",
    severity: "major",
    onlyAtEnd: true,
  },
  conclude: concludeInsufficientFix,
  templates,
});
