import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { unverifiedFinalEdit } from "../src/unverified-final-edit/index.js";

type Run = ReturnType<typeof episode>;

describe("UNVERIFIED_FINAL_EDIT", () => {
  const start = () => episode().edit("src/a.py").test("pytest");
  const found = (run: Run) => detect(unverifiedFinalEdit, run.finish())[0];

  it("names the edits since the last verification", () => {
    expect(found(start().edit("src/b.py").edit("src/c.py"))).toMatchObject({
      confidence: 0.9,
      steps: [2, 3, 4],
      data: { files: ["src/b.py", "src/c.py"], lastEdit: 4, editSteps: [3, 4] },
    });
    const within = episode().edit("src/a.py").step({}, action.test("pytest"), action.edit("src/b.py"));
    expect(found(within)).toMatchObject({ steps: [2], data: { files: ["src/b.py"], editSteps: [2] } });
    const also = episode().edit("src/a.py").step({}, action.test("pytest"), action.edit("src/b.py")).edit("src/c.py");
    expect(found(also)).toMatchObject({ data: { files: ["src/c.py"], editSteps: [3] } });
    expect(found(start().edit("src/b.py").outcome({ endedBy: "cut" }))?.confidence).toBe(0.6);
    expect(found(start().edit("src/b.py").outcome({ endedBy: "interrupted" }))).toBeUndefined();
    expect(found(start().edit("src/b.py").outcome({ infrastructure: "x" }))).toBeUndefined();
  });

  it("says nothing where every one of them puts a file back", () => {
    expect(found(start().edit("src/a.py", { by: "restore" }))).toBeUndefined();
    expect(found(start().edit("src/b.py").edit("src/a.py", { by: "restore" }))).toBeDefined();
  });

  it("tells the last try after the last edit that executed no test", () => {
    const attempt = (run: Run) => found(run)?.data.attempt;
    const died = { ran: false, notRun: "died" } as const;
    expect(attempt(start().edit("src/b.py").test("x", died).test("y", died))).toEqual({ step: 5, command: "y" });
    expect(attempt(start().test("x", died).edit("src/b.py"))).toBeNull();
    expect(attempt(start().step({}, action.test("x", died), action.edit("src/b.py")))).toBeNull();
    expect(
      attempt(
        start()
          .edit("src/b.py")
          .test("x", { ...died, tree: "other" }),
      ),
    ).toBeNull();
    expect(attempt(start().edit("src/b.py").test("x", { tree: "other" }))).toBeNull();
    const run = start().edit("src/b.py").test("x", died);
    expect(found(run)).toMatchObject({ steps: [2, 3, 4] });
    expect(found(run)?.evidence).toBe(
      "Step 3 changed `src/b.py` after the last verification, `pytest` at step 2, and nothing was run on the result; `x` at step 4 executed no test.",
    );
    expect(found(start().edit("src/b.py"))?.evidence.endsWith("and nothing was run on the result.")).toBe(true);
  });
});
