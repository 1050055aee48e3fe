import type { Origin } from "../model/episode.js";
import type { JsonObject } from "../model/json.js";
import type { Severity, StrategyMeta } from "../pack/pack.js";

/** A detector's claim with what the registry knows of it. */
export interface Finding<Data extends JsonObject = JsonObject> {
  /** Bare failure type: `BLIND_WRITE`. */
  readonly type: string;
  /** `namespace/TYPE`. */
  readonly id: string;
  /** npm name of the pack; `caller` for a type that only the caller named, `local` for a strategy of the config. */
  readonly pack: string;
  /** The part its type plays beside others, as its strategy says; absent for a `cause`. */
  readonly role?: StrategyMeta["role"];
  /** After the rule for passed runs. */
  readonly severity: Severity;
  /** Before it: what the rule would say if the outcome were unknown. */
  readonly baseSeverity: Severity;
  readonly confidence: number;
  readonly steps: readonly number[];
  /** One per step. */
  readonly origins: readonly Origin[];
  readonly evidence: string;
  readonly data: Data;
  /** Set for findings of a caller or an annotation, which may lack data that the strategy's own detector would give. */
  readonly external?: true;
}

/** Something that went wrong inside a pack while the others went on. */
export interface Diagnostic {
  readonly code: string;
  /** `namespace/TYPE`. */
  readonly id: string;
  readonly message: string;
}

export interface Diagnosis {
  readonly episodeId: string;
  /** Bare type of the primary failure. */
  readonly primaryFailure: string;
  /** `namespace/TYPE`. */
  readonly primaryId: string;
  /** The finding behind the primary; null where no finding carries it (all is well, or nothing explains the failure). */
  readonly primary: Finding | null;
  /** Ranked, the most important first. */
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
}
