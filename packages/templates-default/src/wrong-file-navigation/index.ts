import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectWrongFileNavigation } from "./detect.js";
import type { WrongFileNavigationData } from "./detect.js";
import { wrongFileNavigationOptions } from "./options.js";
import type { WrongFileNavigationOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const wrongFileNavigation: FailureStrategy<WrongFileNavigationData, WrongFileNavigationOptions> = defineStrategy(
  {
    meta: {
      title: "Worked in other files",
      summary: "The files where the work belonged were never opened, or none of the edits is in them.",
      severity: "critical",
      // They begin at the file that was edited or opened.
      conflictsWith: [
        "BLIND_WRITE",
        "BROKEN_BUILD_LEFT",
        "BUDGET_EXHAUSTED",
        "EMPTY_PATCH",
        "EXPLORATION_PARALYSIS",
        "FAILED_EDIT_CASCADE",
        "HALLUCINATED_CODE",
        "LOOPING_BEHAVIOR",
        "OVERSIZED_REWRITE",
        "PREMATURE_EDIT",
      ],
      onlyAtEnd: true,
    },
    options: wrongFileNavigationOptions,
    detect: detectWrongFileNavigation,
    templates,
  },
);
