import { describe, expect, it } from "vitest";
import { ShownLines } from "../src/blind-write/shown-lines.js";

type Range = readonly [from: number, to: number];
const range = ([from, to]: Range) => ({ from, to });

function shownLines(...shown: readonly Range[]): ShownLines {
  const lines = new ShownLines();
  for (const part of shown) lines.add(range(part));
  return lines;
}

const unseen = (lines: ShownLines, part: Range): Range[] => lines.unseen(range(part)).map(({ from, to }) => [from, to]);

describe("lines that were shown", () => {
  it.each<[shown: Range[], asked: Range, unseen: Range[]]>([
    [[], [1, 5], [[1, 5]]],
    [[[1, 5]], [1, 5], []],
    [[[1, 5]], [5, 5], []],
    [[[1, 5]], [6, 6], [[6, 6]]],
    [[[5, 9]], [4, 4], [[4, 4]]],
    [[[5, 9]], [5, 5], []],
    [
      [[3, 4]],
      [1, 6],
      [
        [1, 2],
        [5, 6],
      ],
    ],
    [[[3, 3]], [3, 4], [[4, 4]]],
    [[[4, 4]], [3, 4], [[3, 3]]],
    [
      [
        [3, 4],
        [6, 6],
      ],
      [1, 7],
      [
        [1, 2],
        [5, 5],
        [7, 7],
      ],
    ],
    [
      [
        [1, 2],
        [3, 9],
      ],
      [1, 9],
      [],
    ],
    [
      [
        [20, 30],
        [1, 2],
      ],
      [1, 3],
      [[3, 3]],
    ],
    [
      [
        [3, 4],
        [1, 1],
      ],
      [1, 9],
      [
        [2, 2],
        [5, 9],
      ],
    ],
    [[[1, 9]], [6, 5], []],
    // A range without lines shows nothing.
    [[[5, 4]], [3, 6], [[3, 6]]],
  ])("%j leave of %j unseen %j", (shown, asked, rest) => {
    expect(unseen(shownLines(...shown), asked)).toEqual(rest);
  });

  it.each<[shown: Range[], asked: Range, distance: number]>([
    [[], [5, 6], Number.POSITIVE_INFINITY],
    [[[5, 6]], [5, 6], 0],
    [[[1, 4]], [5, 6], 0],
    [[[1, 3]], [5, 6], 1],
    [[[7, 9]], [5, 6], 0],
    [[[8, 9]], [5, 6], 1],
    [[[20, 30]], [5, 6], 13],
    [
      [
        [1, 1],
        [9, 9],
      ],
      [5, 6],
      2,
    ],
  ])("%j are from %j so many lines away: %s", (shown, asked, distance) => {
    expect(shownLines(...shown).distanceTo(range(asked))).toBe(distance);
  });

  it.each<[shown: Range[], replaced: Range, by: number, unseenOfTwenty: Range[]]>([
    // What was written is known.
    [
      [],
      [5, 6],
      2,
      [
        [1, 4],
        [7, 20],
      ],
    ],
    [
      [],
      [5, 6],
      4,
      [
        [1, 4],
        [9, 20],
      ],
    ],
    // Above it all stays, below it all moves.
    [
      [[1, 3]],
      [5, 6],
      4,
      [
        [4, 4],
        [9, 20],
      ],
    ],
    [[[1, 4]], [5, 6], 4, [[9, 20]]],
    [
      [[10, 12]],
      [5, 6],
      4,
      [
        [1, 4],
        [9, 11],
        [15, 20],
      ],
    ],
    [
      [[10, 12]],
      [5, 8],
      1,
      [
        [1, 4],
        [6, 6],
        [10, 20],
      ],
    ],
    [
      [[10, 12]],
      [5, 6],
      2,
      [
        [1, 4],
        [7, 9],
        [13, 20],
      ],
    ],
    [
      [[7, 9]],
      [5, 6],
      2,
      [
        [1, 4],
        [10, 20],
      ],
    ],
    // What it cuts through keeps both ends.
    [
      [[3, 9]],
      [5, 6],
      4,
      [
        [1, 2],
        [12, 20],
      ],
    ],
    [
      [[3, 5]],
      [5, 6],
      4,
      [
        [1, 2],
        [9, 20],
      ],
    ],
    [
      [[6, 9]],
      [5, 6],
      4,
      [
        [1, 4],
        [12, 20],
      ],
    ],
    [
      [[5, 6]],
      [5, 6],
      1,
      [
        [1, 4],
        [6, 20],
      ],
    ],
    [
      [[3, 9]],
      [5, 6],
      2,
      [
        [1, 2],
        [10, 20],
      ],
    ],
    // Nothing written is nothing known.
    [
      [[3, 9]],
      [5, 6],
      0,
      [
        [1, 2],
        [8, 20],
      ],
    ],
  ])("%j, with %j replaced by %i lines, leave of twenty unseen %j", (shown, replaced, by, rest) => {
    const lines = shownLines(...shown);
    lines.replace(range(replaced), by);
    expect(unseen(lines, [1, 20])).toEqual(rest);
  });
});
