import type { Action, Step } from "@mulligan/core";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";

const executing: ReadonlySet<Action["kind"]> = new Set(["test", "check", "run", "delegate"]);

/** Nothing before a step says that the environment stops all that is executed. */
export function needWorkingEnvironment(draft: Draft, before: number): void {
  const earlier = draft.episode.steps.slice(0, before - 1).flatMap(({ actions }) => actions);
  const stopped = earlier.some(
    (action) => (action.kind === "run" && action.stoppedByEnvironment) || (action.kind === "test" && !action.ran),
  );
  const reached = earlier.some((action) => action.kind === "check" || (action.kind === "test" && action.ran));
  need(!stopped || reached, "every attempt before the first edit was stopped");
}

/** Takes out everything after a step that executed something, and what may have done so unseen. */
export function dropExecutions(draft: Draft, after: number): void {
  const executes = ({ number, actions }: Step): boolean =>
    number >= after && actions.some(({ kind }) => executing.has(kind));
  need(
    !draft.episode.steps.some((step) => executes(step) && step.actions.some((action) => "effect" in action)),
    "a step edits and executes at once",
  );
  need(
    !draft.run.events.some(({ kind, afterStep }) => kind === "user" && afterStep >= after),
    "the user may have tried the code",
  );
  need(
    !draft.episode.steps.some(({ observation }) => /\bin (?:the )?background\b/.test(observation.slice(0, 400))),
    "a command goes on in the background",
  );
  draft.drop(executes);
}
