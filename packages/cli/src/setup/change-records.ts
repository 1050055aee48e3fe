import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { edited } from "./text-edit.js";
import type { TextEdit } from "./text-edit.js";
import { writeAtomically } from "./write-atomically.js";

/** How to bring a configuration back to what it was, as long as nobody else changed it. No text of others is kept. */
export interface ChangeRecord {
  /** Hash of the text that was written. */
  readonly written: string;
  /** The edits that take it back, one step after the other. */
  readonly undo: readonly (readonly TextEdit[])[];
  /** Folders that were made for the file, the outermost first; null where the file was there before. */
  readonly made: readonly string[] | null;
}

export function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** Remembers a change. A folder that cannot be written costs no more than the exact way back. */
export function keepRecord(folder: string, path: string, record: ChangeRecord): void {
  try {
    mkdirSync(join(folder, "setup"), { recursive: true, mode: 0o700 });
    writeAtomically(recordPath(folder, path), `${JSON.stringify(record)}\n`, 0o600);
  } catch {
    // Without it the entries are taken out one by one.
  }
}

export function recordOf(folder: string, path: string): ChangeRecord | null {
  try {
    const record = JSON.parse(readFileSync(recordPath(folder, path), "utf8")) as Partial<ChangeRecord>;
    return Array.isArray(record.undo) && typeof record.written === "string" ? (record as ChangeRecord) : null;
  } catch {
    return null;
  }
}

export function dropRecord(folder: string, path: string): void {
  try {
    rmSync(recordPath(folder, path), { force: true });
  } catch {
    // It says nothing about a text that has changed since.
  }
}

/** The text as it was before the change; null where others changed it since. */
export function takenBack(text: string, record: ChangeRecord): string | null {
  if (hashOf(text) !== record.written) return null;
  return record.undo.reduce((current, step) => edited(current, step), text);
}

function recordPath(folder: string, path: string): string {
  return join(folder, "setup", `${hashOf(path).slice(0, 32)}.json`);
}
