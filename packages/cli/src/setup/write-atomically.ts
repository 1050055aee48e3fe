import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";

/** Where a path leads to through links: configurations are often links into a folder of settings. */
export function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * Puts a new text in a file's place at once: nobody ever reads half of it, and where that fails the old one stands. The
 * file keeps its permissions; a new one gets `mode`. Throws the errors of the file system.
 */
export function writeAtomically(path: string, text: string, mode = 0o644): void {
  const target = targetOf(path);
  const draft = join(dirname(target), `.mulligan-${process.pid}.tmp`);
  const permissions = statSync(target, { throwIfNoEntry: false })?.mode ?? mode;
  try {
    const descriptor = openSync(draft, "wx", permissions & 0o777);
    try {
      let bytes: Uint8Array = Buffer.from(text);
      while (bytes.length > 0) bytes = bytes.subarray(writeSync(descriptor, bytes));
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    // What the process takes from new files must not be taken from this one.
    chmodSync(draft, permissions & 0o777);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
