import * as zlib from "node:zlib";
import { zstandardMissingError } from "../errors.js";

/** Only newer versions of Node have it. */
const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: typeof zlib.inflateSync };

/** Unpacks one Zstandard frame to its `size` in bytes. Throws `zstandard-missing` where this Node cannot. */
export function unpackZstandard(data: Uint8Array, size: number): Uint8Array {
  if (zstdDecompressSync === undefined) throw zstandardMissingError(process.versions.node);
  return zstdDecompressSync(data, { maxOutputLength: Math.max(1, size) });
}
