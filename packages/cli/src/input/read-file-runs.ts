import type { Episode, Recognisers } from "@mulligan/core";
import { createLineReader, readBytes } from "@mulligan/readers";
import type { ReadRun } from "@mulligan/readers";
import { inputTooLargeError } from "../errors.js";
import type { Io } from "../io.js";
import { byteChunks } from "./byte-chunks.js";
import { LineSplitter } from "./line-splitter.js";
import { unpackZstandard } from "./unpack-zstandard.js";

/** A run with its place in the file. */
export interface FileRun extends ReadRun {
  /** From 1. */
  readonly number: number;
  /** Lines of the file that hold no record; while a long file is read, those so far. */
  readonly skippedLines: number;
}

/** Larger inputs are read as they come, line by line, where they are lines: most recordings are smaller. */
const streamedFrom = 8_000_000;
/** More does not fit into one string in every engine. */
const largestDocument = 500_000_000;

export interface FileReading {
  readonly recognisers: Recognisers;
  readonly io: Io;
  /** For tests: how much is read at once at most. */
  readonly streamedFrom?: number;
}

/** The runs of one file, or of standard input (`-`). Throws the errors of `readBytes`, and those of the file system. */
export async function* readFileRuns(path: string, reading: FileReading): AsyncGenerator<FileRun> {
  const chunks = byteChunks(path, reading.io);
  const start: Uint8Array[] = [];
  let size = 0;
  let next = await chunks.next();
  const atOnce = reading.streamedFrom ?? streamedFrom;
  for (; next.done !== true && size + next.value.length <= atOnce; next = await chunks.next()) {
    start.push(next.value);
    size += next.value.length;
  }
  if (next.done === true) {
    yield* wholeFile(joined(start, size), reading.recognisers);
    return;
  }
  start.push(next.value);
  size += next.value.length;
  if (isLines(joined(start, size))) {
    yield* lines(start, chunks, reading.recognisers);
    return;
  }
  for await (const chunk of chunks) {
    start.push(chunk);
    size += chunk.length;
    if (size > largestDocument) throw inputTooLargeError(largestDocument);
  }
  yield* wholeFile(joined(start, size), reading.recognisers);
}

function* wholeFile(bytes: Uint8Array, recognisers: Recognisers): Generator<FileRun> {
  const { runs, episodes, skippedLines } = readBytes(bytes, { ...recognisers, zstandard: unpackZstandard });
  for (const [index, run] of runs.entries()) {
    const episode = episodes[index];
    if (episode === undefined || (runs.length > 1 && isEmpty(episode))) continue;
    yield { run, episode, number: index + 1, skippedLines };
  }
}

async function* lines(
  start: Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
  recognisers: Recognisers,
): AsyncGenerator<FileRun> {
  const reader = createLineReader(recognisers);
  const splitter = new LineSplitter(start[0] ?? new Uint8Array());
  let number = 0;
  const take = function* (texts: readonly string[]): Generator<FileRun> {
    for (const text of texts) {
      for (const read of reader.push(text)) {
        number += 1;
        if (!isEmpty(read.episode)) yield { ...read, number, skippedLines: reader.skippedLines };
      }
    }
  };
  // Each chunk is let go once it is cut into lines.
  for (let chunk = start.shift(); chunk !== undefined; chunk = start.shift()) yield* take(splitter.push(chunk));
  for await (const chunk of rest) yield* take(splitter.push(chunk));
  yield* take(splitter.end());
  const { runs, skippedLines } = reader.end();
  for (const read of runs) {
    number += 1;
    if (runs.length === 1 || !isEmpty(read.episode)) yield { ...read, number, skippedLines };
  }
}

const probe = 1 << 16;

/** Lines, where the first one is a JSON value of its own and more than blanks follow. */
function isLines(bytes: Uint8Array): boolean {
  const splitter = new LineSplitter(bytes);
  const found: string[] = [];
  for (let at = 0; at < bytes.length && found.length < 2; at += probe) {
    found.push(...splitter.push(bytes.subarray(at, at + probe)).filter((line) => line.trim() !== ""));
  }
  const [first, second] = [...found, ...splitter.end()];
  if (first === undefined || second === undefined || second.trim() === "" || !/^\s*[[{]/.test(first)) return false;
  try {
    JSON.parse(first);
    return true;
  } catch {
    return false;
  }
}

function isEmpty({ steps }: Episode): boolean {
  return steps.length === 0;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only, ...more] = chunks;
  return only !== undefined && more.length === 0 ? only : Buffer.concat(chunks, size);
}
