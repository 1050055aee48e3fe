import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectEmptyPatch } from "./detect.js";
import type { EmptyPatchData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const emptyPatch: FailureStrategy<EmptyPatchData> = defineStrategy({
  meta: {
    title: "Nothing was changed",
    summary: "A task that asks for a change ended with every product file as it was.",
    severity: "critical",
    role: "effect",
    onlyAtEnd: true,
  },
  detect: detectEmptyPatch,
  templates,
});
