import type { Action, EditAction, LineRange } from "@mulligan/core";
import { isEdit } from "@mulligan/core";
import { ShownLines } from "./shown-lines.js";

/** What the agent can know of one file. */
interface KnownFile {
  readonly lines: ShownLines;
  seen: boolean;
  /** All of it was seen, or the agent wrote it. */
  whole: boolean;
  /** The numbers of all lines shown are known, and every edit could be followed. */
  countable: boolean;
}

export interface UnseenEdit {
  readonly opened: boolean;
  /** Replaced lines that were never shown; empty where the file was never opened. */
  readonly unseen: readonly LineRange[];
  /** Lines between these and the nearest line that was shown; null where the file was never opened. */
  readonly distance: number | null;
}

/**
 * Follows what a run has seen of its files, action by action, and says of an edit what it changed unseen. A traceback
 * counts as having shown the code around its line: runners print whole functions.
 */
export class Knowledge {
  readonly #files = new Map<string, KnownFile>();

  follow(action: Action): UnseenEdit | null {
    if (action.kind === "look") {
      if (action.found) this.#look(action.path, action.whole, action.lines);
    } else if (action.kind === "search") {
      for (const { path, lines } of action.shown) {
        if (lines.length === 0) this.#look(path, false, undefined);
        for (const line of lines) this.#look(path, false, { from: line, to: line });
      }
    } else if (action.kind === "test" || action.kind === "check" || action.kind === "run") {
      const { path, line } = action.error ?? {};
      if (path !== undefined && line !== undefined) this.#look(path, false, widened({ from: line, to: line }));
    } else if (isEdit(action)) {
      if (action.effect === "changed") return this.#edit(action);
      // An editor that refuses lines shows the text that stands there.
      const { effect, lines, path } = action;
      if (effect === "rejected" && lines !== undefined) this.#look(path, false, widened(lines));
    }
    return null;
  }

  #of(path: string): KnownFile {
    let file = this.#files.get(path);
    if (file === undefined)
      this.#files.set(path, (file = { lines: new ShownLines(), seen: false, whole: false, countable: true }));
    return file;
  }

  #look(path: string, whole: boolean, lines: LineRange | undefined): void {
    const file = this.#of(path);
    file.seen = true;
    if (whole) file.whole = true;
    else if (lines === undefined) file.countable = false;
    else if (!file.whole) file.lines.add(lines);
  }

  #edit(action: EditAction): UnseenEdit | null {
    if (action.kind === "move" && action.from !== undefined) this.#files.set(action.path, this.#of(action.from));
    const file = this.#of(action.path);
    const found = action.kind === "edit" && action.by !== "restore" ? unseenIn(file, action) : null;
    // From here on the agent knows what it wrote, and a second edit is no new news.
    file.seen = true;
    if (action.kind === "create" || action.whole) file.whole = true;
    else if (!file.whole) follow(file, action);
    return found;
  }
}

/** As much as runners and editors show around a place, with room to spare. */
function widened({ from, to }: LineRange): LineRange {
  return { from: from - 40, to: to + 40 };
}

function unseenIn(file: KnownFile, { whole, lines, fileLines }: EditAction): UnseenEdit | null {
  if (!file.seen) return { opened: false, unseen: [], distance: null };
  if (file.whole || !file.countable || whole || lines === undefined) return null;
  const unseen = file.lines.unseen({ from: lines.from, to: Math.min(lines.to, fileLines ?? lines.to) });
  if (unseen.length === 0) return null;
  return { opened: true, unseen, distance: Math.min(...unseen.map((range) => file.lines.distanceTo(range))) };
}

function follow(file: KnownFile, { lines, added, removed }: EditAction): void {
  if (lines !== undefined && added !== undefined) file.lines.replace(lines, lineCount(added));
  else if (added === undefined || removed === undefined || lineCount(added) !== lineCount(removed))
    file.countable = false;
}

function lineCount(text: string): number {
  if (text === "") return 0;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0 && at < text.length - 1; at = text.indexOf("\n", at + 1)) lines += 1;
  return lines;
}
