import type { LineRange } from "@mulligan/core";

export interface ChangedPart {
  readonly removed: string;
  readonly added: string;
  /** Of the content before; where nothing was removed, the line that the new ones were put before. */
  readonly lines: LineRange;
}

/** The lines in which two contents of a file differ, from the first to the last. */
export function changedPart(before: string, after: string): ChangedPart {
  const old = before.split("\n");
  const next = after.split("\n");
  const least = Math.min(old.length, next.length);
  let head = 0;
  while (head < least && old[head] === next[head]) head++;
  let tail = 0;
  while (tail < least - head && old[old.length - 1 - tail] === next[next.length - 1 - tail]) tail++;
  return {
    removed: old.slice(head, old.length - tail).join("\n"),
    added: next.slice(head, next.length - tail).join("\n"),
    lines: { from: head + 1, to: Math.max(head + 1, old.length - tail) },
  };
}
