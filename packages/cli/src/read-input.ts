import { readSync } from "node:fs";

const standardInput = 0;
const chunkSize = 65_536;
/** No agent hands in more. */
const longest = 50_000_000;

/**
 * One JSON object from standard input, without the streams, which take time to set up. It is not waited for the end of
 * the input where the object is complete: not every program closes the pipe.
 */
export function readObject(): string {
  const chunks: Buffer[] = [];
  let length = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(chunkSize);
    const count = readChunk(chunk);
    if (count === 0 || length > longest) return Buffer.concat(chunks).toString("utf8");
    chunks.push(chunk.subarray(0, count));
    length += count;
    const text = Buffer.concat(chunks).toString("utf8");
    if (isWhole(text)) return text;
  }
}

function readChunk(chunk: Buffer): number {
  for (;;) {
    try {
      return readSync(standardInput, chunk);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "EOF") return 0;
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

function isWhole(text: string): boolean {
  if (!text.trimEnd().endsWith("}")) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
