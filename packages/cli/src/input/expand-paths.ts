import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { inputNotFoundError, noRunsError } from "../errors.js";

export interface InputPath {
  /** As the user gave it, or as it was found under a folder that the user gave. */
  readonly shown: string;
  /** Absolute; `-` for standard input. */
  readonly path: string;
  /** Found in a folder: passed over without a word when it is no run. */
  readonly found: boolean;
  /** What is wrong with it, where it does not exist. */
  readonly error?: Error;
}

const readable = /\.(?:json|jsonl|traj|eval|ndjson)(?:\.gz)?$/;
const passedOver = new Set(["node_modules", ".git"]);

/** The files behind the arguments: folders are searched, in code-unit order. */
export function expandPaths(given: readonly string[], cwd: string): InputPath[] {
  return given.flatMap((shown): InputPath[] => {
    if (shown === "-") return [{ shown, path: shown, found: false }];
    const path = resolve(cwd, shown);
    const status = statSync(path, { throwIfNoEntry: false });
    if (status === undefined) return [{ shown, path, found: false, error: inputNotFoundError(shown) }];
    if (!status.isDirectory()) return [{ shown, path, found: false }];
    const files = filesIn(path);
    if (files.length === 0) return [{ shown, path, found: false, error: noRunsError(shown) }];
    return files.map((file) => ({ shown: join(shown, file), path: join(path, file), found: true }));
  });
}

function filesIn(folder: string, prefix = ""): string[] {
  return readdirSync(join(folder, prefix), { withFileTypes: true })
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(prefix, entry.name);
      if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesIn(folder, path);
      return readable.test(entry.name) ? [path] : [];
    });
}
