import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { oversizedRewrite } from "../src/oversized-rewrite/index.js";

const lines = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`).join("\n");
const rewrite = { whole: true, removed: lines(100, "old"), added: `${lines(30, "old")}\n${lines(70, "new")}` };

describe("OVERSIZED_REWRITE fires", () => {
  it("for one write that replaced most lines", () => {
    const [found] = detect(oversizedRewrite, episode().look("src/a.ts").edit("src/a.ts", rewrite).finish());
    expect(found).toMatchObject({
      steps: [2],
      data: { path: "src/a.ts", fileLines: 100, changedLines: 70, percent: 70 },
    });
    expect(found?.evidence).toBe("Step 2 replaced 70 of the 100 lines of `src/a.ts` (70 %) in one write.");
  });

  it("for a range of a file whose length is known", () => {
    expect(
      detect(
        oversizedRewrite,
        episode()
          .edit("src/a.ts", { fileLines: 90, removed: lines(60, "old"), added: "x" })
          .finish(),
      ),
    ).toHaveLength(1);
  });
});

describe("OVERSIZED_REWRITE does not fire", () => {
  it.each([
    [
      "for 60 %",
      episode()
        .edit("src/a.ts", { ...rewrite, added: lines(40, "old") })
        .finish(),
    ],
    [
      "for the same lines in another order",
      episode()
        .edit("src/a.ts", { ...rewrite, added: rewrite.removed.split("\n").reverse().join("\n") })
        .finish(),
    ],
    [
      "for 80 lines",
      episode()
        .edit("src/a.ts", { whole: true, removed: lines(80, "old"), added: "" })
        .finish(),
    ],
    ["for a new file", episode().create("src/a.ts", rewrite.added).edit("src/a.ts", rewrite).finish()],
    [
      "for a restore",
      episode()
        .edit("src/a.ts", { ...rewrite, by: "restore" })
        .finish(),
    ],
    [
      "for a document",
      episode()
        .edit("guide.md", { ...rewrite, pathClass: "product" })
        .finish(),
    ],
    ["for a test", episode().edit("tests/a.ts", rewrite).finish()],
    [
      "where the earlier content is unknown",
      episode().edit("src/a.ts", { whole: true, added: rewrite.added, fileLines: 100 }).finish(),
    ],
    ["where the task asks for it", episode("Rewrite the parser").edit("src/a.ts", rewrite).finish()],
    ["where the user asks for it", episode().user("please refactor it all").edit("src/a.ts", rewrite).finish()],
  ])("%s", (_, run) => {
    expect(detect(oversizedRewrite, run)).toEqual([]);
  });
});
