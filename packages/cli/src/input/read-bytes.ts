import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { brokenGzipError, inputNotFoundError, inputUnreadableError } from "../errors.js";

/** The bytes of a file, unzipped where they are gzip. */
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

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unzipped(bytes: Uint8Array): Uint8Array {
  if (!isGzip(bytes)) return bytes;
  try {
    return gunzipSync(bytes);
  } catch (error) {
    throw brokenGzipError(reasonOf(error));
  }
}
