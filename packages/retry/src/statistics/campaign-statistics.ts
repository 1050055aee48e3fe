import { rateOf } from "@mulligan/evaluation";
import type { Rate } from "@mulligan/evaluation";
import type { AttemptRecord } from "../attempt-record.js";
import { firstArm } from "../attempt-record.js";
import { summaryOf } from "./arm-summary.js";
import type { ArmSummary } from "./arm-summary.js";
import { failureChanges } from "./failure-changes.js";
import type { FailureChange } from "./failure-changes.js";
import { adjusted, comparePairs } from "./pair-comparison.js";
import type { Pair, PairComparison } from "./pair-comparison.js";
import { unitsOf } from "./units.js";
import type { Unit } from "./units.js";

export interface StatisticsOptions {
  /** The arm that the others are held against; default `plain` where there is one. */
  readonly control?: string | undefined;
  /** Of the campaign; default: the highest number of an attempt in the records. */
  readonly maxAttempts?: number | undefined;
  /** Of the bootstrap; default 1. */
  readonly seed?: number | string | undefined;
}

export interface CampaignStatistics {
  /** Episodes with their seeds that were begun. */
  readonly episodes: number;
  /** Solved at the first attempt, of the first attempts that were judged. */
  readonly first: Rate;
  /** First attempts that the infrastructure made fail, and that nobody judged. */
  readonly firstInfrastructure: number;
  readonly firstUnjudged: number;
  readonly control: string | null;
  readonly arms: readonly ArmSummary[];
  /** Each arm against the control. */
  readonly comparisons: readonly PairComparison[];
  readonly failures: readonly FailureChange[];
  readonly attempts: number;
  /** Of all attempts, in US dollars and seconds, where they are known. */
  readonly cost: number;
  readonly seconds: number;
  /** The answer in plain words. */
  readonly answer: readonly string[];
}

/** What the results of one campaign say. The order of the records does not matter. */
export function campaignStatistics(
  records: readonly AttemptRecord[],
  options: StatisticsOptions = {},
): CampaignStatistics {
  const { seed = 1 } = options;
  const arms = [...new Set(records.map(({ arm }) => arm))].filter((arm) => arm !== firstArm).sort();
  const maxAttempts = options.maxAttempts ?? records.reduce((highest, { attempt }) => Math.max(highest, attempt), 1);
  const sorted = [...records].sort((left, right) =>
    left.episode < right.episode ? -1 : left.episode > right.episode ? 1 : 0,
  );
  const units = unitsOf(sorted, arms, maxAttempts);
  const control = options.control ?? (arms.includes("plain") ? "plain" : null);
  const firsts = records.filter(({ arm }) => arm === firstArm);
  const comparisons =
    control === null
      ? []
      : adjusted(
          arms
            .filter((arm) => arm !== control)
            .map((arm) => comparePairs(arm, control, pairsOf(units, arm, control), seed)),
        );
  const summaries = arms.map((arm) => summaryOf(arm, units, sorted, seed));
  const first = rateOf(units.filter((unit) => unit.first.result === "solved").length, units.length);
  return {
    episodes: firsts.length,
    first,
    firstInfrastructure: firsts.filter(({ result }) => result === "infrastructure").length,
    firstUnjudged: firsts.filter(({ result }) => result === "unjudged").length,
    control,
    arms: summaries,
    comparisons,
    failures: arms.flatMap((arm) => failureChanges(arm, units)),
    attempts: records.length,
    cost: records.reduce((sum, { usage }) => sum + (usage.cost ?? 0), 0),
    seconds: records.reduce((sum, { usage }) => sum + (usage.seconds ?? 0), 0),
    answer: answerOf(summaries, comparisons, control),
  };
}

/** Only episodes that a second attempt was made at in either arm: the others say nothing of the difference. */
function pairsOf(units: readonly Unit[], arm: string, control: string): Pair[] {
  return units.flatMap(({ task, ends }): Pair[] => {
    const first = ends.get(control);
    const second = ends.get(arm);
    if (first === undefined || second === undefined || first.attempts.length + second.attempts.length === 0) return [];
    return [{ task, first, second }];
  });
}

function answerOf(
  arms: readonly ArmSummary[],
  comparisons: readonly PairComparison[],
  control: string | null,
): string[] {
  if (arms.length === 0) return ["No arm has made an attempt yet."];
  if (control !== null) {
    return comparisons.length === 0
      ? [`There is only the arm ${control}: nothing to hold it against.`]
      : comparisons.map(({ sentence }) => sentence);
  }
  return [
    "There is no plain arm: episodes that are attempted again were selected for having failed, and a plain retry may do as well. Nothing can be said of what the advice brought.",
  ];
}
