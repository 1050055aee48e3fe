import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import type { Stats } from "node:fs";
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
  const old = statSync(target, { throwIfNoEntry: false });
  const permissions = old?.mode ?? mode;
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
    if (old !== undefined) keepOwner(draft, old);
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** An administrator may write the file of somebody else. Whoever cannot give it back must not take it. */
function keepOwner(path: string, { uid, gid }: Stats): void {
  const now = statSync(path);
  if (now.uid !== uid) chownSync(path, uid, gid);
  else if (now.gid !== gid) tryGroup(path, uid, gid);
}

/** Not everybody may hand a file to every group. */
function tryGroup(path: string, uid: number, gid: number): void {
  try {
    chownSync(path, uid, gid);
  } catch {
    // It stays with the group of whoever writes it.
  }
}
