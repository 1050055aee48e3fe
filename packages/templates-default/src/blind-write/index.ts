import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectBlindWrite } from "./detect.js";
import type { BlindWriteData } from "./detect.js";
import { blindWriteOptions } from "./options.js";
import type { BlindWriteOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const blindWrite: FailureStrategy<BlindWriteData, BlindWriteOptions> = defineStrategy({
  meta: {
    title: "Edit without a look",
    summary: "An existing file was changed before anything had shown what is in it.",
    severity: "critical",
  },
  options: blindWriteOptions,
  detect: detectBlindWrite,
  templates,
});
