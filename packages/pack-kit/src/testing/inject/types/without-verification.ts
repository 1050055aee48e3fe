import type { Action, Step } from "@mulligan/core";
import type { Draft } from "../draft.js";
import { need } from "../planting.js";

const executing: ReadonlySet<Action["kind"]> = new Set(["test", "check", "run", "delegate"]);

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
  draft.drop(executes);
}
