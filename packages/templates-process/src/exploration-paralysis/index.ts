import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectExplorationParalysis } from "./detect.js";
import type { ExplorationParalysisData } from "./detect.js";
import { explorationParalysisOptions } from "./options.js";
import type { ExplorationParalysisOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const explorationParalysis: FailureStrategy<ExplorationParalysisData, ExplorationParalysisOptions> =
  defineStrategy({
    meta: {
      title: "Exploration without an edit",
      summary: "The run looked and searched, and made no edit or made it too late.",
      severity: "major",
      conflictsWith: ["BLIND_WRITE", "EDIT_TEST_THRASH", "PREMATURE_EDIT"],
    },
    options: explorationParalysisOptions,
    detect: detectExplorationParalysis,
    templates,
  });
