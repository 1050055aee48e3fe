import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { inputNotFoundError, inputUnreadableError } from "../errors.js";
import type { Io } from "../io.js";

/** The bytes of a file or of standard input, unzipped where they are gzip. */
export async function readInput(path: string, shown: string, io: Io): Promise<Uint8Array> {
  const bytes = path === "-" ? await io.readStandardInput() : readFile(path, shown);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw inputUnreadableError(shown, `the gzip data is broken (${reasonOf(error)}).`);
  }
}

export function readFile(path: string, shown: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw inputNotFoundError(shown);
    throw inputUnreadableError(shown, `it could not be read (${code ?? reasonOf(error)}).`);
  }
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
