import { need } from "../planting.js";
import type { Planting } from "../planting.js";
import { somewhere } from "../target.js";

export const budgetExhausted: Planting = {
  type: "BUDGET_EXHAUSTED",
  failures: [
    {
      what: "the run's own status says that a cost limit ended it",
      plant(draft) {
        draft.tell({ ended: true, endedBy: "limit", endedDetail: "exit_cost", finalMessage: "" });
        return [draft.episode.steps.length];
      },
    },
    {
      what: "a message after the last step says that the steps are used up",
      plant(draft) {
        const { length } = draft.episode.steps;
        draft.happen({ kind: "limit", afterStep: length, text: "Reached the maximum number of steps." });
        draft.tell({ ended: true, endedBy: "limit", finalMessage: "" });
        return [length];
      },
    },
  ],
  hardNegatives: [
    {
      what: "the recording simply stops",
      plant(draft) {
        need(!draft.run.events.some(({ kind }) => kind === "limit"), "a limit was reached");
        draft.tell({ endedBy: "cut", finalMessage: "" });
        return [draft.episode.steps.length];
      },
    },
    {
      what: "a limit in the middle, after which the run goes on",
      plant(draft) {
        need(draft.run.endedBy !== "limit" && draft.end > 2, "a limit was reached");
        const step = Math.min(somewhere(draft), draft.end - 1);
        draft.happen({ kind: "limit", afterStep: step, text: "Rate limit reached, waiting." });
        return [step];
      },
    },
  ],
};
