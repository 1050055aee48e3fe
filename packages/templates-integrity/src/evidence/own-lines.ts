import type { EditAction, Episode, Facts } from "@mulligan/core";
import { isEdit } from "@mulligan/core";
import { lostInPatch } from "./patch-lines.js";

/** One edit that took effect, with the lines that it took from the original file and those that are new in it. */
export interface LineChange {
  readonly step: number;
  readonly action: EditAction;
  /** Trimmed lines that were there before the run and are gone. */
  readonly lost: readonly string[];
  /** Trimmed lines that the file did not have at this place. */
  readonly gained: readonly string[];
  /** Trimmed lines that the edit repeats unchanged. */
  readonly kept: readonly string[];
  /** Lines that earlier edits of the run brought into the file. */
  readonly own: ReadonlySet<string>;
}

/** All changes of files that the agent did not make itself, by path. What the agent brought in and takes back is not lost. */
export function lineChanges(
  episode: Episode,
  facts: Facts,
  concerns: (action: EditAction) => boolean,
): readonly LineChange[] {
  const ownByPath = new Map<string, Set<string>>();
  const changes: LineChange[] = [];
  for (const { number: step, actions } of episode.steps) {
    for (const action of actions) {
      if (!isEdit(action) || action.effect !== "changed" || !concerns(action)) continue;
      if ((facts.files.get(action.path)?.createdAt ?? null) !== null) continue;
      let own = ownByPath.get(action.path);
      if (own === undefined) ownByPath.set(action.path, (own = new Set()));
      const removed = linesOf(action.removed ?? lostBy(action, episode));
      const added = linesOf(action.added);
      const before = new Set(removed);
      const after = new Set(added);
      const known = own;
      changes.push({
        step,
        action,
        lost: removed.filter((line) => !after.has(line) && !known.has(line)),
        gained: added.filter((line) => !before.has(line)),
        kept: removed.filter((line) => after.has(line)),
        own: new Set(own),
      });
      // Without the replaced text, what the edit brought cannot be told from what it repeats: all of it counts as its own.
      for (const line of added) if (!before.has(line)) own.add(line);
    }
  }
  return changes;
}

/** An editor that replaces lines by their numbers may not show what stood there; the submitted patch does. */
function lostBy({ kind, lines, added, path }: EditAction, { submission }: Episode): string | undefined {
  if (kind !== "edit" || lines === undefined || added === undefined || submission === undefined) return undefined;
  return lostInPatch(submission, path, added);
}

/** The change was undone later: the file was put back. */
export function isPutBack(facts: Facts, path: string, step: number): boolean {
  return (
    facts.files
      .get(path)
      ?.edits.some(
        ({ step: later, action }) => later > step && action.effect === "changed" && action.by === "restore",
      ) === true
  );
}

/** Trimmed lines that are not blank. */
export function linesOf(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
