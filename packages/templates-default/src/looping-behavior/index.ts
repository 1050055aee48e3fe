import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectLoopingBehavior } from "./detect.js";
import type { LoopingBehaviorData } from "./detect.js";
import { loopingBehaviorOptions } from "./options.js";
import type { LoopingBehaviorOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const loopingBehavior: FailureStrategy<LoopingBehaviorData, LoopingBehaviorOptions> = defineStrategy({
  meta: {
    title: "Repetition without progress",
    summary: "The same calls came back with the same answers, with no change in between.",
    severity: "major",
    // They ask for another look, or for a look before the edit.
    conflictsWith: ["BLIND_WRITE", "EDIT_TEST_THRASH", "FAILED_EDIT_CASCADE"],
  },
  options: loopingBehaviorOptions,
  detect: detectLoopingBehavior,
  templates,
});
