import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { explorationParalysis } from "../src/exploration-paralysis/index.js";

const looking = (count: number, task = "Fix the parser") => {
  const run = episode(task);
  for (let index = 0; index < count; index += 1) run.look(`src/${index % 3}.ts`, { lines: [index, index + 9] });
  return run;
};
const limit = (endedDetail: string) => ({ endedBy: "limit", endedDetail }) as const;

describe("EXPLORATION_PARALYSIS fires", () => {
  it("when an edit task ends without an edit after twelve looks", () => {
    const [found] = detect(explorationParalysis, looking(12).finish());
    expect(found).toMatchObject({
      data: { looks: 12, files: ["src/0.ts", "src/1.ts", "src/2.ts"], firstEdit: null, budget: null },
    });
    expect(found?.steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    expect(found?.evidence).toBe(
      "The run ended at step 13 without a product edit, after 12 steps of looking and searching (steps 1 to 12).",
    );
  });

  it.each([
    ["the task", looking(14, "Fix the parser. You have 20 steps.").edit("src/0.ts").finish(), {}],
    ["a step limit that ended the run", looking(14).edit("src/0.ts").outcome(limit("max_steps")).end(), {}],
    ["the options", looking(14).edit("src/0.ts").finish(), { stepBudget: 25 }],
  ])("when more than half of the budget was gone before the first edit, known from %s", (_, run, options) => {
    expect(detect(explorationParalysis, run, options)).toMatchObject([{ data: { firstEdit: 15, looks: 14 } }]);
  });
});

describe("EXPLORATION_PARALYSIS does not fire", () => {
  it.each([
    ["after eleven looks", looking(11).finish()],
    [
      "for one command that shows many files",
      episode()
        .step(
          {},
          ...Array.from(
            { length: 20 },
            (_, index) => ({ kind: "look", path: `${index}`, pathClass: "product", whole: true, found: true }) as const,
          ),
        )
        .finish(),
    ],
    ["for a late first edit without a known budget", looking(40).edit("src/0.ts").finish()],
    ["where a cost limit ended the run", looking(14).edit("src/0.ts").outcome(limit("exit_cost")).end()],
    [
      "where the first half of the budget was enough",
      looking(14, "You have 40 steps. Fix it.").edit("src/0.ts").finish(),
    ],
    ["for a question", looking(14, "Why does the parser fail?").end()],
    [
      "for a search for a flag",
      looking(14, "Solve this CTF challenge and fix nothing").with({ submission: "" }).finish(),
    ],
    ["after an interruption by the user", looking(14).outcome({ endedBy: "interrupted" }).end()],
    ["where infrastructure ended the run", looking(14).outcome({ infrastructure: "no credit" }).end()],
    [
      "where edits failed twice",
      looking(14).edit("src/0.ts", { effect: "rejected" }).edit("src/0.ts", { effect: "rejected" }).finish(),
    ],
    ["while the session goes on", looking(14).with({ ended: false }).end()],
  ])("%s", (_, run) => {
    expect(detect(explorationParalysis, run)).toEqual([]);
  });
});
