import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { prematureEdit } from "../src/premature-edit/index.js";

describe("PREMATURE_EDIT fires", () => {
  it.each([
    ["after a word of the user, which is no compaction", episode().user("go").edit("src/a.ts")],
    [
      "where the looks came after the edit in the same command",
      episode().step({}, action.edit("src/a.ts"), action.look("tests/a.test.ts")),
    ],
    [
      "after a new product file that was refused",
      episode().create("src/b.ts", "x", { effect: "rejected" }).edit("src/a.ts"),
    ],
    [
      "where the script that makes the edit is called by its name in its folder",
      episode()
        .create("/tmp/patch.py")
        .step({ command: "cd /tmp && python patch.py" }, action.edit("src/a.ts", { by: "script" })),
    ],
  ])("%s", (_, run) => {
    expect(detect(prematureEdit, run.finish())).toHaveLength(1);
  });
});
