import type { Registry } from "@mulligan/core";
import type { Evaluate, PastAttempt, RunAttempt } from "../attempt.js";
import type { Arm } from "../arms/arm.js";
import { duplicateArmError, invalidAttemptsError, noArmsError, reservedArmError } from "../errors.js";
import { firstArm } from "../attempt-record.js";
import type { Signal } from "../signal.js";
import type { StopCondition } from "../stop/stop-condition.js";
import { whenEnvironmentBlocked, whenSolved } from "../stop/stop-condition.js";

/** What `retry` and `runCampaign` have in common. */
export interface LoopOptions {
  readonly runAttempt: RunAttempt;
  /** Without it the recorded run's own word counts, where it has one. */
  readonly evaluate?: Evaluate | undefined;
  /** Diagnoses every attempt, whatever the arm. */
  readonly registry: Registry;
  readonly arms: readonly Arm[];
  /** Default 3; the first attempt counts. */
  readonly maxAttempts?: number | undefined;
  /** Default: when solved, and when the environment is blocked. */
  readonly stopWhen?: readonly StopCondition[] | undefined;
  /** A score solves at this value or more; default 1. */
  readonly passThreshold?: number | undefined;
  /** How often an attempt is begun again that the infrastructure made fail; default 1. */
  readonly infrastructureRetries?: number | undefined;
  /** Every arm makes its attempt also where the first one solved the task: shows what a plan breaks. Default false. */
  readonly retrySolved?: boolean | undefined;
  /** What the evaluator said is not told to any arm; scores and results are kept all the same. Default false. */
  readonly hideEvaluation?: boolean | undefined;
  readonly signal?: Signal | undefined;
  /** In milliseconds, for the time that an attempt took where `runAttempt` does not say; default `Date.now`. */
  readonly clock?: (() => number) | undefined;
}

export interface Engine extends LoopOptions {
  readonly campaign: string;
  readonly maxAttempts: number;
  readonly stopWhen: readonly StopCondition[];
  readonly infrastructureRetries: number;
  readonly clock: () => number;
  /** The latest first attempts by unit: every arm goes on from them, and reading a recording takes its time. */
  readonly firsts: Map<string, PastAttempt>;
}

/** @throws MulliganError `no-arms`, `duplicate-arm`, `reserved-arm`, `invalid-attempts`. */
export function engineOf(campaign: string, options: LoopOptions): Engine {
  const { arms, registry, maxAttempts = 3 } = options;
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1) throw invalidAttemptsError(maxAttempts);
  if (arms.length === 0) throw noArmsError();
  const names = new Set<string>();
  for (const { name } of arms) {
    if (name === firstArm) throw reservedArmError(name);
    if (names.has(name)) throw duplicateArmError(name);
    names.add(name);
  }
  return {
    ...options,
    campaign,
    maxAttempts,
    stopWhen: options.stopWhen ?? [whenSolved(), whenEnvironmentBlocked(registry)],
    infrastructureRetries: options.infrastructureRetries ?? 1,
    clock: options.clock ?? Date.now,
    firsts: new Map(),
  };
}
