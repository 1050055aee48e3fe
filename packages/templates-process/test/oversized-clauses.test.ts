import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { oversizedRewrite } from "../src/oversized-rewrite/index.js";

const lines = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`).join("\n");
const rewrite = { whole: true, removed: lines(100, "old"), added: lines(100, "new") };

describe("OVERSIZED_REWRITE", () => {
  it("counts an empty first line", () => {
    const run = episode().edit("src/a.ts", { ...rewrite, removed: `\n${lines(80, "old")}` });
    expect(detect(oversizedRewrite, run.finish())).toMatchObject([{ data: { fileLines: 81, changedLines: 81 } }]);
  });

  it("takes a line that stood there many times for kept as often as it stands there still", () => {
    const times = (count: number) => Array.from({ length: count }, () => "}").join("\n");
    const run = (kept: number) => episode().edit("src/a.ts", { ...rewrite, removed: times(100), added: times(kept) });
    expect(detect(oversizedRewrite, run(1).finish())).toMatchObject([{ data: { changedLines: 99, percent: 99 } }]);
    expect(detect(oversizedRewrite, run(40).finish())).toEqual([]);
  });

  it.each([
    ["task", (text: string) => episode(text)],
    ["user's words", (text: string) => episode().user(text)],
  ])("reads 6,000 characters of the %s", (_, start) => {
    const run = (end: number) =>
      start(`${" ".repeat(end - "rewrite".length)}rewrite it`)
        .edit("src/a.ts", rewrite)
        .finish();
    expect(detect(oversizedRewrite, run(6_000))).toEqual([]);
    expect(detect(oversizedRewrite, run(6_001))).toHaveLength(1);
  });

  it("does not take the agent's words for the user's", () => {
    const run = episode().message("I will rewrite it").edit("src/a.ts", rewrite).finish();
    expect(detect(oversizedRewrite, run)).toHaveLength(1);
  });
});
