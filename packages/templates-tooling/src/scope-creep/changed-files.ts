import type { Episode, Facts, PathClass } from "@mulligan/core";
import { submittedFiles } from "../shared/final-files.js";

/** A file that the agent changed, by lines of its own edits. */
export interface ChangedFile {
  readonly path: string;
  readonly kind: PathClass;
  /** Added and removed lines. */
  readonly lines: number;
  /** Counts those of them that only changed their blanks, quotes or trailing commas. */
  readonly formatting: () => number;
  readonly steps: readonly number[];
}

/**
 * By the submitted patch where there is one, else by the text of the edits. Files that no edit of the run touched were changed
 * before it and are left out, lock files aside, which an installation writes.
 */
export function changedFiles(episode: Episode, facts: Facts): readonly ChangedFile[] {
  const submitted = submittedFiles(episode, facts);
  const installs = episode.steps
    .filter(({ actions }) => actions.some(({ kind }) => kind === "install"))
    .map(({ number }) => number);
  if (submitted !== null) {
    return submitted.flatMap(({ path, kind, added, removed }) => {
      const own = stepsOf(path, facts);
      const steps = own.length === 0 && kind === "generated" ? installs : own;
      return steps.length === 0
        ? []
        : [
            {
              path,
              kind,
              steps,
              lines: added.length + removed.length,
              formatting: () => formattingLines(added, removed),
            },
          ];
    });
  }
  const changed: ChangedFile[] = [];
  for (const [path, { edits }] of facts.files) {
    let lines = 0;
    const differences: Difference[] = [];
    for (const { action } of edits) {
      if (action.effect !== "changed" || action.by === "restore" || action.kind === "move") continue;
      const added = linesOf(action.added);
      const removed = linesOf(action.removed);
      const apart = difference(added, removed);
      lines += apart.onlyAdded.length + apart.onlyRemoved.length;
      differences.push(apart);
    }
    const kind = edits.at(-1)?.action.pathClass;
    if (kind === undefined || lines === 0) continue;
    const formatting = (): number =>
      differences.reduce((sum, { onlyAdded, onlyRemoved }) => sum + formattingLines(onlyAdded, onlyRemoved), 0);
    changed.push({ path, kind, steps: stepsOf(path, facts), lines, formatting });
  }
  return changed;
}

function stepsOf(path: string, { files }: Facts): readonly number[] {
  const edits = files.get(path)?.edits.filter(({ action }) => action.effect === "changed") ?? [];
  return edits.map(({ step }) => step);
}

function linesOf(text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : text.split("\n");
}

/** Lines that stand on one side only, each occurrence counted. */
interface Difference {
  readonly onlyAdded: readonly string[];
  readonly onlyRemoved: readonly string[];
}

function difference(added: readonly string[], removed: readonly string[]): Difference {
  const counts = countsOf(removed);
  const onlyAdded = added.filter((line) => !take(counts, line));
  const onlyRemoved = [...counts].flatMap(([line, count]) => Array.from({ length: count }, () => line));
  return { onlyAdded, onlyRemoved };
}

/** Added and removed lines that pair off once blanks, quotes and trailing commas are gone. */
function formattingLines(added: readonly string[], removed: readonly string[]): number {
  const counts = countsOf(removed.map(bare));
  return added.reduce((sum, line) => sum + (take(counts, bare(line)) ? 2 : 0), 0);
}

function bare(line: string): string {
  return line.replaceAll(/[\s"'`,;]/g, "");
}

function countsOf(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, line: string): boolean {
  const left = counts.get(line) ?? 0;
  if (left === 0) return false;
  counts.set(line, left - 1);
  return true;
}
