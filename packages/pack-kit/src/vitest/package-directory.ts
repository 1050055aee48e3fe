import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** The nearest folder above the file that holds a package.json; the file's own where there is none. */
export function packageDirectory(file: string | undefined): string {
  const start = file === undefined ? process.cwd() : dirname(file);
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, "package.json"))) return folder;
    if (dirname(folder) === folder) return start;
  }
}
