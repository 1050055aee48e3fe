import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectContextOverflow } from "./detect.js";
import type { ContextOverflowData } from "./detect.js";
import { contextOverflowOptions } from "./options.js";
import type { ContextOverflowOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const contextOverflow: FailureStrategy<ContextOverflowData, ContextOverflowOptions> = defineStrategy({
  meta: {
    title: "Context overflow",
    summary: "What the run read did not fit into the context of the model.",
    severity: "major",
    conflictsWith: ["FAILED_EDIT_CASCADE"],
    role: "effect",
  },
  options: contextOverflowOptions,
  detect: detectContextOverflow,
  templates,
});
