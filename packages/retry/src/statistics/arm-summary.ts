import { rateOf } from "@mulligan/evaluation";
import type { Rate } from "@mulligan/evaluation";
import type { AttemptRecord } from "../attempt-record.js";
import { pairedBootstrap } from "./paired-bootstrap.js";
import type { Estimate } from "./paired-bootstrap.js";
import type { ArmEnd, Unit } from "./units.js";

export interface ArmSummary {
  readonly arm: string;
  /** Of the episodes that the first attempt did not solve. */
  readonly solved: Rate;
  /** Of the episodes that the first attempt solved and the arm attempted all the same: those that it did not solve. */
  readonly broken: Rate;
  /** Of the arm's last attempts. */
  readonly score: Estimate;
  /**
   * Mean score after the first attempt, and after each one of the arm's own; an episode that ended before keeps its last.
   * Of those in `solved` whose attempts all have a score; empty where there is none.
   */
  readonly scoreBy: readonly number[];
  /** Solved with the arm's first, second, ... attempt, and all before it. */
  readonly solvedBy: readonly number[];
  readonly attempts: number;
  /** Attempts that the infrastructure made fail; they count nowhere else. */
  readonly infrastructure: number;
  /** Attempts that nobody judged. */
  readonly unjudged: number;
  readonly steps: Mean;
  readonly tokens: Mean;
  /** In US dollars. */
  readonly cost: Mean;
  readonly seconds: Mean;
}

/** Over the attempts of which it is known. */
export interface Mean {
  readonly count: number;
  readonly sum: number;
  readonly mean: number | null;
}

export function summaryOf(
  arm: string,
  units: readonly Unit[],
  records: readonly AttemptRecord[],
  seed: number | string,
): ArmSummary {
  const own = records.filter((record) => record.arm === arm);
  const ended = units.flatMap((unit) => {
    const end = unit.ends.get(arm);
    return end === undefined ? [] : [{ unit, end }];
  });
  const failedFirst = ended.filter(({ unit }) => unit.first.result === "failed");
  const triedAgain = ended.filter(({ unit, end }) => unit.first.result === "solved" && end.attempts.length > 0);
  const solved = failedFirst.filter(({ end }) => end.solved);
  const longest = Math.max(0, ...ended.map(({ end }) => end.attempts.length));
  return {
    arm,
    solved: rateOf(solved.length, failedFirst.length),
    broken: rateOf(triedAgain.filter(({ end }) => !end.solved).length, triedAgain.length),
    score: pairedBootstrap(
      byTask(failedFirst.flatMap(({ unit, end }) => (end.score === null ? [] : [[unit.task, end.score] as const]))),
      { seed: `${seed} score ${arm}` },
    ),
    scoreBy: scoresOf(failedFirst, longest),
    solvedBy: Array.from(
      { length: longest },
      (_, index) => solved.filter(({ end }) => end.attempts.length <= index + 1).length,
    ),
    attempts: own.length,
    infrastructure: own.filter(({ result }) => result === "infrastructure").length,
    unjudged: own.filter(({ result }) => result === "unjudged").length,
    steps: meanOf(own.map(({ steps }) => steps)),
    tokens: meanOf(
      own.map(({ usage: { inputTokens, outputTokens } }) =>
        inputTokens === undefined && outputTokens === undefined ? null : (inputTokens ?? 0) + (outputTokens ?? 0),
      ),
    ),
    cost: meanOf(own.map(({ usage }) => usage.cost ?? null)),
    seconds: meanOf(own.map(({ usage }) => usage.seconds ?? null)),
  };
}

function scoresOf(ended: readonly { readonly unit: Unit; readonly end: ArmEnd }[], longest: number): number[] {
  const scored = ended.flatMap(({ unit, end }) => {
    const scores = [unit.first, ...end.attempts].map(({ score }) => score);
    return scores.every((score) => score !== null) ? [scores] : [];
  });
  if (scored.length === 0) return [];
  return Array.from(
    { length: longest + 1 },
    (_, index) =>
      scored.reduce((sum, scores) => sum + (scores[Math.min(index, scores.length - 1)] ?? 0), 0) / scored.length,
  );
}

function meanOf(values: readonly (number | null)[]): Mean {
  const known = values.filter((value) => value !== null);
  const sum = known.reduce((total, value) => total + value, 0);
  return { count: known.length, sum, mean: known.length === 0 ? null : sum / known.length };
}

/** Values of the same task in one group. */
export function byTask(values: readonly (readonly [string, number])[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [task, value] of values) {
    const group = groups.get(task);
    if (group === undefined) groups.set(task, [value]);
    else group.push(value);
  }
  return [...groups.values()];
}
