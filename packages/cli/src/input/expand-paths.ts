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
  /** The path is a folder that keeps the events of one run, a file each: these, in their order. */
  readonly events?: readonly string[];
}

/** What one argument stands for. */
export interface InputGroup {
  readonly shown: string;
  readonly folder: boolean;
  /** The folder holds one conversation of OpenHands, its events in files of their own. */
  readonly conversation: boolean;
  readonly files: readonly InputFile[];
}

const readable = /\.(?:json|jsonl|ndjson|traj|eval)(?:\.gz)?$/;
const eventFile = /^event-\d+-[\w-]+\.json$/;
const passedOver: ReadonlySet<string> = new Set(["node_modules", ".git"]);

/** The files behind an argument: a folder is searched with all its folders, in code-unit order. */
export function expandPath(shown: string, cwd: string): InputGroup {
  if (shown === "-") return { shown, folder: false, conversation: false, files: [{ shown, path: shown }] };
  const path = resolve(cwd, shown);
  try {
    const folder = statSync(path).isDirectory();
    const files = folder ? filesIn(shown, path) : [{ shown, path }];
    const conversation = files.some(
      (file) => file.events !== undefined && (file.path === path || file.path === join(path, "events")),
    );
    return { shown, folder, conversation, files };
  } catch (error) {
    return { shown, folder: false, conversation: false, files: [{ shown, path, error: fileError(error) }] };
  }
}

function filesIn(shown: string, path: string): InputFile[] {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    return [{ shown, path, error: fileError(error) }];
  }
  const events = entries.flatMap(({ name }) => (eventFile.test(name) ? [join(path, name)] : [])).sort();
  const run = events.length > 1 ? [{ shown, path, events }] : [];
  const others = entries
    .filter(({ name }) => run.length === 0 || !eventFile.test(name))
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .flatMap((entry): InputFile[] => {
      const inside = { shown: join(shown, entry.name), path: join(path, entry.name) };
      if (entry.isDirectory()) return passedOver.has(entry.name) ? [] : filesIn(inside.shown, inside.path);
      return readable.test(entry.name) ? [inside] : [];
    });
  return [...run, ...others];
}
