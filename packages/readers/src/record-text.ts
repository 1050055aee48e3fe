import { isMulliganError } from "@mulligan/core";
import { findFormat } from "./detect.js";
import { cutJsonError, emptyFileError, sidecarError, tooLargeError } from "./errors.js";
import { isZip, readInspectArchive } from "./formats/inspect-archive.js";
import { sidecarKind } from "./outcome/sidecar.js";
import { LineRecorder } from "./record-lines.js";
import { recordSource } from "./record-source.js";
import type { Recording, RecordOptions } from "./record-source.js";
import type { RecordedRun } from "./recorded-run.js";
import { jsonSource } from "./source.js";
import { decodeText, eachLine, isBlank, isCutDocument, withoutMark } from "./text.js";

/** The first half of `readText`: the file's runs as recorded. Throws the same errors. */
export function recordText(text: string, options: RecordOptions = {}): Recording {
  const content = withoutMark(text);
  if (isBlank(content)) throw emptyFileError();
  const value = parseWhole(content);
  if (value !== undefined) return recordJson(value, content, options);
  // Only a file whose first line is no JSON can be a cut document; lines of a session parse one by one.
  if (!firstLineParses(content) && isCutDocument(content)) throw cutJsonError(content);
  const recorder = new LineRecorder(options);
  const given: RecordedRun[] = [];
  eachLine(content, (line) => {
    for (const run of recorder.push(line)) given.push(run);
  });
  return recorder.finish(given);
}

/** Longer texts do not fit into one string in every engine. */
const largestText = 500_000_000;

/** The first half of `readBytes`. */
export function recordBytes(bytes: Uint8Array, options: RecordOptions = {}): Recording {
  if (isZip(bytes)) return recordSource(jsonSource(readInspectArchive(bytes)), options);
  if (bytes.length > largestText) throw tooLargeError(bytes.length);
  return recordText(decodeText(bytes), options);
}

function recordJson(value: unknown, content: string, options: RecordOptions): Recording {
  const source = jsonSource(value);
  const list = Array.isArray(value) && options.format === undefined && findFormat(source) === undefined;
  try {
    return list ? recordList(value, options) : recordSource(source, options, content);
  } catch (error) {
    const kind = isMulliganError(error) && error.code === "unknown-format" ? sidecarKind(value) : undefined;
    throw kind === undefined ? error : sidecarError(kind);
  }
}

/** A list that is no run itself may be a list of runs. */
function recordList(items: readonly unknown[], options: RecordOptions): Recording {
  const recorder = new LineRecorder(options);
  const given: RecordedRun[] = [];
  if (items.length === 0) return recordSource(jsonSource(items), options);
  for (const [index, value] of items.entries()) {
    for (const run of recorder.take({ origin: { index }, value })) given.push(run);
  }
  return recorder.finish(given);
}

function parseWhole(content: string): unknown {
  try {
    return JSON.parse(content) as unknown;
  } catch {
    const end = content.indexOf("\0");
    if (end < 0 || !isBlank(content.slice(end))) return undefined;
    try {
      return JSON.parse(content.slice(0, end)) as unknown;
    } catch {
      return undefined;
    }
  }
}

function firstLineParses(content: string): boolean {
  const start = content.search(/[^\s\0]/);
  const end = content.indexOf("\n", start);
  try {
    JSON.parse(end < 0 ? content.slice(start) : content.slice(start, end));
    return true;
  } catch {
    return false;
  }
}
