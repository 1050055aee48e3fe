import { detect, episode } from "@mulligan/pack-kit/testing";
import type { EpisodeBuilder } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { wrongFileNavigation } from "../src/wrong-file-navigation/index.js";

const relevant = { relevantFiles: ["src/parser.ts"] };
const inParser = { name: "TypeError", message: "x is null", path: "src/parser.ts", line: 3 };

function others(run: EpisodeBuilder): EpisodeBuilder {
  return run.look("src/a.ts").look("src/b.ts").look("src/c.ts");
}

describe("WRONG_FILE_NAVIGATION fires", () => {
  it("when none of the relevant files was opened", () => {
    const [found] = detect(wrongFileNavigation, episode().look("src/a.ts").look("src/b.ts").with(relevant).finish());
    expect(found).toMatchObject({
      steps: [1, 2],
      data: { known: "relevant", opened: false, expected: ["src/parser.ts"], edited: [] },
    });
    expect(found?.evidence).toBe(
      "2 files were looked at, and none of the files that a solution has to touch (`src/parser.ts`) was opened.",
    );
  });

  it("when all edits are elsewhere", () => {
    const run = episode().look("src/parser.ts").look("src/a.ts").edit("src/a.ts").with(relevant).finish();
    const [found] = detect(wrongFileNavigation, run);
    expect(found).toMatchObject({ steps: [3], data: { opened: true, edited: ["src/a.ts"] } });
    expect(found?.evidence).toContain("(`src/parser.ts`) was changed.");
  });

  it("when a file that the task names was passed over", () => {
    const run = episode("Fix src/parser.ts")
      .look("src/a.ts")
      .look("src/b.ts")
      .look("src/c.ts")
      .edit("src/c.ts")
      .unknown()
      .finish();
    expect(detect(wrongFileNavigation, run)[0]).toMatchObject({
      steps: [4],
      data: { known: "named", namedAtStep: null, expected: ["src/parser.ts"], edited: ["src/c.ts"] },
    });
  });

  it("when a file that a traceback names was passed over", () => {
    const found = { steps: [2, 3, 4], data: { known: "named", namedAtStep: 1 } };
    expect(
      detect(wrongFileNavigation, others(episode().test("x", { failed: 1, error: inParser })).finish()),
    ).toMatchObject([found]);
    expect(
      detect(wrongFileNavigation, others(episode("It says: x is null").check("x", { error: inParser })).finish()),
    ).toMatchObject([found]);
  });

  it("when no product file was opened at all", () => {
    const run = episode().look("README.md").search("parse").look("tests/a.ts").finish();
    expect(detect(wrongFileNavigation, run)[0]).toMatchObject({ steps: [1, 3], data: { known: "none", looks: 3 } });
  });
});

describe("WRONG_FILE_NAVIGATION does not fire", () => {
  it.each([
    ["on a passed run", others(episode("Fix src/parser.ts")).passed().finish()],
    [
      "on the way to the right file",
      episode().look("src/a.ts").look("src/b.ts").look("src/parser.ts").edit("src/parser.ts").with(relevant).finish(),
    ],
    [
      "when one of the edits is in a relevant file",
      episode().edit("src/a.ts").edit("/repo/src/parser.ts").with(relevant).finish(),
    ],
    [
      "when a relevant file was opened and nothing edited",
      episode().look("src/parser.ts").look("src/a.ts").with(relevant).finish(),
    ],
    [
      "when the named file was opened",
      others(episode("Fix src/parser.ts")).look("src/parser.ts").edit("src/c.ts").finish(),
    ],
    [
      "when a search printed lines of the named file",
      others(episode("Fix src/parser.ts"))
        .search("x", { "src/parser.ts": [1] })
        .edit("src/c.ts")
        .finish(),
    ],
    ["when the named file was edited", others(episode("Fix src/parser.ts")).edit("src/parser.ts").finish()],
    [
      "when few other files were opened",
      episode("Fix src/parser.ts").look("src/a.ts").look("src/b.ts").edit("src/b.ts").finish(),
    ],
    [
      "when the named file is a test",
      episode("tests/parser.ts fails")
        .look("tests/b.ts")
        .look("src/a.ts")
        .look("src/b.ts")
        .look("src/c.ts")
        .edit("src/c.ts")
        .finish(),
    ],
    [
      "when only a script of the agent's own died there",
      episode().check("x", { error: inParser }).look("src/a.ts").look("src/b.ts").look("src/c.ts").finish(),
    ],
    [
      "when tests, documents and configuration were read beside the product",
      episode().look("README.md").look("tests/a.ts").look("src/a.ts").finish(),
    ],
    [
      "when only new files were asked for",
      episode("Write hello.ts").look("README.md").look("x.md").look("y.md").create("hello.ts").finish(),
    ],
    [
      "when the work was on a test",
      episode("Fix it").look("tests/a.ts").search("x").edit("tests/a.ts").look("tests/a.ts").finish(),
    ],
    ["for a question", episode("What does the parser do?").look("README.md").look("x.md").look("y.md").end()],
  ])("%s", (_name, run) => {
    expect(detect(wrongFileNavigation, run)).toEqual([]);
  });
});
