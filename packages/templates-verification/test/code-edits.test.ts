import { facts } from "@mulligan/core";
import { action, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { codeEdits, verifiedAfter } from "../src/evidence/code-edits.js";

type Run = ReturnType<typeof episode>;

describe("edits of code", () => {
  const paths = (run: Run) => codeEdits(facts(run.finish())).map(({ path }) => path);
  it("are those that something could execute", () => {
    const run = episode()
      .edit("src/a.py")
      .edit("a.json")
      .edit("LICENSE")
      .edit(".gitignore")
      .edit("a.md")
      .edit("a.jsonnet");
    expect(paths(run)).toEqual(["src/a.py", "a.jsonnet"]);
    expect(paths(episode().edit("src/a.py", { commentOnly: true }).edit("src/b.py", { kind: "move" }))).toEqual([]);
  });
  it("and no deletion of the agent's own file", () => {
    expect(paths(episode().edit("src/a.py", { kind: "delete" }))).toEqual(["src/a.py"]);
    expect(paths(episode().create("src/a.py").edit("src/a.py", { kind: "delete" }))).toEqual(["src/a.py"]);
    expect(paths(episode().create("src/a.py").edit("src/a.py"))).toEqual(["src/a.py", "src/a.py"]);
  });
  it("are verified by what follows, also within a step", () => {
    const after = (run: Run) => {
      const known = facts(run.finish());
      return verifiedAfter(known, codeEdits(known).at(-1)!).map(({ step }) => step);
    };
    expect(after(episode().edit("src/a.py").check("x").edit("src/a.py").check("y"))).toEqual([4]);
    expect(after(episode().edit("src/a.py").step({}, action.edit("src/a.py"), action.check("y")))).toEqual([2]);
    expect(after(episode().edit("src/a.py").step({}, action.check("y"), action.edit("src/a.py")))).toEqual([]);
    const data = episode().edit("src/a.py").check("x").edit("src/a.css").check("y");
    expect(after(data)).toEqual([2, 4]);
    const within = episode()
      .edit("b.py")
      .check("w")
      .step({}, action.edit("src/a.py"), action.check("x"))
      .edit("src/a.css")
      .check("y");
    expect(after(within)).toEqual([3, 5]);
  });
});
