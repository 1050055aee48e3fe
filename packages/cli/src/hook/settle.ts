import { statSync } from "node:fs";

const stepInMilliseconds = 50;

/**
 * Waits until the file has not grown for a step, or `enough` says that what is there is complete; at most so long. An
 * agent may call the hook before the last records are on the disk.
 */
export function waitForGrowth(path: string, size: number, deadline: number): boolean {
  while (Date.now() + stepInMilliseconds <= deadline) {
    sleep(stepInMilliseconds);
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) !== size) return true;
  }
  return false;
}

function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
