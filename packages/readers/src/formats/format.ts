import type { RecordedRun } from "../recorded-run.js";
import { isRecord } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { Source } from "../source.js";

/** A format of recorded runs: how to know it by its content, and how to read it. */
export interface Format {
  /** Short kebab-case name: `swe-agent`, `claude-code`, … */
  readonly name: string;
  /** In a JSON Lines file every line is a run of its own, so that lines can be read one at a time. */
  readonly runPerLine?: boolean;
  matches(source: Source): Match;
  /** Called only for a source that matches. A run without calls is returned as well. */
  read(source: Source): readonly RecordedRun[];
}

export interface Match {
  /** How many of the format's marks the source has. */
  readonly met: number;
  /** The marks that it lacks, in words that finish "it lacks …"; a source with none missing is of the format. */
  readonly missing: readonly string[];
}

export interface Mark {
  readonly name: string;
  readonly found: boolean;
}

export function match(...marks: readonly Mark[]): Match {
  const missing: string[] = [];
  for (const { name, found } of marks) if (!found) missing.push(name);
  return { met: marks.length - missing.length, missing };
}

/** Records looked at before a format is ruled out: sessions may start with notes, noise or a long preamble. */
const lookedAt = 60;

/** Whether one of the source's first records is an object that fits. */
export function someRecord(source: Source, fits: (record: JsonRecord) => boolean): boolean {
  const { records } = source;
  for (let index = 0; index < records.length && index < lookedAt; index += 1) {
    const value = records[index]?.value;
    if (isRecord(value) && fits(value)) return true;
  }
  return false;
}
