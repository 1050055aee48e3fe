import { createRegistry } from "@mulligan/core";
import type { Registry } from "@mulligan/core";
// By their place: the packs use this package in their own tests, and none may depend on the other in both directions.
import { templatesDefault } from "../../../templates-default/src/index.js";
import { templatesIntegrity } from "../../../templates-integrity/src/index.js";
import { templatesProcess } from "../../../templates-process/src/index.js";
import { templatesTooling } from "../../../templates-tooling/src/index.js";
import { templatesVerification } from "../../../templates-verification/src/index.js";

export const allPacks: Registry = createRegistry({
  packs: [templatesDefault, templatesVerification, templatesIntegrity, templatesProcess, templatesTooling],
});
