import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileError } from "./read-bytes.js";

export interface InputFile {
  /** As the user gave it, or as it was found under a folder that the user gave. */
  readonly shown: string;
  /** Absolute; `-` for standard input. */
  readonly path: string;
  /** What is wrong with it, where that is known already. */
  readonly error?: Error;
}

/** What one argument stands for. */
export interface InputGroup {
  readonly shown: string;
  readonly folder: boolean;
  readonly files: readonly InputFile[];
}

const readable = /\.(?:json|jsonl|ndjson|traj|eval)(?:\.gz)?$/;
const passedOver: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/** The files behind an argument: a folder is searched with all its folders, in code-unit order. */
export function expandPath(shown: string, cwd: string): InputGroup {
  if (shown === "-") return { shown, folder: false, files: [{ shown, path: shown }] };
  const path = resolve(cwd, shown);
  try {
    const folder = statSync(path).isDirectory();
    return { shown, folder, files: folder ? filesIn(shown, path) : [{ shown, path }] };
  } catch (error) {
    return { shown, folder: false, files: [{ shown, path, error: fileError(error) }] };
  }
}

function filesIn(shown: string, path: string): InputFile[] {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    return [{ shown, path, error: fileError(error) }];
  }
  return entries
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry): InputFile[] => {
      const inside = { shown: join(shown, entry.name), path: join(path, entry.name) };
      if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesIn(inside.shown, inside.path);
      return readable.test(entry.name) ? [inside] : [];
    });
}
