import type { Episode, Step } from "../../model/episode.js";
import type { Facts } from "../facts.js";

/** What the run executed: commands, scripts, outputs. */
export interface Executions {
  /** Outputs alone. */
  readonly outputs: readonly string[];
  /** Commands, outputs, scripts, and the test files that the agent wrote. */
  readonly texts: readonly string[];
}

export function executionsOf(episode: Episode, facts: Facts): Executions {
  const steps = new Set([...facts.verifications, ...facts.baselines, ...facts.testRuns].map(({ step }) => step));
  const executed = episode.steps.filter(
    ({ number, actions }) => steps.has(number) || actions.some(({ kind }) => kind === "run"),
  );
  const outputs = executed.map(({ observation }) => observation);
  return {
    outputs,
    texts: [...outputs, ...executed.map(({ command }) => command ?? ""), ...episode.steps.flatMap(scriptTexts)],
  };
}

function scriptTexts({ actions, command }: Step): readonly string[] {
  return actions.flatMap((action) =>
    (action.kind === "create" || action.kind === "edit") &&
    (action.pathClass === "scratch" || action.pathClass === "test")
      ? [action.added ?? "", command ?? ""]
      : [],
  );
}
