import { statSync } from "node:fs";

const stepInMilliseconds = 50;
/** Half a second in all. Counted, not timed: clocks are set back. */
const mostSteps = 10;

/** Waits for the file of a session to be written out: an agent may call the hook before the last records are on the disk. */
export class Settling {
  readonly #path: string;
  readonly #cell: Int32Array = new Int32Array(new SharedArrayBuffer(4));
  #steps = 0;

  constructor(path: string) {
    this.#path = path;
  }

  /** True once the size is another one; false when the time is up. */
  hasGrown(size: number): boolean {
    while (this.#steps < mostSteps) {
      this.#steps += 1;
      Atomics.wait(this.#cell, 0, 0, stepInMilliseconds);
      if ((statSync(this.#path, { throwIfNoEntry: false })?.size ?? 0) !== size) return true;
    }
    return false;
  }
}
