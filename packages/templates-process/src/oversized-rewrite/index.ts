import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectOversizedRewrite } from "./detect.js";
import type { OversizedRewriteData } from "./detect.js";
import { oversizedRewriteOptions } from "./options.js";
import type { OversizedRewriteOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const oversizedRewrite: FailureStrategy<OversizedRewriteData, OversizedRewriteOptions> = defineStrategy({
  meta: {
    title: "Oversized rewrite",
    summary: "One write replaced most of a file where the task needs a local change.",
    severity: "minor",
  },
  options: oversizedRewriteOptions,
  detect: detectOversizedRewrite,
  templates,
});
