import { templatesDefault } from "@mulligan/templates-default";
import { templatesIntegrity } from "@mulligan/templates-integrity";
import { templatesProcess } from "@mulligan/templates-process";
import { templatesTooling } from "@mulligan/templates-tooling";
import { templatesVerification } from "@mulligan/templates-verification";

/** The packs that come with the command line, in force where no configuration says otherwise. */
export const builtInPacks: readonly [
  typeof templatesDefault,
  typeof templatesIntegrity,
  typeof templatesProcess,
  typeof templatesTooling,
  typeof templatesVerification,
] = [templatesDefault, templatesIntegrity, templatesProcess, templatesTooling, templatesVerification];
