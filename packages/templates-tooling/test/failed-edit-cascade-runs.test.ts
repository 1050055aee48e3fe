import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { failedEditCascade } from "../src/failed-edit-cascade/index.js";
import { invalidToolCalls } from "../src/invalid-tool-calls/index.js";

type Run = ReturnType<typeof episode>;

describe("FAILED_EDIT_CASCADE", () => {
  const rejected = { effect: "rejected", reason: "text not found" } as const;
  const found = (run: Run, options = {}) => detect(failedEditCascade, run.finish(), options)[0];

  it("is surer of three failed edits than of two in a row", () => {
    expect(found(episode().edit("a.ts", rejected).edit("a.ts", rejected))?.confidence).toBe(0.9);
    const three = episode().edit("a.ts", rejected).edit("b.ts", rejected).edit("c.ts", rejected);
    expect(found(three)).toMatchObject({ confidence: 0.95, data: { inRow: 1 } });
    expect(found(three)?.evidence).toBe(
      "3 edits of `a.ts`, `b.ts` and `c.ts` failed (steps 1, 2 and 3); the last was answered by `text not found`.",
    );
    expect(found(three.edit("d.ts", rejected))?.confidence).toBe(0.95);
    expect(found(episode().edit("a.ts", rejected).edit("b.ts", rejected))).toBeUndefined();
    expect(found(episode())).toBeUndefined();
  });

  it("quotes what the tool said last, if anything, in 120 characters", () => {
    const said = (reason: string | undefined) =>
      found(
        episode()
          .edit("a.ts", rejected)
          .edit("a.ts", { effect: "rejected", ...(reason !== undefined && { reason }) }),
      );
    expect(said(undefined)?.data.reason).toBeNull();
    expect(said(undefined)?.evidence).toBe("2 edits of `a.ts` failed (steps 1 and 2), 2 of them in a row on one file.");
    expect(said("x".repeat(120))?.data.reason).toBe("x".repeat(120));
    expect(said("x".repeat(121))?.data.reason).toBe(`${"x".repeat(119)}…`);
  });

  it("was overcome where each file was edited and something verified after it", () => {
    const two = () => episode().edit("a.ts", rejected).edit("a.ts", rejected).edit("b.ts", rejected);
    const recovered = (run: Run) => found(run)?.data.recovered;
    expect(recovered(two().edit("a.ts").edit("b.ts").test())).toBe(true);
    expect(recovered(two().edit("a.ts").test())).toBe(false);
    expect(recovered(two().edit("a.ts").edit("b.ts"))).toBe(false);
    expect(recovered(two().edit("a.ts").test().edit("b.ts"))).toBe(false);
    expect(recovered(two().edit("a.ts", { by: "restore" }).edit("b.ts").test())).toBe(false);
    expect(recovered(episode().edit("a.ts").edit("a.ts", rejected).edit("a.ts", rejected).test())).toBe(false);
    expect(
      recovered(episode().edit("a.ts", rejected).edit("a.ts", rejected).edit("a.ts").edit("a.ts", rejected).test()),
    ).toBe(false);
    const within = episode()
      .edit("a.ts", rejected)
      .step({}, action.edit("a.ts", rejected), action.edit("a.ts"), action.test("x"));
    expect(recovered(within)).toBe(true);
  });

  it("has options with bounds", () => {
    const two = episode().edit("a.ts", rejected).look("x").edit("b.ts", rejected);
    expect(found(two, { minimumFailed: 2 })).toBeDefined();
    const invalid = (options: object) => {
      const result = failedEditCascade.options?.["~standard"].validate(options);
      return result !== undefined && "issues" in result && (result.issues?.length ?? 0) > 0;
    };
    expect(invalid({ minimumFailed: 2.5 })).toBe(true);
    expect(invalid({ minimumInRow: 2.5 })).toBe(true);
    expect(invalid({ minimumInRow: 1 })).toBe(true);
    expect(invalid({ minimumInRow: 2 })).toBe(false);
    const calls = invalidToolCalls.options?.["~standard"].validate({ minimumCalls: 2.5 });
    expect(calls !== undefined && "issues" in calls && (calls.issues?.length ?? 0) > 0).toBe(true);
  });
});
