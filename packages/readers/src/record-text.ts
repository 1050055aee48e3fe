import { isMulliganError } from "@mulligan/core";
import { findFormat } from "./detect.js";
import { cutJsonError, emptyFileError, sidecarError, tooLargeError } from "./errors.js";
import { isZip, readInspectArchive } from "./formats/inspect-archive.js";
import { sidecarKind } from "./outcome/sidecar.js";
import { LineRecorder } from "./record-lines.js";
import { recordSource } from "./record-source.js";
import { parseJson } from "./json.js";
import type { Recording, RecordOptions } from "./record-source.js";
import type { RecordedRun } from "./recorded-run.js";
import { jsonSource } from "./source.js";
import { decodeText, eachLine, isBlank, isCutDocument, withoutMark } from "./text.js";

/** The first half of `readText`: the file's runs as recorded. Throws the same errors. */
export function recordText(text: string, options: RecordOptions = {}): Recording {
  const content = withoutMark(text);
  if (isBlank(content)) throw emptyFileError();
  const first = firstValue(content);
  const value = parseWhole(content, first);
  if (value !== undefined) return recordJson(value, content, options);
  // Only a file whose first line is no JSON can be a cut document; lines of a session parse one by one.
  if (first === undefined && !firstLineParses(content) && isCutDocument(content) && !mostlyRecords(content))
    throw cutJsonError(content);
  const recorder = new LineRecorder(options);
  const given: RecordedRun[] = [];
  let parsed = first?.value;
  eachLine(content, (line) => {
    const known = parsed === undefined || isBlank(line) ? undefined : parsed;
    if (known !== undefined) parsed = undefined;
    for (const run of recorder.push(line, known)) given.push(run);
  });
  return recorder.finish(given);
}

/** Longer texts do not fit into one string in every engine. */
const largestText = 500_000_000;

/** The first half of `readBytes`. */
export function recordBytes(bytes: Uint8Array, options: RecordOptions = {}): Recording {
  if (isZip(bytes)) {
    const { log, skipped } = readInspectArchive(bytes, options);
    return recordSource({ ...jsonSource(log), skippedLines: skipped }, options);
  }
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

interface FirstValue {
  readonly value: object;
  /** Index of the line break behind it. */
  readonly end: number;
}

const openers = "{[";
const closers = "}]";
const jsonSpace = " \t\r\n";

/** The JSON value of the text's first line, where lines follow and the line alone is a list or an object. */
function firstValue(content: string): FirstValue | undefined {
  const start = content.search(/[^ \t\r\n]/);
  const end = content.indexOf("\n", start);
  if (end < 0 || !openers.includes(content.charAt(start))) return undefined;
  let last = end - 1;
  while (jsonSpace.includes(content.charAt(last))) last -= 1;
  if (!closers.includes(content.charAt(last))) return undefined;
  const value = parseJson(content.slice(start, end));
  return value === undefined ? undefined : { value: value as object, end };
}

/**
 * The value of a text that is one JSON document. A text with more behind a first line which is a value itself is none:
 * to let the parser find that out costs as much as parsing a good part of it.
 */
function parseWhole(content: string, first: FirstValue | undefined): unknown {
  if (first !== undefined) {
    const rest = content.slice(first.end);
    if (!/[^ \t\r\n]/.test(rest)) return first.value;
    if (!isBlank(rest)) return undefined;
  }
  const whole = parseJson(content);
  if (whole !== undefined) return whole;
  let blank = content.length;
  while (isBlank(content.charAt(blank - 1))) blank -= 1;
  const end = content.indexOf("\0", blank);
  return end < 0 ? undefined : parseJson(content.slice(0, end));
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

/** Whether at least every second line is an object of its own, as after a first line that was cut off. */
function mostlyRecords(content: string): boolean {
  let records = 0;
  let others = 0;
  eachLine(content, (line) => {
    if (isBlank(line)) return;
    if (/^\s*\{[\s\S]*\}\s*$/.test(line) && typeof parseJson(line) === "object") records += 1;
    else others += 1;
  });
  return records >= others;
}
