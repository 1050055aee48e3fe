import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectWrongTestTarget } from "./detect.js";
import type { WrongTestTargetData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const wrongTestTarget: FailureStrategy<WrongTestTargetData> = defineStrategy({
  meta: {
    title: "The named test never run",
    summary: "The task names a test that exists and was never run; only others were.",
    severity: "major",
    onlyAtEnd: true,
  },
  detect: detectWrongTestTarget,
  templates,
});
