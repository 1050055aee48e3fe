import { detect, episode } from "@mulligan/pack-kit/testing";
import type { EpisodeBuilder } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { budgetExhausted } from "../src/budget-exhausted/index.js";

const limit = { endedBy: "limit", endedDetail: "exit_cost" } as const;
const progressOf = (run: EpisodeBuilder) =>
  detect(budgetExhausted, run.shell("ls").outcome(limit).end()).map(({ data }) => data.lastProgress);

describe("BUDGET_EXHAUSTED takes lines for seen", () => {
  it.each([
    [[1, 9], [10, 12], 2],
    [[10, 19], [1, 9], 2],
    [[1, 8], [9, 9], 1],
    [[1, 10], [11, 19], 1],
    [[89, 95], [80, 85], 1],
    [[100, 109], [95, 99], 2],
  ] as const)("in blocks of ten: %j, then %j", (first, second, last) => {
    expect(progressOf(episode().look("src/a.ts", { lines: first }).look("src/a.ts", { lines: second }))).toEqual([
      last,
    ]);
  });
});

describe("BUDGET_EXHAUSTED compares what a check printed", () => {
  const checks = (length: number) =>
    progressOf(
      episode()
        .check("node r", { observation: `a${"x".repeat(length)}` })
        .check("node r", { observation: `b${"x".repeat(length)}` }),
    );

  it("by its last 4,000 characters", () => {
    expect(checks(3_999)).toEqual([2]);
    expect(checks(4_000)).toEqual([1]);
  });
});

describe("BUDGET_EXHAUSTED reads messages of a limit", () => {
  const message = (text: string) => ({ kind: "limit", afterStep: 1, text }) as const;

  it("and quotes the last one, without the space around it", () => {
    const run = episode().shell("ls");
    const events = [message("Out of time"), message("\n  Out of credit\n")];
    expect(detect(budgetExhausted, run.with({ events }).end())).toMatchObject([
      { data: { limit: "Out of credit", kind: "cost" } },
    ]);
  });

  it("but leaves the context limit to another rule", () => {
    const run = episode()
      .shell("ls")
      .with({ events: [message("Prompt is too long")] });
    expect(detect(budgetExhausted, run.outcome({ endedBy: "context" }).end())).toEqual([]);
  });
});
