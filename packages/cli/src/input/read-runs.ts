import { isMulliganError } from "@mulligan/core";
import type { Episode, Recognisers } from "@mulligan/core";
import type { RecordedRun } from "@mulligan/readers/record";
import { noRunsError } from "../errors.js";
import type { Io } from "../io.js";
import { counted } from "../output/text.js";
import { expandPath } from "./expand-paths.js";
import type { InputFile } from "./expand-paths.js";
import type { OutcomeSource } from "./outcome-source.js";
import { reasonOf } from "./read-bytes.js";
import { readFileRuns } from "./read-file-runs.js";

export interface InputRun {
  readonly file: string;
  /** From 1. */
  readonly run: number;
  /** The run as its file holds it, before anyone outside said how it went. */
  readonly recorded: RecordedRun;
  readonly episode: Episode;
  readonly skippedLines: number;
}

export interface UnreadableInput {
  readonly file: string;
  readonly error: { readonly code: string; readonly message: string };
}

export interface Reading {
  readonly outcome: OutcomeSource;
  /** What the packs bring for reading runs. */
  readonly recognisers: Recognisers;
  readonly io: Io;
  /** No notes on standard error. */
  readonly quiet: boolean;
  /** Files of a folder that hold no run are entries as well, with the reason. */
  readonly everything?: boolean;
}

/** In a folder these are no runs. */
const notRuns: ReadonlySet<string> = new Set(["unknown-format", "sidecar-file", "empty-file", "no-steps", "not-json"]);

/**
 * Reads the runs behind the arguments, one file after the other, and gives what `use` makes of each. A file that cannot
 * be read becomes an entry with its error, and the others still come.
 */
export async function* readRuns<Result>(
  given: readonly string[],
  reading: Reading,
  use: (input: InputRun) => Result,
): AsyncGenerator<Result | UnreadableInput> {
  const { io } = reading;
  for (const { shown, folder, files } of given.map((argument) => expandPath(argument, io.cwd))) {
    let entries = 0;
    let passedOver = 0;
    for (const file of files) {
      // Lets an interruption through between two files.
      await new Promise(setImmediate);
      try {
        for await (const input of runsOf(file, reading)) {
          const result = use(input);
          entries += 1;
          yield result;
        }
      } catch (failure) {
        const code = isMulliganError(failure) ? failure.code : "unexpected";
        if (folder && notRuns.has(code) && reading.everything !== true) {
          if (code !== "sidecar-file") passedOver += 1;
          continue;
        }
        if (io.environment["MULLIGAN_DEBUG"] === "1" && failure instanceof Error) io.error(`${failure.stack}\n`);
        entries += 1;
        yield { file: file.shown, error: { code, message: reasonOf(failure) } };
      }
    }
    if (folder && entries === 0) {
      const { code, message } = noRunsError();
      yield { file: shown, error: { code, message } };
    } else if (passedOver > 0 && !reading.quiet) {
      io.error(`${shown}: ${counted(passedOver, "file")} without a run passed over.\n`);
    }
  }
  const note = reading.outcome.note?.() ?? null;
  if (note !== null && !reading.quiet) io.error(`${note}\n`);
}

async function* runsOf({ shown, path, error, events }: InputFile, reading: Reading): AsyncGenerator<InputRun> {
  if (error !== undefined) throw error;
  for await (const { run: recorded, episode, number, skippedLines } of readFileRuns(path, reading, events)) {
    const { instanceId } = recorded;
    const query = { episodeId: episode.id, file: path, ...(instanceId !== undefined && { instanceId }) };
    yield { file: shown, run: number, recorded, episode: reading.outcome(episode, query, path), skippedLines };
  }
}

export function isUnreadable(entry: object): entry is UnreadableInput {
  return "error" in entry;
}
