import type { StrategyTemplates } from "@mulligan/core";

/** Slots by file name, in the order in which they are written. */
export const slotOfFile: Readonly<Record<string, keyof StrategyTemplates>> = {
  "what-went-wrong.hbs": "whatWentWrong",
  "improved-strategy.hbs": "improvedStrategy",
  "plan.hbs": "plan",
  "system.hbs": "system",
  "user.hbs": "user",
  "again.hbs": "again",
};

export const requiredFiles: readonly string[] = ["what-went-wrong.hbs", "improved-strategy.hbs", "plan.hbs"];

const folderName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

export function isFolderName(name: string): boolean {
  return folderName.test(name);
}

/** As core takes it for a key of `translations`. */
export function isLanguageTag(name: string): boolean {
  return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(name);
}

/** `never-tested` → `NEVER_TESTED`. */
export function failureTypeOf(folder: string): string {
  return folder.toUpperCase().replaceAll("-", "_");
}

/** `NEVER_TESTED` → `never-tested`. */
export function folderNameOf(type: string): string {
  return type.toLowerCase().replaceAll("_", "-");
}

/** `never-tested` → `neverTested`. */
export function exportNameOf(folder: string): string {
  return folder.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
