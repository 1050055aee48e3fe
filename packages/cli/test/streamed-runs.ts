import { isMulliganError } from "@mulligan/core";
import { readFileRuns } from "../src/input/read-file-runs.js";
import type { FileRun } from "../src/input/read-file-runs.js";
import type { Io } from "../src/io.js";

export const io: Io = {} as Io;
export const recognisers = {};

/** The runs of a file; with `streamedFrom`, a file of more bytes is read line by line. */
export function runsIn(path: string, streamedFrom?: number): Promise<unknown> {
  return allOf(readFileRuns(path, { recognisers, io, ...(streamedFrom !== undefined && { streamedFrom }) }));
}

/** The runs, or the error instead of them. */
export async function allOf(given: AsyncIterable<FileRun>): Promise<unknown> {
  const runs: FileRun[] = [];
  try {
    for await (const run of given) runs.push(run);
  } catch (error) {
    if (!isMulliganError(error)) throw error;
    return { code: error.code, message: error.message };
  }
  return runs;
}

/** How many lines a file skips is known at its end: the last run tells it. */
export function comparable(runs: unknown): unknown {
  if (!Array.isArray(runs)) return runs;
  return (runs as FileRun[]).map(({ run, episode, number, skippedLines }, index) => ({
    run,
    episode,
    number,
    ...(index === runs.length - 1 && { skippedLines }),
  }));
}
