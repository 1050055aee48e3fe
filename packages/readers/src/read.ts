import type { Episode } from "@mulligan/core";
import { interpret } from "./actions/interpret.js";
import type { InterpretOptions } from "./actions/interpret.js";
import { recordBytes, recordText } from "./record-text.js";
import type { Recording, RecordOptions } from "./record-source.js";

export interface ReadOptions extends RecordOptions, InterpretOptions {}

export interface ReadResult extends Recording {
  /** The runs, with what each call did: `episodes[n]` is `runs[n]`. */
  readonly episodes: readonly Episode[];
}

/**
 * Reads a recorded run, or a file of several, in any of the known formats; which one it is shows in the content.
 *
 * Throws a MulliganError with the code
 * - `empty-file`, `not-json`, `cut-json` (a JSON document that stops in the middle),
 * - `unknown-format`, `sidecar-file` (an outcome instead of a run),
 * - `no-steps` (no run of the file has a call or command), `unreadable-run`.
 */
export function readText(text: string, options: ReadOptions = {}): ReadResult {
  return interpreted(recordText(text, options), options);
}

/**
 * `readText` for bytes: UTF-8, UTF-16 with a byte order mark, or a zip archive of a known kind.
 * Throws besides: `too-large` (over 500 MB; `createLineReader` has no such limit), `binary-file`, `broken-archive`,
 * `unreadable-entry` (of an archive: encrypted, or compressed in a way for which there is nothing here).
 */
export function readBytes(bytes: Uint8Array, options: ReadOptions = {}): ReadResult {
  return interpreted(recordBytes(bytes, options), options);
}

function interpreted(recording: Recording, options: ReadOptions): ReadResult {
  return { ...recording, episodes: recording.runs.map((run) => interpret(run, options)) };
}
