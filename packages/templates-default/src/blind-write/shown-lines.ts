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
      open = open.flatMap((part) => {
        if (shown.to < part.from || shown.from > part.to) return [part];
        const rest: LineRange[] = [];
        if (shown.from > part.from) rest.push({ from: part.from, to: shown.from - 1 });
        if (shown.to < part.to) rest.push({ from: shown.to + 1, to: part.to });
        return rest;
      });
      if (open.length === 0) break;
    }
    return open;
  }

  /** `range` was replaced by `lines` lines, which the agent wrote and so knows; what stands below moves. */
  replace(range: LineRange, lines: number): void {
    const moved = lines - (range.to - range.from + 1);
    this.#ranges = this.#ranges.flatMap((shown) => {
      const parts: LineRange[] = [];
      if (shown.from < range.from) parts.push({ from: shown.from, to: Math.min(shown.to, range.from - 1) });
      if (shown.to > range.to) parts.push({ from: Math.max(shown.from, range.to + 1) + moved, to: shown.to + moved });
      return parts;
    });
    this.add({ from: range.from, to: range.from + lines - 1 });
  }
}
