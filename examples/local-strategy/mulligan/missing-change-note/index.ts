import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detect } from "./detect.ts";
import type { MissingChangeNote } from "./detect.ts";
import { templates } from "./templates.gen.ts";

export const missingChangeNote: FailureStrategy<MissingChangeNote> = defineStrategy({
  meta: {
    title: "Change without a note",
    summary: "Code was changed and no note for the changelog was written to changes/.",
    severity: "major",
    onlyAtEnd: true,
  },
  detect,
  templates,
});
