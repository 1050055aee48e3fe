import { isMulliganError } from "@mulligan/core";
import { binaryFileError, brokenArchiveError } from "../errors.js";
import { isRecord, parseJson, recordOf } from "../json.js";
import type { JsonRecord } from "../json.js";
import { decodeText } from "../text.js";
import { unpackEntry } from "./unpack-entry.js";
import type { UnpackOptions } from "./unpack-entry.js";
import { zipEntries } from "./zip-entries.js";
import type { ZipEntry } from "./zip-entries.js";

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

export interface InspectArchive {
  /** In the shape of Inspect's JSON logs. */
  readonly log: JsonRecord;
  /** Samples that are damaged; the others are in the log. */
  readonly skipped: number;
}

/**
 * The log that an Inspect `.eval` archive holds.
 * Throws `binary-file` for an archive of something else, `broken-archive` for one whose directory, header or every
 * sample is damaged, `unreadable-entry` for one that is packed in a way for which there is nothing here.
 */
export function readInspectArchive(bytes: Uint8Array, options: UnpackOptions = {}): InspectArchive {
  const files = new Map<string, ZipEntry>();
  // A file that was written again stands there twice, and the later one counts.
  for (const entry of zipEntries(bytes)) files.set(entry.name, entry);
  const header = files.get("header.json") ?? files.get("_journal/start.json");
  if (header === undefined) throw binaryFileError();
  const start = contentOf(bytes, header, options);
  const samples: JsonRecord[] = [];
  let skipped = 0;
  let damage: unknown;
  for (const name of [...files.keys()].filter(isSample).sort(naturally)) {
    try {
      samples.push(contentOf(bytes, files.get(name) as ZipEntry, options));
    } catch (error) {
      if (!isMulliganError(error) || error.code !== "broken-archive") throw error;
      damage ??= error;
      skipped += 1;
    }
  }
  if (damage !== undefined && samples.length === 0) throw damage;
  return { log: { status: "started", version: 2, ...recordOf(start), samples }, skipped };
}

function isSample(name: string): boolean {
  return name.startsWith("samples/") && name.endsWith(".json");
}

function contentOf(bytes: Uint8Array, entry: ZipEntry, options: UnpackOptions): JsonRecord {
  const value = parseJson(decodeText(unpackEntry(bytes, entry, options)));
  if (!isRecord(value)) throw brokenArchiveError(`${entry.name} holds no JSON object`);
  return value;
}

/** In natural order: sample 2 comes before sample 10. */
function naturally(first: string, second: string): number {
  const [left, right] = [sortKey(first), sortKey(second)];
  if (left === right) return first < second ? -1 : 1;
  return left < right ? -1 : 1;
}

function sortKey(name: string): string {
  return name.replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}
