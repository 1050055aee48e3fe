import type { Episode, Recognisers } from "@mulligan/core";
import { createLineReader, readBytes } from "@mulligan/readers";
import type { ReadRun } from "@mulligan/readers";
import { inputTooLargeError } from "../errors.js";
import type { Io } from "../io.js";
import { byteChunks } from "./byte-chunks.js";
import { eventLines } from "./event-lines.js";
import { LineProbe } from "./line-probe.js";
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

/**
 * The runs of one file, of standard input (`-`), or of the files that keep the `events` of one run. Throws the errors of
 * `readBytes`, and those of the file system.
 */
export async function* readFileRuns(
  path: string,
  reading: FileReading,
  events?: readonly string[],
): AsyncGenerator<FileRun> {
  const chunks = events === undefined ? byteChunks(path, reading.io) : eventLines(events);
  try {
    yield* runsIn(chunks, reading);
  } finally {
    await chunks.return(undefined);
  }
}

async function* runsIn(chunks: AsyncGenerator<Uint8Array>, reading: FileReading): AsyncGenerator<FileRun> {
  const start: Uint8Array[] = [];
  const atOnce = reading.streamedFrom ?? streamedFrom;
  let size = 0;
  let probe: LineProbe | undefined;
  // A loop would close the stream, of which the lines still need the rest.
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
    start.push(next.value);
    size += next.value.length;
    if (size <= atOnce) continue;
    const isProbed = probe !== undefined;
    probe ??= new LineProbe(start[0] ?? next.value);
    let isLines: boolean | undefined;
    for (const chunk of isProbed ? [next.value] : start) isLines = probe.push(chunk);
    if (isLines === true) {
      yield* lines(start, chunks, reading.recognisers);
      return;
    }
    if (size > largestDocument) throw inputTooLargeError(largestDocument);
  }
  yield* wholeFile(joined(start.splice(0), size), reading.recognisers);
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
  // One is held back: the last comes with the number of lines that the whole file skips.
  let held: FileRun | undefined;
  const take = function* (texts: readonly string[]): Generator<FileRun> {
    for (const text of texts) {
      for (const read of reader.push(text)) {
        number += 1;
        if (isEmpty(read.episode)) continue;
        if (held !== undefined) yield held;
        held = { ...read, number, skippedLines: reader.skippedLines };
      }
    }
  };
  try {
    // Each chunk is let go once it is cut into lines.
    for (let chunk = start.shift(); chunk !== undefined; chunk = start.shift()) yield* take(splitter.push(chunk));
    for await (const chunk of rest) yield* take(splitter.push(chunk));
    yield* take(splitter.end());
  } catch (error) {
    if (held !== undefined) yield held;
    throw error;
  }
  const { runs, skippedLines } = reader.end();
  if (held !== undefined) yield { ...held, skippedLines };
  for (const read of runs) {
    number += 1;
    if (runs.length === 1 || !isEmpty(read.episode)) yield { ...read, number, skippedLines };
  }
}

function isEmpty({ steps }: Episode): boolean {
  return steps.length === 0;
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const [only, ...more] = chunks;
  return only !== undefined && more.length === 0 ? only : Buffer.concat(chunks, size);
}
