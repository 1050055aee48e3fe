import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectLostGoodState } from "./detect.js";
import type { LostGoodStateData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const lostGoodState: FailureStrategy<LostGoodStateData> = defineStrategy({
  meta: {
    title: "A better state was lost",
    summary: "The same tests had passed more in the middle of the run than at its end.",
    severity: "critical",
    onlyAtEnd: true,
  },
  detect: detectLostGoodState,
  templates,
});
