import { isMulliganError } from "@mulligan/core";
import { walkable } from "./depth.js";
import { detectFormat, formatNamed } from "./detect.js";
import { noStepsError, unreadableRunError } from "./errors.js";
import type { Format } from "./formats/format.js";
import type { UnpackOptions } from "./formats/unpack-entry.js";
import { contentHash } from "./hash.js";
import { jsonText, optional } from "./json.js";
import type { RecordedRun } from "./recorded-run.js";
import type { Source } from "./source.js";

export interface RecordOptions extends UnpackOptions {
  /** Name of the format, where it is known and must not be found out. */
  readonly format?: string;
  /** Working folder at the start, as the caller knows it. It counts where the file does not name it. */
  readonly cwd?: string;
  /** The session goes on: nothing that would only be wrong at the end is wrong yet. */
  readonly ongoing?: boolean;
  /** Return a file without a single step instead of throwing `no-steps`. */
  readonly allowNoSteps?: boolean;
}

/** The runs of a file as they were recorded, before anyone asks what the calls did. */
export interface Recording {
  /** Name of the format that the content shows. */
  readonly format: string;
  readonly formatVersion?: string;
  /** In file order; most files hold one. Every run has an id. */
  readonly runs: readonly RecordedRun[];
  /** Lines that hold no record and were passed over: noise between records, a half last line. */
  readonly skippedLines: number;
}

/** `text` is what ids are made of, where the source has none of its own. */
export function recordSource(source: Source, options: RecordOptions, text?: string): Recording {
  const format = options.format === undefined ? detectFormat(source) : formatNamed(options.format);
  return recordingOf(format, recordedRuns(format, source, options, text), source.skippedLines, options);
}

/** Throws `no-steps` where no run has a call, unless the options allow that. */
export function recordingOf(
  format: Format,
  runs: readonly RecordedRun[],
  skippedLines: number,
  options: RecordOptions,
): Recording {
  if (options.allowNoSteps !== true && runs.every(({ calls }) => calls.length === 0)) {
    throw noStepsError(format.name, runs[0]?.infrastructure ?? runs[0]?.endedDetail);
  }
  // A saved run keeps the name and the version of the format in which it was recorded.
  const version = runs.find((run) => run.format === format.name)?.formatVersion;
  return { format: format.name, ...(version === undefined ? {} : { formatVersion: version }), runs, skippedLines };
}

/** The source's runs, each with an id: its own, else one made of the content. */
export function recordedRuns(
  format: Format,
  source: Source,
  options: RecordOptions,
  text?: string,
): readonly RecordedRun[] {
  const runs = readGuarded(format, source);
  let hash: string | undefined;
  return runs.map(walkableRun).map((run, index) => {
    const known = {
      ...run,
      ...optional("cwd", run.cwd ?? options.cwd),
      ...(options.ongoing === true && { ended: false }),
    };
    if (run.id !== undefined) return known;
    hash ??= contentHash(text ?? jsonText(source.records));
    return { ...known, id: runs.length === 1 ? hash : `${hash}-${index + 1}` };
  });
}

/** The run without values that are nested too deep for facts, detectors and writers. */
function walkableRun(run: RecordedRun): RecordedRun {
  const annotations = walkable(run.annotations);
  let changed = annotations !== run.annotations;
  const calls = run.calls.map((call) => {
    const input = walkable(call.input);
    const details = walkable(call.details);
    if (input === call.input && details === call.details) return call;
    changed = true;
    return { ...call, input, ...optional("details", details) };
  });
  return changed ? { ...run, calls, ...optional("annotations", annotations) } : run;
}

function readGuarded(format: Format, source: Source): readonly RecordedRun[] {
  try {
    return format.read(source);
  } catch (error) {
    if (isMulliganError(error)) throw error;
    throw unreadableRunError(format.name, error);
  }
}
