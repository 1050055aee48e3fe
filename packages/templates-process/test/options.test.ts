import { describe, expect, it } from "vitest";
import { contextOverflowOptions } from "../src/context-overflow/options.js";
import { editTestThrashOptions } from "../src/edit-test-thrash/options.js";
import { explorationParalysisOptions } from "../src/exploration-paralysis/options.js";
import { oversizedRewriteOptions } from "../src/oversized-rewrite/options.js";
import { prematureEditOptions } from "../src/premature-edit/options.js";
import { repeatedErrorLoopOptions } from "../src/repeated-error-loop/options.js";

describe("the least value of an option is taken; less is refused, and so are parts of a whole number", () => {
  it.each([
    [contextOverflowOptions, "observationCharacters", 1_000],
    [contextOverflowOptions, "totalCharacters", 10_000],
    [editTestThrashOptions, "minimumCycles", 2],
    [explorationParalysisOptions, "minimumLooks", 3],
    [explorationParalysisOptions, "stepBudget", 0],
    [oversizedRewriteOptions, "minimumLines", 10],
    [prematureEditOptions, "minimumLooks", 1],
    [repeatedErrorLoopOptions, "minimumTimes", 2],
  ])("%#: %s", (options, name, least) => {
    const accepts = (value: number) => {
      const result = options["~standard"].validate({ [name]: value });
      return "issues" in result ? result.issues === undefined : true;
    };
    expect([least, least - 1, least + 0.5].map(accepts)).toEqual([true, false, false]);
  });
});
