import type { LineRange } from "@mulligan/core";
import type { FileRecord } from "../walk/file-store.js";
import { readWindow, windowLines } from "./editor-view.js";

type Version = FileRecord["version"];

type Entry =
  | { readonly kind: "window"; readonly version: Version; readonly observation: string }
  | {
      readonly kind: "edit";
      readonly before: Version;
      readonly version: Version;
      readonly lines: LineRange;
      readonly added: string;
    };

/** Further back than this, a file is rather looked at again. */
const longest = 40;
/** Nobody sees more lines than these before one edit. */
const mostLines = 400;

/** What the windows of an editor have shown of each file, and how its edits have moved the lines since. */
export class ShownText {
  readonly #entries: Map<string, Entry[]> = new Map();

  window(path: string, version: Version, observation: string): void {
    this.#add(path, { kind: "window", version, observation });
  }

  edit(path: string, before: Version, version: Version, lines: LineRange, added: string): void {
    this.#add(path, { kind: "edit", before, version, lines, added });
  }

  #add(path: string, entry: Entry): void {
    const entries = this.#entries.get(path);
    if (entries === undefined) this.#entries.set(path, [entry]);
    else entries.push(entry);
  }

  /** The text of lines of a file as it stands now; undefined where one of them was never shown, or changed unseen. */
  lines(path: string, version: Version, { from, to }: LineRange): string | undefined {
    if (to - from >= mostLines) return undefined;
    const found: string[] = [];
    /** Where each missing line stood at the moment that is looked at. */
    let missing = new Map<number, number>();
    for (let line = from; line <= to; line += 1) missing.set(line - from, line);
    let at = version;
    for (const entry of (this.#entries.get(path) ?? []).slice(-longest).reverse()) {
      if (entry.version !== at) continue;
      const rest = new Map<number, number>();
      if (entry.kind === "window") {
        const view = readWindow(entry.observation);
        for (const [index, line] of missing) {
          const text = view === undefined ? undefined : windowLines(entry.observation, view, line, line);
          if (text === undefined) rest.set(index, line);
          else found[index] = text;
        }
      } else {
        const added = entry.added === "" ? [] : entry.added.split("\n");
        for (const [index, line] of missing) {
          const written = added[line - entry.lines.from];
          if (line < entry.lines.from) rest.set(index, line);
          else if (written !== undefined) found[index] = written;
          else rest.set(index, line - added.length + (entry.lines.to - entry.lines.from + 1));
        }
        at = entry.before;
      }
      missing = rest;
      if (missing.size === 0) return found.join("\n");
    }
    return undefined;
  }
}
