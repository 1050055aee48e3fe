import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectLeftoverArtifacts } from "./detect.js";
import type { LeftoverArtifactsData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const leftoverArtifacts: FailureStrategy<LeftoverArtifactsData> = defineStrategy({
  meta: {
    title: "Left-over files or prints",
    summary: "Scratch files or debug prints are part of what the run left.",
    severity: "minor",
    onlyAtEnd: true,
  },
  detect: detectLeftoverArtifacts,
  templates,
});
