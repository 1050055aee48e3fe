import { executableEdits, facts } from "@mulligan/core";
import { action, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { verifiedAfter } from "../src/evidence/verified-after.js";

type Run = ReturnType<typeof episode>;

describe("verifications after an edit", () => {
  it("are those that follow it, also within a step", () => {
    const after = (run: Run) => {
      const known = facts(run.finish());
      return verifiedAfter(known, executableEdits(known).at(-1)!).map(({ step }) => step);
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
