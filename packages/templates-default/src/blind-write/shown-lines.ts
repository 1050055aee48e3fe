import type { LineRange } from "@mulligan/core";

/** Which lines of one file an agent has seen, in the numbering that the file has now. */
export class ShownLines {
  #ranges: LineRange[] = [];

  add(range: LineRange): void {
    if (range.to >= range.from) this.#ranges.push(range);
  }

  /** Parts of `range` that were never shown. */
  unseen(range: LineRange): LineRange[] {
    let open: LineRange[] = range.to >= range.from ? [range] : [];
    for (const shown of this.#ranges) {
      if (!open.some((part) => overlaps(part, shown))) continue;
      const rest: LineRange[] = [];
      for (const part of open) {
        if (!overlaps(part, shown)) rest.push(part);
        else {
          if (shown.from > part.from) rest.push({ from: part.from, to: shown.from - 1 });
          if (shown.to < part.to) rest.push({ from: shown.to + 1, to: part.to });
        }
      }
      open = rest;
      if (open.length === 0) break;
    }
    return open;
  }

  /** Lines between `range` and the nearest line that was shown; infinite where none was. */
  distanceTo(range: LineRange): number {
    let nearest = Number.POSITIVE_INFINITY;
    for (const shown of this.#ranges)
      nearest = Math.min(nearest, Math.max(0, shown.from - range.to - 1, range.from - shown.to - 1));
    return nearest;
  }

  /** `range` was replaced by `lines` lines, which the agent wrote and so knows; what stands below moves. */
  replace(range: LineRange, lines: number): void {
    const moved = lines - (range.to - range.from + 1);
    const ranges: LineRange[] = [];
    for (const shown of this.#ranges) {
      if (shown.to < range.from || (moved === 0 && shown.from > range.to)) ranges.push(shown);
      else {
        if (shown.from < range.from) ranges.push({ from: shown.from, to: range.from - 1 });
        if (shown.to > range.to)
          ranges.push({ from: Math.max(shown.from, range.to + 1) + moved, to: shown.to + moved });
      }
    }
    this.#ranges = ranges;
    this.add({ from: range.from, to: range.from + lines - 1 });
  }
}

function overlaps(left: LineRange, right: LineRange): boolean {
  return left.from <= right.to && right.from <= left.to;
}
