import { defineStrategy } from "@mulligan/core";
import type { FailureStrategy } from "@mulligan/core";
import { detect } from "./detect.js";
import type { VendoredEdit } from "./detect.js";
import { options } from "./options.js";
import type { Options } from "./options.js";
import { templates } from "./templates.gen.js";

// mulligan-scaffold: say in title and summary what such a run did, and how bad it is
export const vendoredEdit: FailureStrategy<VendoredEdit, Options> = defineStrategy({
  meta: {
    title: "Vendored edit",
    summary: "Copied code of another project was edited although the task does not name it.",
    severity: "major",
  },
  options,
  detect,
  templates,
});
