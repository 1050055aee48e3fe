import type { Registry } from "@mulligan/core";
import { invalidStopError } from "../errors.js";
import type { PastAttempt } from "../attempt.js";

/**
 * Looks at the attempts so far, the oldest first, at least one, and says in a few words why no further one is to follow;
 * null where one may. It is asked again after an interruption and has to give the same answer.
 */
export type StopCondition = (past: readonly PastAttempt[]) => string | null;

/** An attempt solved the task. */
export function whenSolved(): StopCondition {
  return (past) => (past.at(-1)?.record.result === "solved" ? "solved" : null);
}

/** The last attempt failed for its environment: no advice to the agent can mend that. */
export function whenEnvironmentBlocked(registry: Registry): StopCondition {
  return (past) => {
    const last = past.at(-1)?.record;
    if (last === undefined || last.result === "solved" || last.primaryId === null) return null;
    const meta = registry.get(last.primaryId)?.strategy.meta;
    return meta?.role === "environment" || meta?.advisesOperator === true
      ? `the environment has to be mended first (${last.failureType ?? last.primaryId})`
      : null;
  };
}

/** The last `times` attempts (default 2) failed for the same primary failure. */
export function whenSameFailure(times = 2): StopCondition {
  if (!Number.isInteger(times) || times < 2) throw invalidStopError("whenSameFailure", times, "a whole number from 2");
  return (past) => {
    const last = past.slice(-times).map(({ record }) => record);
    const [first] = last;
    const same =
      first !== undefined &&
      last.length === times &&
      first.primaryId !== null &&
      last.every(({ result, primaryId }) => result === "failed" && primaryId === first.primaryId);
    return same ? `${first.failureType} ${times} times in a row` : null;
  };
}

/** The score has not risen above its best for `attempts` attempts (default 1) with a score. */
export function whenScoreStopsRising(attempts = 1): StopCondition {
  if (!Number.isInteger(attempts) || attempts < 1)
    throw invalidStopError("whenScoreStopsRising", attempts, "a whole number from 1");
  return (past) => {
    const scores = past.flatMap(({ record }) => (record.score === null ? [] : [record.score]));
    if (scores.length <= attempts) return null;
    const best = Math.max(...scores.slice(0, -attempts));
    return scores.slice(-attempts).every((score) => score <= best) ? `the score no longer rises above ${best}` : null;
  };
}

/** The attempts have cost as many US dollars; those without a known cost count as nothing. */
export function whenCostReaches(dollars: number): StopCondition {
  if (!(dollars > 0)) throw invalidStopError("whenCostReaches", dollars, "an amount above 0");
  return (past) => (spent(past, "cost") >= dollars ? `the cost limit of ${dollars} dollars is reached` : null);
}

/** The attempts have taken as many seconds. */
export function whenSecondsReach(seconds: number): StopCondition {
  if (!(seconds > 0)) throw invalidStopError("whenSecondsReach", seconds, "a time above 0");
  return (past) => (spent(past, "seconds") >= seconds ? `the time limit of ${seconds} seconds is reached` : null);
}

function spent(past: readonly PastAttempt[], what: "cost" | "seconds"): number {
  return past.reduce((sum, { record }) => sum + (record.usage[what] ?? 0), 0);
}
