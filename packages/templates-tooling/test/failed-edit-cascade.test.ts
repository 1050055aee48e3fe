import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { failedEditCascade } from "../src/failed-edit-cascade/index.js";

const rejected = { effect: "rejected", reason: "text not found" } as const;

describe("FAILED_EDIT_CASCADE fires", () => {
  it("for three failed edits of any files and kinds", () => {
    const run = episode()
      .edit("src/a.ts", rejected)
      .edit("src/a.ts")
      .edit("src/b.ts", { effect: "crashed" })
      .edit("src/a.ts", { effect: "no-match" });
    const [found] = detect(failedEditCascade, run.finish());
    expect(found).toMatchObject({
      steps: [1, 3, 4],
      data: { failed: 3, files: ["src/a.ts", "src/b.ts"], inRow: 1, how: "without a match", recovered: false },
    });
    expect(found?.severity).toBeUndefined();
  });

  it("for two attempts in a row on one file, whatever lies between them", () => {
    const run = episode()
      .edit("src/a.ts", rejected)
      .look("src/b.ts")
      .edit("src/b.ts")
      .edit("src/a.ts", rejected)
      .test();
    const [found] = detect(failedEditCascade, run.finish());
    expect(found).toMatchObject({ steps: [1, 4], data: { inRow: 2, recovered: false } });
    expect(found?.evidence).toBe(
      "2 edits of `src/a.ts` failed (steps 1 and 4), 2 of them in a row on one file; the last was answered by `text not found`.",
    );
  });

  it("minor where each file was edited in the end and something was verified after it", () => {
    const run = episode().edit("src/a.ts", rejected).edit("src/a.ts", rejected).edit("src/a.ts").test();
    expect(detect(failedEditCascade, run.finish())).toMatchObject([{ severity: "minor", data: { recovered: true } }]);
  });

  it("major where nothing was verified, or the success was putting the file back", () => {
    const twice = () => episode().edit("src/a.ts", rejected).edit("src/a.ts", rejected);
    expect(detect(failedEditCascade, twice().edit("src/a.ts").finish())[0]?.severity).toBeUndefined();
    expect(
      detect(failedEditCascade, twice().edit("src/a.ts", { by: "restore" }).test().finish())[0]?.severity,
    ).toBeUndefined();
  });

  it("by the options", () => {
    const run = episode().edit("src/a.ts", rejected).finish();
    expect(detect(failedEditCascade, run, { minimumFailed: 1 })).toHaveLength(1);
  });
});

describe("FAILED_EDIT_CASCADE does not fire", () => {
  const turn = (run: ReturnType<typeof episode>) => {
    const built = run.finish();
    return { ...built, steps: built.steps.map((step) => ({ ...step, turn: 1 })) };
  };
  const withStatus = (status: "refused" | "invalid") => {
    const built = episode().edit("src/a.ts", rejected).edit("src/a.ts", rejected).edit("src/a.ts", rejected).finish();
    return { ...built, steps: built.steps.map((step) => ({ ...step, status })) };
  };
  it.each([
    [
      "for two failed edits with a success between",
      episode().edit("a.ts", rejected).edit("a.ts").edit("a.ts", rejected).finish(),
    ],
    ["for two failed edits of two files", episode().edit("a.ts", rejected).edit("b.ts", rejected).finish()],
    [
      "for identical content",
      episode().edit("a.ts", { effect: "unchanged" }).edit("a.ts", { effect: "unchanged" }).finish(),
    ],
    [
      "for a replacement of a text by itself",
      episode()
        .edit("a.ts", { effect: "rejected", reason: "old_string and new_string must be different" })
        .edit("a.ts", rejected)
        .finish(),
    ],
    [
      "for scratch files",
      episode().edit("/tmp/a.ts", rejected).edit("/tmp/a.ts", rejected).edit("/tmp/a.ts", rejected).finish(),
    ],
    ["for a user's refusals", withStatus("refused")],
    ["for malformed calls", withStatus("invalid")],
    ["for calls of one turn", turn(episode().edit("a.ts", rejected).edit("a.ts", rejected).edit("a.ts", rejected))],
  ])("%s", (_, run) => {
    expect(detect(failedEditCascade, run)).toEqual([]);
  });
});
