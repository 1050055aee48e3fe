import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";

const ownerOnly = 0o600;
const ownerOnlyFolder = 0o700;

/** Adds one line in one write, so that lines of several processes never mix. Throws the errors of the file system. */
export function appendLine(file: string, value: unknown): void {
  // The break before it ends a line that an earlier write left half.
  const line = Buffer.from(`\n${JSON.stringify(value)}\n`);
  const descriptor = openForAppend(file);
  try {
    if (writeSync(descriptor, line) !== line.length) throw new Error("the line was not written whole");
  } finally {
    closeSync(descriptor);
  }
}

function openForAppend(file: string): number {
  try {
    return openSync(file, "a", ownerOnly);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(file), { recursive: true, mode: ownerOnlyFolder });
    return openSync(file, "a", ownerOnly);
  }
}

/** Bytes. Nothing that is written here comes near. */
const longestFile = 20_000_000;

/** The objects of a file of lines; lines that hold none are passed over. Empty where there is no such file. */
export function readLines(file: string): Readonly<Record<string, unknown>>[] {
  let text: string;
  try {
    // A device has no end.
    const found = statSync(file);
    if (!found.isFile() || found.size > longestFile) return [];
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  return text.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    try {
      return [JSON.parse(line) as Readonly<Record<string, unknown>>];
    } catch {
      // Half a line: the disk was full, or the process was killed.
      return [];
    }
  });
}

/** Lets a log that has grown too long begin anew, with the one before beside it. */
export function rotate(file: string, longest: number): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > longest) renameSync(file, `${file}.1`);
}

/** Removes what was not touched for so long. Whatever cannot be removed stays. */
export function removeOld(folder: string, milliseconds: number): void {
  for (const name of names(folder)) {
    const path = join(folder, name);
    try {
      if (statSync(path).mtimeMs < Date.now() - milliseconds) unlinkSync(path);
    } catch {
      // Another process was faster.
    }
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
