import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { prematureEdit } from "../src/premature-edit/index.js";

const list = { kind: "list", path: "." } as const;

describe("PREMATURE_EDIT fires", () => {
  it("after a single look at the edited file; listing folders is none", () => {
    const [found] = detect(
      prematureEdit,
      episode().step({}, list).step({}, list).look("src/a.ts").edit("src/a.ts").test().finish(),
    );
    expect(found).toMatchObject({
      steps: [3, 4],
      data: { path: "src/a.ts", step: 4, looks: 1, lookedAt: ["src/a.ts"] },
    });
    expect(found?.evidence).toBe(
      "Step 4 made the first edit, in `src/a.ts`, with 1 look before it (step 3) and no reproduction, test or caller.",
    );
  });

  it("without any look", () => {
    const [found] = detect(prematureEdit, episode().edit("src/a.ts").finish());
    expect(found).toMatchObject({ steps: [1], data: { looks: 0 } });
    expect(found?.evidence).toContain("with no look at any code and no search before it");
  });

  it("after nothing but the script that makes the edit", () => {
    const edit = action.edit("src/a.py", { by: "script" });
    const script = action.edit("patch.py", { kind: "create", pathClass: "scratch" });
    const inOne = episode().step({ command: "cat > patch.py <<E ...; python patch.py" }, script, edit);
    const inTwo = episode().step({}, script).step({ command: "python patch.py" }, edit);
    for (const run of [inOne, inTwo]) expect(detect(prematureEdit, run.finish())).toHaveLength(1);
    const reproduction = episode().create("try.py", "x", { pathClass: "scratch" });
    expect(detect(prematureEdit, reproduction.step({ command: "python patch.py" }, edit).finish())).toEqual([]);
  });

  it("after a search that showed nothing else", () => {
    expect(
      detect(
        prematureEdit,
        episode()
          .search("parse", { "src/a.ts": [4] })
          .edit("src/a.ts")
          .finish(),
      ),
    ).toHaveLength(1);
  });
});

describe("PREMATURE_EDIT does not fire", () => {
  it.each([
    [
      "after two looks",
      episode()
        .look("src/a.ts")
        .look("src/a.ts", { lines: [1, 9] })
        .edit("src/a.ts")
        .finish(),
    ],
    ["after a search and a look", episode().search("x").look("src/a.ts").edit("src/a.ts").finish()],
    ["after a reproduction", episode().look("src/a.ts").check("node r.js").edit("src/a.ts").finish()],
    [
      "after an attempt that the environment stopped",
      episode().look("src/a.ts").run("node r.js", { stoppedByEnvironment: true }).edit("src/a.ts").finish(),
    ],
    ["after a test run", episode().test("vitest run").edit("src/a.ts").finish()],
    ["after a look at a test", episode().look("tests/a.test.ts").edit("src/a.ts").finish()],
    ["after a look at another file, which may be a caller", episode().look("src/b.ts").edit("src/a.ts").finish()],
    [
      "after a search that showed another file",
      episode()
        .search("x", { "src/b.ts": [1] })
        .edit("src/a.ts")
        .finish(),
    ],
    ["after a sub-agent explored", episode().delegate("explore").edit("src/a.ts").finish()],
    ["after a compaction", episode().look("src/a.ts").compaction().edit("src/a.ts").finish()],
    ["for a new file", episode().create("src/a.ts").finish()],
    [
      "for comments and documents",
      episode().edit("src/a.ts", { commentOnly: true }).edit("README.md", { pathClass: "product" }).finish(),
    ],
    [
      "where looks and edit are one command",
      episode().step({}, action.look("src/a.ts"), action.look("src/b.ts"), action.edit("src/a.ts")).finish(),
    ],
    ["without an edit", episode().look("src/a.ts").finish()],
  ])("%s", (_, run) => {
    expect(detect(prematureEdit, run)).toEqual([]);
  });

  it("counts as configured", () => {
    const run = episode().look("src/a.ts").edit("src/a.ts").finish();
    expect(detect(prematureEdit, run, { minimumLooks: 1 })).toEqual([]);
  });
});
