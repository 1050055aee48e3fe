import { formatNamed } from "./detect.js";
import { emptyFileError, notJsonError } from "./errors.js";
import type { Format } from "./formats/format.js";
import { formats } from "./formats/index.js";
import { recordedRuns, recordingOf, recordSource } from "./record-source.js";
import type { Recording, RecordOptions } from "./record-source.js";
import type { RecordedRun } from "./recorded-run.js";
import { jsonSource, linesSource } from "./source.js";
import type { SourceRecord } from "./source.js";
import { isBlank, parseLine, withoutMark } from "./text.js";

/** Records that may come before the first line which is a run of its own. */
const preamble = 3;

/** Takes JSON Lines one at a time. Lines that are runs of their own are given back and forgotten, others kept. */
export class LineRecorder {
  readonly #options: RecordOptions;
  readonly #candidates: readonly Format[];
  readonly #records: SourceRecord[] = [];
  #rowFormat: Format | undefined;
  #rowSteps = 0;
  #line = 0;
  #skipped = 0;
  #firstBad: string | undefined;

  constructor(options: RecordOptions) {
    this.#options = options;
    const named = options.format === undefined ? formats : [formatNamed(options.format)];
    this.#candidates = named.filter(({ runPerLine }) => runPerLine === true);
  }

  /** Lines so far that hold no record, or none of the rows' format. */
  get skippedLines(): number {
    return this.#rowFormat === undefined ? this.#skipped : this.#skipped + this.#records.length;
  }

  /** `parsed` is the value of the line, where the caller has it already. */
  push(line: string, parsed?: object): readonly RecordedRun[] {
    this.#line += 1;
    const text = this.#line === 1 ? withoutMark(line) : line;
    if (isBlank(text)) return [];
    const value = parsed ?? parseLine(text);
    if (typeof value === "object" && value !== null) return this.#take({ origin: { line: this.#line }, value }, text);
    this.#skipped += 1;
    this.#firstBad ??= text;
    return [];
  }

  /** A record that is already parsed. */
  take(record: SourceRecord): readonly RecordedRun[] {
    return this.#take(record, undefined);
  }

  /** What is left. `given` are the runs that were given back before, as far as the caller kept them. */
  finish(given: readonly RecordedRun[]): Recording {
    const format = this.#rowFormat;
    if (format !== undefined) {
      const options = this.#rowSteps > 0 ? { ...this.#options, allowNoSteps: true } : this.#options;
      return recordingOf(format, given, this.skippedLines, options);
    }
    if (this.#records.length === 0)
      throw this.#firstBad === undefined ? emptyFileError() : notJsonError(this.#firstBad);
    return recordSource(linesSource(this.#records, this.#skipped), this.#options);
  }

  #take(record: SourceRecord, text: string | undefined): readonly RecordedRun[] {
    const mayBeRow = this.#rowFormat !== undefined || this.#records.length < preamble;
    const runs = mayBeRow ? this.#row(record, text) : undefined;
    if (runs !== undefined) return runs;
    if (this.#rowFormat === undefined) this.#records.push(record);
    else this.#skipped += 1;
    return [];
  }

  #row({ value, origin }: SourceRecord, text: string | undefined): readonly RecordedRun[] | undefined {
    const source = jsonSource(value, origin);
    const format = this.#candidates.find((candidate) => candidate.matches(source).missing.length === 0);
    if (format === undefined) return undefined;
    this.#rowFormat ??= format;
    const runs = recordedRuns(format, source, this.#options, text);
    for (const { calls } of runs) this.#rowSteps += calls.length;
    return runs;
  }
}
