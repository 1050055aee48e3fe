import type { History } from "./earlier.js";

export interface FreshStart {
  readonly text: string;
  readonly steps: readonly string[];
}

/** What to say where retries with advice have not helped: nothing of their history, so that it cannot lead astray again. */
export function freshStart({ attempts, informedRetries }: History): FreshStart {
  return {
    text: `This task has been tried ${attempts + 1} times, ${informedRetries} of them with advice, and is not solved. Start over, as if it were new: what the earlier attempts believed about the cause may be wrong.`,
    steps: [
      "Begin with a clean checkout; take over nothing of the earlier changes.",
      "Read the task again, and write down what it asks for and how that can be seen to work.",
      "Find out from the code itself where that is decided, and consider two explanations before the first edit.",
      "Change the smallest place that makes it work, and show it with a run after the last edit.",
      "If the task contradicts itself or cannot be solved here, say so with the reason and stop.",
    ],
  };
}
