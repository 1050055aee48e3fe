import type { Planting } from "../planting.js";
import { targetOf } from "../target.js";

const names = ["tests/evaluation/test_names.py::test_keeps_names"];

export const regression: Planting = {
  type: "REGRESSION",
  failures: [
    {
      what: "the evaluation names a test that passed before the run and fails now",
      plant(draft) {
        targetOf(draft);
        draft.judge({ status: "failed", score: 0, failingTests: names, regressedTests: names });
        return draft.facts.productEdits.map(({ step }) => step);
      },
    },
  ],
  hardNegatives: [
    {
      what: "the evaluation names a test that failed before the run, too",
      plant(draft) {
        targetOf(draft);
        draft.judge({ status: "failed", score: 0, failingTests: names });
        return draft.facts.productEdits.map(({ step }) => step);
      },
    },
  ],
};
