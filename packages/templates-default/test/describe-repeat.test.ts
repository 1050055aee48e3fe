import type { Repeat } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { describeRepeat } from "../src/looping-behavior/describe-repeat.js";

const repeated = (what: string, steps: readonly number[], kind: Repeat["kind"] = "action") =>
  ({ kind, what, steps }) as Repeat;

describe("what was repeated, in words", () => {
  it.each<[run: ReturnType<typeof episode>, repeat: Repeat, words: object]>([
    [
      episode().look("src/a.ts"),
      repeated("src/a.ts lines 1-100", [1]),
      { words: "a look at", name: "src/a.ts", lines: "lines 1-100" },
    ],
    [episode().look("src/a.ts"), repeated("src/a.ts", [1]), { words: "a look at", name: "src/a.ts", lines: null }],
    [
      episode().look("src/a.ts"),
      repeated("src/a.ts again", [1]),
      { words: "a look at", name: "src/a.ts", lines: null },
    ],
    [
      episode().shell("npm run build"),
      repeated("npm run build", [1]),
      { words: "a call of", name: "npm", lines: null },
    ],
    [
      episode().shell("  make all\n# two lines"),
      repeated("make all", [1]),
      { words: "a call of", name: "make", lines: null },
    ],
    [
      episode().look("src/a.ts").shell("make all"),
      repeated("make all", [1, 2]),
      { words: "a call of", name: "make", lines: null },
    ],
    [episode().shell("make all"), repeated("make all", [7, 1]), { words: "a call of", name: "make", lines: null }],
    [episode().shell("make all"), repeated("npm test", [1]), { words: "the same call", name: null, lines: null }],
    [episode().look("a.ts"), repeated("a.ts", [1], "message"), { words: "the same message", name: null, lines: null }],
    [
      episode().shell(`make ${"x".repeat(200)}`),
      repeated(`make ${"x".repeat(95)}`, [1]),
      { words: "a call of", name: "make", lines: null },
    ],
  ])("%#", (run, repeat, words) => {
    expect(describeRepeat(run.finish(), repeat)).toEqual(words);
  });

  it("names a search and a test run by what they are", () => {
    const run = episode()
      .search("total", { "src/a.ts": [3] })

      .test("vitest run")
      .finish();
    const wordsOf = (number: number) => {
      const { command, tool } = run.steps[number - 1]!;
      return describeRepeat(run, repeated(command ?? tool, [number]));
    };
    expect(wordsOf(1)).toEqual({ words: "a search for", name: "total", lines: null });
    expect(wordsOf(2)).toEqual({ words: "a run of the tests", name: null, lines: null });
  });
});
