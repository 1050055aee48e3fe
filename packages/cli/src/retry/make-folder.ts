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
    for (const folder of missing) makeOne(folder);
    if (missing.length > 0) writeFileSync(join(results, ".gitignore"), "*\n");
  } catch (error) {
    throw usageError(
      command,
      `--out ${shown}: the folder could not be made (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

/** Another process of the campaign may be faster. */
function makeOne(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}
