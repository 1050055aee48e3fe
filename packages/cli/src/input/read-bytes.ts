import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { brokenGzipError, inputNotFoundError, inputUnreadableError } from "../errors.js";
import type { Io } from "../io.js";

/** The bytes of a file, or of standard input (`-`), unzipped where they are gzip. */
export async function readInput(path: string, io: Io): Promise<Uint8Array> {
  return unzipped(path === "-" ? await io.readStandardInput() : readBytesOf(path));
}

export function readFile(path: string): Uint8Array {
  return unzipped(readBytesOf(path));
}

/** Says of a failed file operation what a person can use. */
export function fileError(error: unknown): Error {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOENT" || code === "ENOTDIR") return inputNotFoundError();
  return inputUnreadableError(code ?? reasonOf(error));
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function readBytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw fileError(error);
  }
}

function unzipped(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw brokenGzipError(reasonOf(error));
  }
}
