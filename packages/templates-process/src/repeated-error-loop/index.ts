import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectRepeatedErrorLoop } from "./detect.js";
import type { RepeatedErrorLoopData } from "./detect.js";
import { repeatedErrorLoopOptions } from "./options.js";
import type { RepeatedErrorLoopOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const repeatedErrorLoop: FailureStrategy<RepeatedErrorLoopData, RepeatedErrorLoopOptions> = defineStrategy({
  meta: {
    title: "The same error again",
    summary: "Varying calls died of the same error, and nothing was mended in between.",
    severity: "major",
  },
  options: repeatedErrorLoopOptions,
  detect: detectRepeatedErrorLoop,
  templates,
});
