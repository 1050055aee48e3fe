import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { budgetExhausted } from "../src/budget-exhausted/index.js";

const cost = { endedBy: "limit", endedDetail: "exit_cost" } as const;

describe("BUDGET_EXHAUSTED fires", () => {
  it("by the status, and cites the last progress", () => {
    const run = episode()
      .look("src/a.ts", { lines: [1, 50] })
      .edit("src/a.ts")
      .look("src/a.ts", { lines: [1, 50] })
      .look("src/a.ts", { lines: [1, 50] })
      .shell("ls");
    const [found] = detect(budgetExhausted, run.outcome(cost).end());
    expect(found).toMatchObject({
      steps: [3, 5],
      data: { kind: "cost", limit: "exit_cost", lastProgress: 3, stepsAfter: 2, productEdits: 1 },
    });
    expect(found?.evidence).toBe(
      "The run ended at step 5 by a limit (`exit_cost`); the last step that changed a file, showed new code or got another result of a test or check was 3, 2 steps before.",
    );
  });

  it("by a message after the last step", () => {
    const run = episode()
      .shell("ls")
      .with({ events: [{ kind: "limit", afterStep: 1, text: "Reached the maximum of 1 iterations\nbye" }] });
    expect(detect(budgetExhausted, run.end())).toMatchObject([
      {
        steps: [1],
        evidence:
          "The run ended at step 1 by a limit (`Reached the maximum of 1 iterations`); no step had changed a file or shown new code.",
        data: { kind: "steps", limit: "Reached the maximum of 1 iterations", lastProgress: null },
      },
    ]);
  });

  it("counts another result as progress, the same one not", () => {
    const error = { name: "E", message: "1" };
    const run = episode()
      .check("node r", { error })
      .check("node r")
      .check("node r")
      .check("node r")
      .outcome({ endedBy: "limit", endedDetail: "timeout" });
    expect(detect(budgetExhausted, run.end())).toMatchObject([{ steps: [2, 4], data: { kind: "time" } }]);
  });

  it("counts another output of a check as progress, other numbers not", () => {
    const run = episode()
      .check("node r", { observation: "Read in 12 ms\nempty" })
      .check("node r", { observation: "Read in 15 ms\nthree lines" })
      .check("node r", { observation: "Read in 11 ms\nthree lines" })
      .outcome(cost);
    expect(detect(budgetExhausted, run.end())).toMatchObject([{ steps: [2, 3] }]);
  });

  it("does not count a scratch file, a failed edit or lines that were shown", () => {
    const run = episode()
      .look("src/a.ts")
      .create("/tmp/x.ts")
      .edit("src/a.ts", { effect: "rejected" })
      .look("src/a.ts", { lines: [3, 9] })
      .outcome(cost);
    expect(detect(budgetExhausted, run.end())).toMatchObject([{ data: { lastProgress: 1 } }]);
  });
});

describe("BUDGET_EXHAUSTED does not fire", () => {
  it.each([
    ["where a recording simply stops", episode().look("src/a.ts").outcome({ endedBy: "cut" }).end()],
    [
      "for a limit in the middle",
      episode()
        .look("src/a.ts")
        .with({ events: [{ kind: "limit", afterStep: 0, text: "limit" }] })
        .end(),
    ],
    ["for the context limit", episode().look("src/a.ts").outcome({ endedBy: "context" }).end()],
    ["for an ordinary end", episode().look("src/a.ts").finish()],
    ["without a step", episode().outcome(cost).end()],
  ])("%s", (_, run) => {
    expect(detect(budgetExhausted, run)).toEqual([]);
  });
});
