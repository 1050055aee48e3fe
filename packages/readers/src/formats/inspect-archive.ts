import { unzipSync } from "fflate";
import { binaryFileError, brokenArchiveError } from "../errors.js";
import { isRecord, parseJson, recordOf } from "../json.js";
import type { JsonRecord } from "../json.js";
import { decodeText } from "../text.js";

export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** Stored and deflated entries; Inspect can also write Zstandard (93), which the inflater does not read. */
const zstandard = 93;

/**
 * The log that an Inspect `.eval` archive holds, in the shape of its JSON logs.
 * Throws `binary-file` for an archive of something else, `broken-archive` for one that cannot be unpacked.
 */
export function readInspectArchive(bytes: Uint8Array): JsonRecord {
  const files = unpack(bytes);
  const header = files.get("header.json") ?? files.get("_journal/start.json");
  if (header === undefined) throw binaryFileError();
  const samples: unknown[] = [];
  for (const [name, value] of files) if (name.startsWith("samples/") && isRecord(value)) samples.push(value);
  return { status: "started", version: 2, ...recordOf(header), samples };
}

function unpack(bytes: Uint8Array): ReadonlyMap<string, unknown> {
  let compressed: string | undefined;
  let entries: Readonly<Record<string, Uint8Array>>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ name, compression }) => {
        const wanted =
          name === "header.json" ||
          name === "_journal/start.json" ||
          (name.startsWith("samples/") && name.endsWith(".json"));
        if (wanted && compression === zstandard) compressed ??= name;
        return wanted && compression !== zstandard;
      },
    });
  } catch (error) {
    throw brokenArchiveError(error instanceof Error ? error.message : String(error));
  }
  if (compressed !== undefined) throw brokenArchiveError(`${compressed} is compressed with Zstandard`);
  // By name, in natural order: sample 2 comes before sample 10.
  const names = Object.keys(entries).sort(naturally);
  return new Map(names.map((name) => [name, parseJson(decodeText(entries[name] ?? new Uint8Array()))]));
}

function naturally(first: string, second: string): number {
  return sortKey(first) < sortKey(second) ? -1 : 1;
}

function sortKey(name: string): string {
  return name.replace(/\d+/g, (digits) => digits.padStart(12, "0"));
}
