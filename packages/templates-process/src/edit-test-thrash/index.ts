import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detectEditTestThrash } from "./detect.js";
import type { EditTestThrashData } from "./detect.js";
import { editTestThrashOptions } from "./options.js";
import type { EditTestThrashOptions } from "./options.js";
import { templates } from "./templates.gen.js";

export const editTestThrash: FailureStrategy<EditTestThrashData, EditTestThrashOptions> = defineStrategy({
  meta: {
    title: "Edits without effect on the failure",
    summary: "Edit after edit of the same file ended in the same failure with the same error.",
    severity: "major",
  },
  options: editTestThrashOptions,
  detect: detectEditTestThrash,
  templates,
});
