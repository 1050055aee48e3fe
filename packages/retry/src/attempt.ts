import type { Diagnosis, Episode, Facts, ImprovementPlan } from "@mulligan/core";
import type { Verdict } from "@mulligan/readers";
import type { AttemptRecord, Usage } from "./attempt-record.js";
import type { Signal } from "./signal.js";

/** One task to be attempted. */
export interface EpisodeTask {
  readonly id: string;
  /** In the words that the agent gets. */
  readonly task: string;
  /** Default 1. Handed to the agent; pairs of arms have the same. */
  readonly seed?: number;
  /** The system prompt that the addon goes behind, where the caller has it. */
  readonly systemPrompt?: string;
  /** A first attempt that was made before, in any format that can be read; it is not made again. */
  readonly recording?: string | Uint8Array;
  /** What an evaluator said of that first attempt. */
  readonly verdict?: Verdict;
  /** Anything that `runAttempt` and `evaluate` need: a folder, a container. */
  readonly data?: unknown;
}

/** What an attempt is told beyond its task. */
export interface Addons {
  readonly systemPromptAddon: string;
  readonly userContextAddon: string;
  /** Where the addons are those of a plan. */
  readonly plan?: ImprovementPlan;
}

export const noAddons: Addons = Object.freeze({ systemPromptAddon: "", userContextAddon: "" });

/** An attempt to be made. */
export interface AttemptRequest {
  readonly episode: EpisodeTask;
  readonly arm: string;
  /** From 1. */
  readonly attempt: number;
  readonly seed: number;
  /** Rises with every claim of the attempt: with `tries` it names a folder that nobody else uses. */
  readonly epoch: number;
  /** From 1: how often the attempt was begun under this claim. */
  readonly tries: number;
  readonly addons: Addons;
  /** The episode's system prompt with the system addon behind it. */
  readonly systemPrompt: string;
  /** The user addon, a blank line, and the task; the task alone where there is no addon. */
  readonly userPrompt: string;
  readonly signal: Signal | undefined;
}

/** What came of an attempt. */
export interface AttemptAnswer {
  /** The recorded run in any format that can be read; null or absent where there is none. */
  readonly recording?: string | Uint8Array | null | undefined;
  readonly usage?: Usage;
  /** Something other than the agent kept it from working; the attempt is begun again, and never counted as the agent's. */
  readonly infrastructure?: string;
  readonly problems?: readonly string[];
  /** Anything that `evaluate` needs. */
  readonly data?: unknown;
}

/** Makes an attempt. What it throws counts as a failure of the infrastructure. */
export type RunAttempt = (request: AttemptRequest) => Promise<AttemptAnswer> | AttemptAnswer;

export interface EvaluationRequest extends AttemptRequest {
  readonly answer: AttemptAnswer;
  /** The run as it was read; null where there is none. */
  readonly run: Episode | null;
}

/**
 * Judges an attempt: `true` for solved, a score (solved at 1 or more), or a verdict with tests and output. What it throws
 * counts as a failure of the infrastructure.
 */
export type Evaluate = (request: EvaluationRequest) => Promise<boolean | number | Verdict> | boolean | number | Verdict;

/** An attempt that was made, with all that is known of it. */
export interface PastAttempt {
  readonly record: AttemptRecord;
  /** What it was told. */
  readonly addons: Addons;
  /** With the outcome of the evaluation; null where there is no recorded run. */
  readonly episode: Episode | null;
  readonly facts: Facts | null;
  readonly diagnosis: Diagnosis | null;
}
