import type { Episode, Outcome, OutcomeStatus } from "@mulligan/core";
import type { Verdict } from "./verdict.js";

/** Sources of a verdict on one run, strongest first; the run's own word is the weakest. */
export interface OutcomeSources {
  /** What the caller says. */
  readonly caller?: Verdict | null | undefined;
  /** From an outcomes file. */
  readonly outcomes?: Verdict | null | undefined;
  /** From an evaluator's file beside the run. */
  readonly sidecar?: Verdict | null | undefined;
  /** A score passes at this value or more. Default: the format's own, which is 1 for all but `openenv` (0.5). */
  readonly threshold?: number | undefined;
}

/**
 * The episode with the strongest verdict on it. A source that does not know the result leaves it to the next; tests,
 * output and reasons come from the strongest source that has them. The episode itself is not changed.
 */
export function applyOutcome(episode: Episode, sources: OutcomeSources): Episode {
  const own = episode.outcome;
  const threshold = sources.threshold ?? own.threshold;
  const verdicts = [sources.caller, sources.outcomes, sources.sidecar].filter(
    (verdict) => verdict !== null && verdict !== undefined,
  );
  const decisive = verdicts.find((verdict) => statusOf(verdict, threshold) !== "unknown");
  const first = <Name extends keyof Verdict>(name: Name): Verdict[Name] | undefined =>
    verdicts.find((verdict) => verdict[name] !== undefined)?.[name];

  const score = decisive === undefined ? own.score : decisive.score;
  const status = decisive === undefined ? ownStatus(own, sources.threshold) : statusOf(decisive, threshold);
  const evaluatorOutput = first("evaluatorOutput") ?? own.evaluatorOutput;
  const infrastructure =
    decisive?.infrastructure ?? (status === "unknown" ? first("infrastructure") : undefined) ?? own.infrastructure;
  const outcome: Outcome = {
    ...own,
    status,
    score,
    threshold,
    endedBy: first("endedBy") ?? own.endedBy,
    failingTests: first("failingTests") ?? own.failingTests,
    regressedTests: first("regressedTests") ?? own.regressedTests,
    ...(evaluatorOutput === undefined ? {} : { evaluatorOutput }),
    ...(infrastructure === undefined ? {} : { infrastructure }),
  };
  return { ...episode, outcome };
}

function statusOf({ status, score }: Verdict, threshold: number): OutcomeStatus {
  if (status !== undefined) return status;
  return score === null ? "unknown" : score >= threshold ? "passed" : "failed";
}

function ownStatus(own: Outcome, threshold: number | undefined): OutcomeStatus {
  if (threshold === undefined || own.score === null) return own.status;
  return own.score >= threshold ? "passed" : "failed";
}
