import { statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { isOn, textOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { configNotFoundError } from "../errors.js";

const fileNames = ["ts", "mts", "js", "mjs", "cjs", "json"].map((ending) => `mulligan.config.${ending}`);

/** Absolute path of the configuration: the one that is named, else the nearest upwards; null where there is none. */
export function findConfig(parsed: Arguments, cwd: string): string | null {
  const named = textOf(parsed, "config");
  if (named !== undefined) {
    const path = resolve(cwd, named);
    if (!isFile(path)) throw configNotFoundError(named);
    return path;
  }
  if (isOn(parsed, "no-config")) return null;
  for (let folder = resolve(cwd); ; folder = dirname(folder)) {
    for (const name of fileNames) if (isFile(join(folder, name))) return join(folder, name);
    if (dirname(folder) === folder) return null;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
