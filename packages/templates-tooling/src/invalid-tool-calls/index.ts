import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectInvalidToolCalls } from "./detect.js";
import type { InvalidToolCallsData } from "./detect.js";
import { invalidToolCallsOptions } from "./options.js";
import type { InvalidToolCallsOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const invalidToolCalls: FailureStrategy<InvalidToolCallsData, InvalidToolCallsOptions> = defineStrategy({
  meta: {
    title: "Malformed tool calls",
    summary: "Several calls were rejected for their form and did nothing.",
    severity: "major",
  },
  options: invalidToolCallsOptions,
  detect: detectInvalidToolCalls,
  templates,
});
