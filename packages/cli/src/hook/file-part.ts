import { readSync } from "node:fs";
import type { ReadMark } from "./session-state.js";

const rememberedBytes = 32;
export const lineBreak = 10;

/** The file is the one that was read up to the mark, and nothing before that place was written anew. */
export function continues(descriptor: number, size: number, inode: number, mark: ReadMark): boolean {
  return inode === mark.inode && size >= mark.size && before(descriptor, mark.size) === mark.before;
}

/** The bytes right before a place, in hexadecimal. */
export function before(descriptor: number, place: number): string {
  const length = Math.min(rememberedBytes, place);
  return read(descriptor, place - length, length).toString("hex");
}

/** Fewer bytes where the file ends. */
export function read(descriptor: number, from: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  let filled = 0;
  while (filled < length) {
    const count = readSync(descriptor, bytes, filled, length - filled, from + filled);
    if (count === 0) break;
    filled += count;
  }
  return bytes.subarray(0, filled);
}
