import { statSync } from "node:fs";
import type { Stats } from "node:fs";
import { expandPath } from "../input/expand-paths.js";

/** A file, or a folder of event files, that an agent may be writing. */
export interface LiveFile {
  /** As the user gave it, or as it was found under a folder that the user gave. */
  readonly shown: string;
  readonly path: string;
  /** The user named this very file. */
  readonly named: boolean;
  /** The files of the events of one run, where each has its own. */
  readonly events: readonly string[] | null;
  readonly size: number;
  /** Changes when the file does. */
  readonly stamp: string;
  /** Another one means that the file was replaced. */
  readonly identity: string;
}

/** Nobody goes on writing into these. */
const finished = /\.(?:eval|gz)$/;

/** What is there now of the arguments; what is not there, or not readable, is left out. */
export function liveFiles(given: readonly string[], cwd: string): LiveFile[] {
  const found = given.flatMap((argument) => filesOf(argument, cwd));
  const named = new Set(found.filter((file) => file.named).map(({ path }) => path));
  const paths = new Set<string>();
  return found.flatMap((file) => {
    if (paths.has(file.path)) return [];
    paths.add(file.path);
    return [{ ...file, named: named.has(file.path) }];
  });
}

function filesOf(argument: string, cwd: string): LiveFile[] {
  const { folder, files } = expandPath(argument, cwd);
  return files.flatMap(({ shown, path, error, events }) => {
    if (error !== undefined || finished.test(path)) return [];
    const newest = events?.at(-1) ?? path;
    const found = statOf(newest);
    if (found === undefined || !found.isFile()) return [];
    const { dev, ino, size, mtimeMs } = found;
    const stamp = `${events?.length ?? 1} ${ino} ${size} ${mtimeMs}`;
    const identity = events === undefined ? `${dev} ${ino}` : path;
    return [{ shown, path, named: !folder, events: events ?? null, size, stamp, identity }];
  });
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
