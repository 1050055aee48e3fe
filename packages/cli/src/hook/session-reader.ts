import { closeSync, fstatSync, openSync, statSync } from "node:fs";
import type { Episode } from "@mulligan/core";
import { createLineReader, readText } from "@mulligan/readers";
import type { ReadOptions, ReadRun } from "@mulligan/readers";
import { before, continues, lineBreak, read } from "./file-part.js";
import type { ReadMark } from "./session-state.js";

/** Bytes. Of a longer session the end is read. */
const longestRead = 16_000_000;
/** A first line may say what format the file has, and hold long instructions. */
const longestFirstLine = 256_000;
const usualFirstLine = 4_000;

/** A session as its file shows it. */
export interface SeenSession {
  readonly episode: Episode;
  /** It was read from its beginning. */
  readonly whole: boolean;
  readonly bytes: number;
  /** Of the file, with what stands behind the last line break. */
  readonly size: number;
  readonly mark: ReadMark;
}

/** Where to begin: at a mark that still holds, so many bytes before the end, or at the beginning. */
export interface ReadFrom {
  readonly mark: ReadMark | null;
  readonly tail: number;
}

export const fromBeginning: ReadFrom = { mark: null, tail: longestRead };

/**
 * Reads the session's file, or the part of it that is asked for. Null where nothing came after the mark. Throws the errors
 * of the file system and of the readers.
 */
export function readSession(path: string, { mark, tail }: ReadFrom, options: ReadOptions): SeenSession | null {
  // A pipe would be waited for, and a device has no end.
  if (!statSync(path).isFile()) throw new Error(`${path} is no file`);
  const descriptor = openSync(path, "r");
  try {
    const { size, ino: inode } = fstatSync(descriptor);
    const lines = !/\.json$/i.test(path);
    const from = lines && mark !== null && continues(descriptor, size, inode, mark) ? mark.size : 0;
    if (from > 0 && from === size) return null;
    const start = lines ? Math.max(from, size - (from > 0 ? longestRead : tail)) : 0;
    if (size - start > longestRead) throw new Error(`the session's file is longer than ${longestRead / 1_000_000} MB`);
    let bytes = read(descriptor, start, size - start);
    if (start > from) bytes = bytes.subarray(bytes.indexOf(lineBreak) + 1);
    // What stands behind the last line break is still being written.
    const end = lines ? start + size - start - (bytes.length - 1 - bytes.lastIndexOf(lineBreak)) : size;
    const first = start > 0 ? firstLine(descriptor) : "";
    const run = lines ? readLines(bytes, first, options) : readText(bytes.toString("utf8"), options).episodes;
    const [episode] = run;
    if (episode === undefined) return null;
    return {
      episode,
      whole: start === 0,
      bytes: bytes.length,
      size,
      mark: { size: end, inode, before: before(descriptor, end) },
    };
  } finally {
    closeSync(descriptor);
  }
}

function readLines(bytes: Buffer, first: string, options: ReadOptions): readonly Episode[] {
  const reader = createLineReader(options);
  const runs: ReadRun[] = [];
  if (first !== "") runs.push(...reader.push(first));
  for (const line of bytes.toString("utf8").split("\n")) runs.push(...reader.push(line));
  runs.push(...reader.end().runs);
  return runs.map(({ episode }) => episode);
}

function firstLine(descriptor: number): string {
  for (let length = usualFirstLine; length <= longestFirstLine; length *= 8) {
    const bytes = read(descriptor, 0, length);
    const end = bytes.indexOf(lineBreak);
    if (end >= 0) return bytes.toString("utf8", 0, end);
    if (bytes.length < length) return "";
  }
  return "";
}
