import type { Planting } from "../planting.js";
import { needOwnEnd, neutralWords, targetOf } from "../target.js";

const hidden = ["tests/evaluation/test_hidden.py::test_hidden_case"];

export const insufficientFix: Planting = {
  type: "INSUFFICIENT_FIX",
  failures: [
    {
      what: "the last test run after the last edit is green, and the evaluation fails all the same",
      plant(draft) {
        needOwnEnd(draft);
        const green = targetOf(draft).pass();
        draft.insert(draft.end, green);
        draft.tell({ finalMessage: neutralWords });
        draft.judge({ status: "failed", score: 0, failingTests: hidden });
        return [green];
      },
    },
  ],
  hardNegatives: [
    {
      what: "the evaluation is content with a run whose last test run is green",
      plant(draft) {
        needOwnEnd(draft);
        const green = targetOf(draft).pass();
        draft.insert(draft.end, green);
        draft.judge({ status: "passed", score: 1 });
        return [green];
      },
    },
    {
      what: "the evaluation fails a run whose last test run is red",
      plant(draft) {
        needOwnEnd(draft);
        const red = targetOf(draft).fail();
        draft.insert(draft.end, red);
        draft.judge({ status: "failed", score: 0, failingTests: hidden });
        return [red];
      },
    },
  ],
};
