import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectNeverTested } from "./detect.js";
import type { NeverTestedData } from "./detect.js";
import { templates } from "./templates.gen.js";

export const neverTested: FailureStrategy<NeverTestedData> = defineStrategy({
  meta: {
    title: "Edited and never tested",
    summary: "Product code was edited, and nothing was run after the first edit.",
    severity: "major",
    onlyAtEnd: true,
  },
  detect: detectNeverTested,
  templates,
});
