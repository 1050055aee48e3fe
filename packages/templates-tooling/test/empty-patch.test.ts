import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { emptyPatch } from "../src/empty-patch/index.js";
import { added, changed } from "./patches.js";

const fix = changed("src/a.ts", ["one"], ["two"]);
const scratch = { pathClass: "scratch" } as const;

describe("EMPTY_PATCH fires", () => {
  it("for a patch of scratch files and tests", () => {
    const run = episode().look("src/a.ts").create("reproduce.ts", "x", scratch);
    const [found] = detect(
      emptyPatch,
      run.with({ submission: added("reproduce.ts", "x") + added("tests/new.ts", "y") }).finish(),
    );
    expect(found).toMatchObject({
      steps: [3],
      data: { because: "never edited", others: ["reproduce.ts", "tests/new.ts"], looked: ["src/a.ts"], steps: 3 },
    });
    expect(found?.evidence).toBe(
      "The submitted patch holds only `reproduce.ts` and `tests/new.ts`; no product file was ever edited in 3 steps.",
    );
  });

  it("for an empty patch after edits that were put back or failed", () => {
    const undone = episode().edit("src/a.ts").edit("src/a.ts", { by: "restore" }).with({ submission: "" });
    expect(detect(emptyPatch, undone.finish())).toMatchObject([
      { steps: [1, 2, 3], data: { because: "undone", edits: [1, 2] } },
    ]);
    const failed = episode().edit("src/a.ts", { effect: "rejected" }).with({ submission: "" });
    expect(detect(emptyPatch, failed.finish())).toMatchObject([{ steps: [1, 2], data: { because: "without effect" } }]);
  });

  it("for an unchanged working tree, at a limit and after a restore by version control", () => {
    const limit = episode().look("src/a.ts").with({ submission: "" }).outcome({ endedBy: "limit" });
    expect(detect(emptyPatch, limit.end())).toMatchObject([{ steps: [1] }]);
    const restored = episode().look("src/a.ts").edit("src/a.ts").step(
      { command: "git checkout -- src/a.ts" },
      {
        kind: "edit",
        path: "src/a.ts",
        pathClass: "product",
        effect: "changed",
        whole: true,
        by: "restore",
        commentOnly: false,
      },
    );
    expect(detect(emptyPatch, restored.end())).toMatchObject([{ data: { because: "undone" } }]);
  });
});

describe("EMPTY_PATCH does not fire", () => {
  const looked = () => episode().look("src/a.ts");
  it.each([
    ["for a patch with a product file", looked().with({ submission: fix }).finish()],
    [
      "for a file that the task names, whatever it looks like",
      episode("Add a LICENSE")
        .create("LICENSE", "MIT", scratch)
        .with({ submission: added("LICENSE", "MIT") })
        .finish(),
    ],
    [
      "for a test that the task names",
      episode("Fix tests/broken.ts")
        .edit("tests/broken.ts")
        .with({ submission: changed("tests/broken.ts", ["a"], ["b"]) })
        .finish(),
    ],
    [
      "for an empty submission at a limit where the tree differs",
      looked().edit("src/a.ts").with({ submission: "" }).outcome({ endedBy: "limit" }).end(),
    ],
    ["for an answer in words", looked().with({ submission: "flag{x}" }).finish()],
    ["for a task that asks a question", episode("Why does it fail?").look("src/a.ts").end()],
    ["where documents or configuration changed", looked().edit("README.md", { pathClass: "docs" }).end()],
    [
      "where a copy was put back, whatever it held",
      looked().edit("src/a.ts").edit("src/a.ts", { by: "restore" }).end(),
    ],
    ["where a sub-agent worked", looked().delegate("Fix it").end()],
    ["where a command may have written", looked().shell("sed -i s/a/b/ $(list)").end()],
    [
      "where infrastructure ended the run",
      looked().outcome({ infrastructure: "529" }).with({ submission: "" }).finish(),
    ],
    ["for a person's session without a verdict", looked().user("and?").unknown().end()],
    ["for a recording that stops, without a verdict", looked().unknown().outcome({ endedBy: "cut" }).end()],
    ["where a check shows that all is well, without a verdict", looked().check("node a").unknown().end()],
    ["for a closing question", looked().end("Which one do you mean?")],
    ["while the session goes on", looked().with({ ended: false }).end()],
  ])("%s", (_, run) => {
    expect(detect(emptyPatch, run)).toEqual([]);
  });
});
