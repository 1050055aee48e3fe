import type { TemplatePack } from "@mulligan/core";
import { templatesDefault } from "@mulligan/templates-default";
import { templatesIntegrity } from "@mulligan/templates-integrity";
import { templatesProcess } from "@mulligan/templates-process";
import { templatesTooling } from "@mulligan/templates-tooling";
import { templatesVerification } from "@mulligan/templates-verification";

/** The packs that come with the command line, in force where no configuration says otherwise. */
export const builtInPacks: readonly TemplatePack[] = [
  templatesDefault,
  templatesIntegrity,
  templatesProcess,
  templatesTooling,
  templatesVerification,
];
