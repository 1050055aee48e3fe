import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { explorationParalysis } from "../src/exploration-paralysis/index.js";

const looking = (count: number, task = "Fix the parser") => {
  const run = episode(task);
  for (let index = 0; index < count; index += 1) run.look(`src/${index % 3}.ts`, { lines: [index, index + 9] });
  return run;
};

describe("EXPLORATION_PARALYSIS", () => {
  it("counts looks before the step of the first edit only", () => {
    const run = (before: number) => looking(before).step({}, action.look("src/a.ts"), action.edit("src/a.ts")).finish();
    expect(detect(explorationParalysis, run(11), { stepBudget: 20 })).toEqual([]);
    expect(detect(explorationParalysis, run(12), { stepBudget: 20 })).toHaveLength(1);
  });

  it("allows half of the budget whole", () => {
    const run = looking(14).edit("src/0.ts").finish();
    expect(detect(explorationParalysis, run, { stepBudget: 30 })).toEqual([]);
    expect(detect(explorationParalysis, run, { stepBudget: 29 })).toHaveLength(1);
  });

  it("names the five product files that were shown most often", () => {
    const run = looking(12).look("src/2.ts").look("src/2.ts").look("src/1.ts");
    for (const path of ["src/d.ts", "src/e.ts", "src/f.ts", "tests/a.test.ts", "tests/a.test.ts"]) run.look(path);
    run.look("src/none.ts", { found: false }).edit("src/g.ts", { effect: "rejected" });
    run.step({}, action.look("src/2.ts"), action.look("src/none.ts", { found: false }));
    expect(detect(explorationParalysis, run.finish())[0]?.data.files).toEqual([
      "src/2.ts",
      "src/1.ts",
      "src/0.ts",
      "src/d.ts",
      "src/e.ts",
    ]);
  });

  it("does not name a file that was only asked for, or that an edit failed at", () => {
    const run = looking(11).step(
      {},
      action.look("src/2.ts"),
      action.look("src/none.ts", { found: false }),
      action.edit("src/g.ts", { effect: "rejected" }),
    );
    expect(detect(explorationParalysis, run.finish())[0]?.data.files).toEqual(["src/0.ts", "src/1.ts", "src/2.ts"]);
  });

  it.each([
    ["a word that ends like the words for a flag", "Fix the parser of ACTF files"],
    ["no number of steps", "Fix the parser. You have 0 steps."],
    ["a name that ends like the word before the number", "Fix Bayou have 13 steps"],
  ])("reads the task for %s", (_, task) => {
    expect(detect(explorationParalysis, looking(12, task).finish())).toMatchObject([{ data: { budget: null } }]);
    expect(detect(explorationParalysis, looking(12, task).edit("src/0.ts").finish())).toEqual([]);
  });
});
