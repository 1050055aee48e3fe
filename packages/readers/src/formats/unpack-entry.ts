import { isMulliganError } from "@mulligan/core";
import { inflateSync } from "fflate";
import { brokenArchiveError, unreadableEntryError } from "../errors.js";
import { packedBytes } from "./zip-entries.js";
import type { ZipEntry } from "./zip-entries.js";

export interface UnpackOptions {
  /**
   * Unpacks one Zstandard frame to its `size` in bytes. The readers bring stored and deflated data alone; in Node 22.15
   * or newer this is `zstdDecompressSync` of `node:zlib`. A MulliganError that it throws is passed on.
   */
  readonly zstandard?: (data: Uint8Array, size: number) => Uint8Array;
}

const stored = 0;
const deflated = 8;
/** 20 is what writers used before 93 was assigned. */
const zstandard: ReadonlySet<number> = new Set([20, 93]);

const otherMethods: Readonly<Record<number, string>> = {
  9: "Deflate64",
  12: "bzip2",
  14: "LZMA",
  95: "XZ",
  98: "PPMd",
  99: "AES encryption",
};

/** Larger ones do not fit into one string in every engine; only an archive made to do harm holds one. */
const largestEntry = 500_000_000;

/**
 * The content of an entry. Throws `unreadable-entry` for one that is packed in a way for which there is nothing here,
 * `broken-archive` for one whose data are damaged.
 */
export function unpackEntry(bytes: Uint8Array, entry: ZipEntry, options: UnpackOptions): Uint8Array {
  const { name, method, encrypted, size } = entry;
  if (encrypted) throw unreadableEntryError(name, "is encrypted");
  if (size > largestEntry) throw unreadableEntryError(name, `has ${size} bytes, more than fit into one string`);
  const packed = packedBytes(bytes, entry);
  if (method === stored) return packed;
  let unpacked: Uint8Array;
  try {
    if (method === deflated) unpacked = inflateSync(packed, { out: new Uint8Array(size) });
    else if (!zstandard.has(method))
      throw unreadableEntryError(name, `is compressed with ${otherMethods[method] ?? `method ${method}`}`);
    else if (options.zstandard === undefined)
      throw unreadableEntryError(name, "is compressed with Zstandard, and the option `zstandard` is not set");
    else unpacked = options.zstandard(packed, size);
  } catch (error) {
    if (isMulliganError(error)) throw error;
    throw brokenArchiveError(`${name} is damaged (${error instanceof Error ? error.message : String(error)})`);
  }
  if (unpacked.length !== size)
    throw brokenArchiveError(`${name} is damaged (${unpacked.length} bytes instead of ${size})`);
  return unpacked;
}
