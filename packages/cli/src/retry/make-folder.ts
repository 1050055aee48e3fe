import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { usageError } from "../errors.js";

/**
 * Makes the folder of results. They are nobody's source code: git passes over them. One level after the other, because
 * `mkdirSync` with `recursive` never ends in some folders that nothing can be made in (`/proc`).
 */
export function makeFolder(command: string, shown: string, results: string): void {
  const missing: string[] = [];
  for (let folder = results; !existsSync(folder); folder = dirname(folder)) missing.unshift(folder);
  try {
    for (const folder of missing) mkdirSync(folder);
    if (missing.length > 0) writeFileSync(join(results, ".gitignore"), "*\n");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Another process of the campaign was faster.
    if (code === "EEXIST" && existsSync(results)) return;
    throw usageError(command, `--out ${shown}: the folder could not be made (${code}).`);
  }
}
