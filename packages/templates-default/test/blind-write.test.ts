import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { blindWrite } from "../src/blind-write/index.js";

describe("BLIND_WRITE fires", () => {
  it("for a file that nothing had shown", () => {
    const [found] = detect(blindWrite, episode().look("src/b.ts").edit("src/a.ts").finish());
    expect(found).toMatchObject({ steps: [2], data: { path: "src/a.ts", opened: false, unseen: null } });
    expect(found?.severity).toBeUndefined();
    expect(found?.evidence).toBe("Step 2 changed `src/a.ts`; no step before it had shown any of that file.");
  });

  it("for a test file as well, once a file", () => {
    const found = detect(blindWrite, episode().edit("tests/a.ts").edit("tests/a.ts").edit("src/a.ts").finish());
    expect(found.map(({ data }) => data.path)).toEqual(["tests/a.ts", "src/a.ts"]);
  });

  it("where the look came after, or found nothing", () => {
    expect(detect(blindWrite, episode().edit("src/a.ts").look("src/a.ts").finish())).toHaveLength(1);
    expect(detect(blindWrite, episode().look("src/a.ts", { found: false }).edit("src/a.ts").finish())).toHaveLength(1);
    expect(
      detect(blindWrite, episode().step({}, action.edit("src/a.ts"), action.look("src/a.ts")).finish()),
    ).toHaveLength(1);
  });

  it("where the task says only a part of what is written", () => {
    const run = episode("Set `limit = 3` in settings.ts").edit("settings.ts", {
      whole: true,
      added: "limit = 3\nname = 1\n",
    });
    expect(detect(blindWrite, run.finish())).toHaveLength(1);
  });

  it("as minor where the replaced lines had not been shown", () => {
    const run = episode()
      .look("src/a.ts", { lines: [1, 100] })
      .edit("src/a.ts", { lines: [69, 124], added: "x\n" })
      .finish();
    const [found] = detect(blindWrite, run);
    expect(found).toMatchObject({
      severity: "minor",
      steps: [2],
      data: { opened: true, unseen: { from: 101, to: 124, count: 24 } },
    });
    expect(found?.evidence).toBe(
      "Step 2 replaced lines of `src/a.ts` of which 24 lines (between 101 and 124) had never been shown.",
    );
  });

  it("as minor for a single line that lies far from all that was shown, not for one near it", () => {
    const replacing = (line: number) =>
      detect(
        blindWrite,
        episode()
          .look("src/a.ts", { lines: [1, 100] })
          .edit("src/a.ts", { lines: [line, line], added: "x\n" })
          .finish(),
      );
    expect(replacing(120)).toEqual([]);
    const [found] = replacing(121);
    expect(found).toMatchObject({ severity: "minor", data: { unseen: { from: 121, to: 121, count: 1 } } });
    expect(found?.evidence).toBe("Step 2 replaced line 121 of `src/a.ts`, which had never been shown.");
  });

  it("once for several edits from memory of one file", () => {
    const run = episode()
      .look("src/a.ts", { lines: [1, 10] })
      .edit("src/a.ts", { lines: [50, 59], added: "x\n" });
    const found = detect(blindWrite, run.edit("src/a.ts", { lines: [90, 99], added: "x\n" }).finish());
    expect(found.map(({ steps }) => steps)).toEqual([[2]]);
  });

  it("by the option's number of lines", () => {
    const run = episode()
      .look("src/a.ts", { lines: [1, 10] })
      .edit("src/a.ts", { lines: [9, 15] })
      .finish();
    expect(detect(blindWrite, run, { unseenLines: 5 })).toHaveLength(1);
    expect(detect(blindWrite, run, { unseenLines: 6 })).toEqual([]);
  });
});

describe("BLIND_WRITE does not fire", () => {
  const oldText = "function parse(text) {";
  it.each([
    ["after a look", episode().look("src/a.ts").edit("src/a.ts").finish()],
    [
      "for a content that the task dictates",
      episode('write to note.txt "hello, you" only').edit("note.txt", { whole: true, added: "hello, you\n" }).finish(),
    ],
    [
      "after a look at the edited lines",
      episode()
        .look("src/a.ts", { lines: [1, 50] })
        .edit("src/a.ts", { lines: [10, 20] })
        .finish(),
    ],
    [
      "after a look at lines nobody counted",
      episode()
        .look("src/a.ts", { whole: false })
        .edit("src/a.ts", { lines: [10, 20] })
        .finish(),
    ],
    ["after a look in the same command", episode().step({}, action.look("src/a.ts"), action.edit("src/a.ts")).finish()],
    [
      "after a search that printed lines",
      episode()
        .search("parse", { "src/a.ts": [12] })
        .edit("src/a.ts")
        .finish(),
    ],
    [
      "after a traceback",
      episode()
        .check("x", { error: { name: "TypeError", message: "", path: "src/a.ts", line: 12 } })
        .edit("src/a.ts", { lines: [10, 14] })
        .finish(),
    ],
    [
      "where the task shows the text",
      episode(`Broken: ${oldText}`)
        .edit("src/a.ts", { removed: `${oldText}\n` })
        .finish(),
    ],
    [
      "where a diff showed the text",
      episode().shell("git show", `+${oldText}`).edit("src/a.ts", { removed: oldText }).finish(),
    ],
    ["where the user showed the text", episode().user(oldText).edit("src/a.ts", { removed: oldText }).end()],
    ["where an unknown command printed the file", episode().shell("awk 1 src/a.ts", "text").edit("src/a.ts").finish()],
    ["for a new file", episode().create("src/a.ts").edit("src/a.ts").finish()],
    [
      "for a file that the agent moved after a look",
      episode().look("src/b.ts").edit("src/a.ts", { kind: "move", from: "src/b.ts" }).edit("src/a.ts").finish(),
    ],
    ["for a generated file", episode().edit("package-lock.json", { pathClass: "generated" }).finish()],
    ["for a scratch file", episode().edit("/tmp/a.ts").finish()],
    ["for a failed edit", episode().edit("src/a.ts", { effect: "rejected" }).finish()],
    ["for a restore", episode().edit("src/a.ts", { by: "restore" }).finish()],
    ["for a look before a compaction", episode().look("src/a.ts").compaction().edit("src/a.ts").end()],
    ["in a session that goes on from an earlier one", episode().compaction().edit("src/a.ts").end()],
    [
      "for lines that moved by an edit that could be followed",
      episode()
        .look("src/a.ts", { lines: [1, 40] })
        .edit("src/a.ts", { lines: [5, 5], added: "a\nb\nc\nd\ne\n" })
        .edit("src/a.ts", { lines: [30, 44] })
        .finish(),
    ],
    [
      "for lines that moved by an edit that could not be followed",
      episode()
        .look("src/a.ts", { lines: [1, 40] })
        .edit("src/a.ts", { by: "script" })
        .edit("src/a.ts", { lines: [50, 60] })
        .finish(),
    ],
    [
      "after an editor had refused an edit of these lines",
      episode()
        .look("src/a.ts", { lines: [1, 40] })
        .edit("src/a.ts", { lines: [90, 95], effect: "rejected" })
        .edit("src/a.ts", { lines: [90, 99] })
        .finish(),
    ],
    [
      "beyond the end of the file",
      episode()
        .look("src/a.ts", { lines: [1, 40] })
        .edit("src/a.ts", { lines: [30, 60], fileLines: 40 })
        .finish(),
    ],
    [
      "for an insertion",
      episode()
        .look("src/a.ts", { lines: [1, 40] })
        .edit("src/a.ts", { lines: [60, 59], added: "x" })
        .finish(),
    ],
  ])("%s", (_name, run) => {
    expect(detect(blindWrite, run)).toEqual([]);
  });
});
