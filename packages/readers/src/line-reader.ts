import type { Episode } from "@mulligan/core";
import { interpret } from "./actions/interpret.js";
import type { ReadOptions } from "./read.js";
import { LineRecorder } from "./record-lines.js";
import type { Recording } from "./record-source.js";
import type { RecordedRun } from "./recorded-run.js";

export interface ReadRun {
  readonly run: RecordedRun;
  readonly episode: Episode;
}

/**
 * Reads JSON Lines one line at a time. Where every line is a run of its own, each is given back as soon as it is read
 * and not kept, so that memory stays flat; the lines of a session are kept until its end.
 */
export interface LineReader {
  /** The next line, without its line break. Gives the runs that it completes. */
  push(line: string): readonly ReadRun[];
  /** Lines so far that hold no record. */
  readonly skippedLines: number;
  /** No more lines come. Throws the errors of `readText`, except where `push` gave back runs with steps. */
  end(): LineReaderEnd;
}

export interface LineReaderEnd {
  /** The runs that `push` did not give back. */
  readonly runs: readonly ReadRun[];
  readonly format: string;
  readonly skippedLines: number;
}

export function createLineReader(options: ReadOptions = {}): LineReader {
  const recorder = new LineRecorder(options);
  const read = (run: RecordedRun): ReadRun => ({ run, episode: interpret(run, options) });
  return {
    get skippedLines(): number {
      return recorder.skippedLines;
    },
    push: (line: string): readonly ReadRun[] => recorder.push(line).map(read),
    end(): LineReaderEnd {
      const { runs, format, skippedLines }: Recording = recorder.finish([]);
      return { runs: runs.map(read), format, skippedLines };
    },
  };
}
