import { writeSync } from "node:fs";

const pauseInMilliseconds = 5;

/**
 * Writes all of the text before it returns. `process.stdout` would cost every start 5 ms, and would keep in memory what
 * a slow reader has not taken yet.
 */
export function write(descriptor: 1 | 2, text: string): void {
  let bytes: Uint8Array = Buffer.from(text);
  while (bytes.length > 0) {
    try {
      bytes = bytes.subarray(writeSync(descriptor, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") throw error;
      // A pipe that does not block, and is full.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseInMilliseconds);
    }
  }
}
