import type { Origin } from "../model/episode.js";
import type { Severity } from "../pack/pack.js";

/** What the next attempt is told, and where every part of it comes from. */
export interface ImprovementPlan {
  readonly schemaVersion: 1;
  readonly episodeId: string;
  readonly task: string;
  /** Bare type of the primary failure. */
  readonly failureType: string;
  /** `namespace/TYPE`. */
  readonly primaryId: string;
  /** 0..1, null where no evaluator gave one. */
  readonly originalScore: number | null;
  readonly whatWentWrong: string;
  /** Errors and evidence of this run, one sentence each. */
  readonly specificErrors: readonly string[];
  readonly improvedStrategy: string;
  readonly stepByStepPlan: readonly string[];
  /** Empty where there is nothing to say. */
  readonly systemPromptAddon: string;
  readonly userContextAddon: string;
  /**
   * What the operator has to mend before a retry can help, one sentence or step each; only where the primary failure is
   * not the agent's. The addons are empty then.
   */
  readonly operatorAdvice?: readonly string[];
  readonly findings: readonly PlanFinding[];
  readonly parts: readonly PlanPart[];
  readonly omitted: readonly OmittedPart[];
}

export interface PlanFinding {
  readonly id: string;
  readonly type: string;
  readonly pack: string;
  readonly severity: Severity;
  readonly baseSeverity: Severity;
  readonly confidence: number;
  readonly steps: readonly number[];
  readonly origins: readonly Origin[];
  readonly evidence: string;
}

/** Where a part of the addons comes from. */
export interface PlanPart {
  /** `namespace/TYPE` of the strategy. */
  readonly id: string;
  /**
   * Of the strategy: `whatWentWrong`, `improvedStrategy`, `plan`, `system`, `user`, `again`. Of the renderer: `review`,
   * `output`, `errors`, `evaluation`, `earlier`, `tree`, `fresh-start`.
   */
  readonly slot: string;
  readonly addon?: "system" | "user";
  /** Lines of the addon, from 1, both ends included. */
  readonly lines?: { readonly from: number; readonly to: number };
  readonly templateHash: string;
  readonly pack: string;
  /** Absent for the renderer's own parts. */
  readonly packVersion?: string;
  /** Without quoted output. */
  readonly words: number;
}

export interface OmittedPart {
  readonly id: string;
  readonly slot: string;
  /**
   * - `budget`: did not fit
   * - `conflict`: contradicts a higher ranked text
   * - `secondary-limit`: two further findings have a text already
   * - `operator`: speaks to the operator, or stands beside what does
   * - `minor`: minor findings get no text
   * - `repeated`: an earlier attempt was told the same, and it did not help
   * - `fresh-start`: the history is left out where a fresh start is advised
   */
  readonly reason: "budget" | "conflict" | "secondary-limit" | "operator" | "minor" | "repeated" | "fresh-start";
}

/** Before and after, for one pair of attempts. */
export interface RetryResult {
  readonly schemaVersion: 1;
  readonly originalEpisodeId: string;
  readonly retryEpisodeId: string;
  readonly originalScore: number | null;
  readonly retryScore: number | null;
  /** Retry minus original; null where either score is missing. */
  readonly improvement: number | null;
  /** The original's primary failure was not found in the retry. */
  readonly failureFixed: boolean;
  readonly stepsComparison: { readonly original: number; readonly retry: number };
  /** How the retry was made: `plan`, `plain`, or the caller's own word. */
  readonly arm: string;
  /** Ids found in the retry only. */
  readonly newFindings: readonly string[];
  /** Ids found in the original only. */
  readonly fixedFindings: readonly string[];
}
