import { existsSync, mkdirSync, readFileSync, rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { isMulliganError } from "@mulligan/core";
import { settingsLeftAloneError, settingsNotWrittenError } from "../errors.js";
import { dropRecord, hashOf, keepRecord, recordOf, takenBack } from "./change-records.js";
import { withHooks, withoutHooks } from "./hook-change.js";
import type { HookChange } from "./hook-change.js";
import type { HookEntry } from "./hook-targets.js";
import { JsonProblem } from "./json-tree.js";
import { edited, inverted } from "./text-edit.js";
import { targetOf, writeAtomically } from "./write-atomically.js";

/** A configuration as it is, and as it would be. */
export interface PlannedChange {
  readonly file: string;
  /** Null where there is no such file. */
  readonly before: string | null;
  /** Null where the file goes. */
  readonly after: string | null;
  readonly edits: HookChange["edits"];
}

/** What is to be put in. */
export interface Wanted {
  readonly entries: readonly HookEntry[];
  readonly frame: Readonly<Record<string, unknown>>;
  readonly command: string;
  readonly isOwn: (text: string) => boolean;
}

/** Throws `settings-left-alone` for a file that cannot be read or understood. */
export function plannedInstallation(file: string, { entries, frame, command, isOwn }: Wanted): PlannedChange {
  return guarded(file, (before) => {
    const { text, edits } = withHooks(before, entries, frame, command, isOwn);
    return { file, before, after: text, edits };
  });
}

/** The way back: exactly to the text before, where only we changed it since; else without our entries. */
export function plannedRemoval(
  file: string,
  { frame, isOwn }: Pick<Wanted, "frame" | "isOwn">,
  state: string,
): PlannedChange {
  return guarded(file, (before) => {
    if (before === null) return { file, before, after: null, edits: [] };
    const record = recordOf(state, targetOf(file));
    const original = record === null ? null : takenBack(before, record);
    if (record !== null && original !== null) {
      return { file, before, after: record.made === null ? original : null, edits: [] };
    }
    const { text, edits } = withoutHooks(before, isOwn);
    const gone = edits.length > 0 && record !== null && record.made !== null && holdsOnly(text, frame);
    return { file, before, after: gone ? null : text, edits };
  });
}

/** Writes what was planned. Throws `settings-left-alone` where the file is another by now. */
export function carryOut({ file, before, after, edits }: PlannedChange, state: string): void {
  if (contentOf(file) !== before) throw settingsLeftAloneError(file, "somebody else changed it at the same time");
  const record = recordOf(state, targetOf(file));
  try {
    if (after === null) return remove(file, record?.made ?? [], state);
    const made = before === null ? makeFolders(dirname(file)) : null;
    writeAtomically(file, after);
    if (edits.length === 0) return dropRecord(state, targetOf(file));
    // A second change on top of the first is taken back together with it.
    const first = record !== null && before !== null && hashOf(before) === record.written ? record : null;
    keepRecord(state, targetOf(file), {
      written: hashOf(after),
      undo: [...undoOf(before ?? "", edits), ...(first?.undo ?? [])],
      made: first === null ? made : first.made,
    });
  } catch (error) {
    throw settingsNotWrittenError(file, (error as NodeJS.ErrnoException).code ?? String(error));
  }
}

function undoOf(before: string, edits: HookChange["edits"]): HookChange["edits"] {
  const undo: ReturnType<typeof inverted>[] = [];
  let text = before;
  for (const step of edits) {
    undo.unshift(inverted(text, step));
    text = edited(text, step);
  }
  return undo;
}

function guarded(file: string, plan: (before: string | null) => PlannedChange): PlannedChange {
  try {
    return plan(contentOf(file));
  } catch (error) {
    if (error instanceof JsonProblem) throw settingsLeftAloneError(file, `it is no JSON (${error.message})`);
    if (isMulliganError(error)) {
      throw error.code === "settings-shape" ? settingsLeftAloneError(file, error.message) : error;
    }
    throw settingsLeftAloneError(
      file,
      `it could not be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
    );
  }
}

function contentOf(file: string): string | null {
  try {
    const bytes = readFileSync(file);
    const text = bytes.toString("utf8");
    // Other encodings would come back changed.
    if (!bytes.equals(Buffer.from(text))) throw settingsLeftAloneError(file, "it is not in UTF-8");
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** Makes what is missing and says what that was, the outermost first. */
function makeFolders(folder: string): string[] {
  const missing: string[] = [];
  for (let current = folder; !existsSync(current); current = dirname(current)) missing.unshift(current);
  for (const each of missing) mkdirSync(each);
  return missing;
}

function remove(file: string, made: readonly string[], state: string): void {
  rmSync(file, { force: true });
  dropRecord(state, targetOf(file));
  try {
    for (const folder of made.toReversed()) rmdirSync(folder);
  } catch {
    // Something else is in it by now.
  }
}

function holdsOnly(text: string, frame: Readonly<Record<string, unknown>>): boolean {
  try {
    return Object.keys(JSON.parse(text) as object).every((key) => key in frame);
  } catch {
    return false;
  }
}
