import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { contextOverflow } from "../src/context-overflow/index.js";

const large = "x".repeat(50_001);
const compacted = (trigger: "automatic" | "manual" | "unknown") =>
  episode()
    .look("src/a.ts")
    .edit("src/a.ts")
    .with({ events: [{ kind: "compaction", afterStep: 1, trigger }] });

describe("CONTEXT_OVERFLOW fires", () => {
  it("for one observation over the bound", () => {
    const [found] = detect(
      contextOverflow,
      episode().look("src/a.ts", { observation: large }).edit("src/a.ts").finish(),
    );
    expect(found).toMatchObject({
      steps: [1],
      data: { endedRun: false, compactions: [], large: [{ step: 1, characters: 50_001, what: "src/a.ts" }] },
    });
    expect(found?.evidence).toBe("Step 1 (`src/a.ts`) alone gave 50,001 characters.");
  });

  it("for all observations together", () => {
    const run = episode();
    for (let index = 0; index < 9; index += 1) run.shell(`cat ${index}`, "x".repeat(45_000));
    const [found] = detect(contextOverflow, run.finish());
    expect(found).toMatchObject({ steps: [1], data: { total: 405_000, totalExceeded: true, large: [] } });
    expect(found?.evidence).toContain("all observations together had 405,000");
  });

  it("for an automatic compaction", () => {
    const [found] = detect(contextOverflow, compacted("automatic").end());
    expect(found).toMatchObject({ steps: [1, 2], data: { compactions: [1], largest: null } });
    expect(found?.evidence).toBe("The context was compacted automatically after step 1.");
  });

  it("when the context limit ended the run", () => {
    expect(
      detect(contextOverflow, episode().look("a.ts").look("b.ts").outcome({ endedBy: "context" }).end()),
    ).toMatchObject([{ steps: [2], data: { endedRun: true } }]);
  });

  it("for a compaction at the end, which ends the recording and not the work", () => {
    const run = episode().look("a.ts").look("b.ts").compaction().outcome({ endedBy: "context" }).end();
    expect(detect(contextOverflow, run)).toMatchObject([
      { evidence: "The context was compacted automatically after step 2.", data: { endedRun: false } },
    ]);
  });

  it("as minor where the final tree was verified", () => {
    const run = episode().look("src/a.ts", { observation: large }).edit("src/a.ts").test();
    expect(detect(contextOverflow, run.finish())).toMatchObject([{ severity: "minor" }]);
    expect(detect(contextOverflow, run.edit("src/a.ts").finish())[0]).not.toHaveProperty("severity");
  });
});

describe("CONTEXT_OVERFLOW does not fire", () => {
  it.each([
    [
      "for 50,000 characters",
      episode()
        .look("src/a.ts", { observation: large.slice(1) })
        .finish(),
    ],
    ["for the last observation", episode().look("src/a.ts", { observation: large }).end()],
    ["for a compaction that the user asked for", compacted("manual").end()],
    ["for a compaction of unknown cause", compacted("unknown").end()],
    ["without a step", episode().end()],
  ])("%s", (_, run) => {
    expect(detect(contextOverflow, run)).toEqual([]);
  });

  it("within configured bounds", () => {
    expect(
      detect(contextOverflow, episode().look("src/a.ts", { observation: large }).finish(), {
        observationCharacters: 60_000,
      }),
    ).toEqual([]);
  });
});
