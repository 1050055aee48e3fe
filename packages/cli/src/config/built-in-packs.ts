import type { TemplatePack } from "@mulligan/core";
import { templatesDefault } from "@mulligan/templates-default";

/** The packs that come with the command line, in force where no configuration says otherwise. */
export const builtInPacks: readonly TemplatePack[] = [templatesDefault];
