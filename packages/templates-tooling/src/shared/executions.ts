import type { CheckAction, Episode, RunAction, TestAction } from "@mulligan/core";

export interface Executed {
  readonly step: number;
  readonly action: TestAction | CheckAction | RunAction;
}

/** Everything that was executed, in order. Runs of another checkout are left out. */
export function executions({ steps }: Episode): readonly Executed[] {
  const executed: Executed[] = [];
  for (const { number: step, actions } of steps) {
    for (const action of actions) {
      const executes = action.kind === "test" || action.kind === "check" || action.kind === "run";
      if (executes && action.tree !== "other") executed.push({ step, action });
    }
  }
  return executed;
}
