import type { RetryResultDocument } from "@mulligan/core";
import type { Verdict } from "@mulligan/readers";

/** Under which a result is kept: there is exactly one for each. */
export interface AttemptKey {
  readonly campaign: string;
  /** The episode's id, with `#seed` behind it where the episode is run with several seeds. */
  readonly episode: string;
  readonly arm: string;
  /** From 1. Attempt 1 belongs to all arms and is kept under the arm `first`. */
  readonly attempt: number;
}

/** The name under which the first attempt is kept, which all arms share. */
export const firstArm = "first";

/**
 * - `solved`, `failed`: the evaluator said so
 * - `unjudged`: nobody said anything
 * - `infrastructure`: something other than the agent kept the attempt from being made or judged; never counted as the
 *   agent's
 */
export type AttemptResult = "solved" | "failed" | "unjudged" | "infrastructure";

/** What one attempt used, where it is known. */
export interface Usage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  /** In US dollars. */
  readonly cost?: number;
  readonly seconds?: number;
}

/** What the attempt was told beyond its task. */
export interface ToldAddons {
  readonly systemPromptAddon: string;
  readonly userContextAddon: string;
  /** The primary failure that it was told about; absent where the arm has no plan. */
  readonly primaryId?: string;
  /** Texts of strategies in the addons. */
  readonly parts: readonly { readonly id: string; readonly slot: string; readonly templateHash: string }[];
}

/** One attempt as it is recorded: plain JSON. */
export interface AttemptRecord extends AttemptKey {
  readonly schemaVersion: 1;
  /** The episode's id without the seed: pairs of one task belong together. */
  readonly task: string;
  readonly seed: number;
  readonly result: AttemptResult;
  /** 0..1, null where no evaluator gave one. */
  readonly score: number | null;
  /** Of the infrastructure, in words; absent for all other results. */
  readonly reason?: string;
  /** Bare type of the primary failure; null where there is no recorded run to diagnose. */
  readonly failureType: string | null;
  readonly primaryId: string | null;
  /** Ids of the findings that are critical or major. */
  readonly findings: readonly string[];
  readonly steps: number | null;
  readonly agent: string | null;
  readonly model: string | null;
  readonly usage: Usage;
  /** How often the attempt was begun until it had this result. */
  readonly tries: number;
  readonly told: ToldAddons;
  readonly verdict: Verdict | null;
  /** Against the attempt before; absent for the first, and where one of both has no recorded run. */
  readonly comparison?: RetryResultDocument;
  /** Why no further attempt follows; absent where one does, or none is allowed any more. */
  readonly stopped?: string;
  /** What was wrong besides: a recording that could not be read, an output that was cut. */
  readonly problems: readonly string[];
  /** Under which the store keeps the recorded run; absent where there is none. */
  readonly run?: string;
}
