import type { Episode } from "../model/episode.js";
import type { JsonObject } from "../model/json.js";
import type { Facts } from "../facts/facts.js";
import type { Finding } from "../diagnosis/finding.js";
import type { Recognisers } from "./recognisers.js";
import type { StandardSchema } from "./standard-schema.js";
import type { TemplateAsset } from "./template-asset.js";

/** Most serious first. `none` is advice to the operator, or nothing at all. */
export type Severity = "critical" | "major" | "minor" | "none";

/** A failure type in capitals with underscores: `BLIND_WRITE`. */
export type FailureType = string;

/** A set of failure strategies, published as one npm package: plain data and pure functions. */
export interface TemplatePack extends Recognisers {
  readonly meta: PackMeta;
  readonly strategies: Readonly<Record<FailureType, FailureStrategy>>;
  /** Templates that the pack's own templates call with `{{> name}}`. */
  readonly partials?: Readonly<Record<string, TemplateAsset>>;
}

export interface PackMeta {
  /** Version of this contract. */
  readonly api: 1;
  /** npm name. */
  readonly name: string;
  /** npm version. */
  readonly version: string;
  /** Prefix of the ids, lower case with hyphens: `default` gives `default/BLIND_WRITE`. */
  readonly namespace: string;
}

export interface StrategyMeta {
  /** Three or four words, sentence case: "Edit without a look". */
  readonly title: string;
  /** One sentence: what happened in such a run. */
  readonly summary: string;
  readonly severity: Severity;
  /**
   * What part the type plays beside others; default `cause`.
   * - `effect`: what a cause leads to; ranks behind causes of the same severity
   * - `fallback`: stands for "failed, and nothing explains it"; at most one in a registry
   * - `environment`: not the agent's fault
   * - `success`: stands for "nothing went wrong"; at most one in a registry
   */
  readonly role?: "cause" | "effect" | "fallback" | "environment" | "success";
  /** Higher goes first among findings of equal severity and role; default 0. */
  readonly priority?: number;
  /** Findings of a passed run become minor unless this is set: a result nobody wants stays one. */
  readonly keepsSeverityOnPass?: boolean;
  /** Only the end of a run shows it: not looked for while the session goes on (`ended: false`). */
  readonly onlyAtEnd?: boolean;
  /** Speaks to the operator; the agent's addons stay empty. */
  readonly advisesOperator?: boolean;
  /** Types (bare or full ids) whose findings say the same with less when they share a step with this type's. */
  readonly supersedes?: readonly string[];
  /** Types (bare or full ids) whose texts contradict this type's; the lower ranked text is left out. */
  readonly conflictsWith?: readonly string[];
  /** Address of a page about the type. */
  readonly docs?: string;
  /** Set when the type should no longer be used: what to use instead. */
  readonly deprecated?: string;
}

export interface DetectContext<Options = unknown> {
  readonly facts: Facts;
  readonly options: Options;
}

export interface ConcludeContext<Options = unknown> extends DetectContext<Options> {
  /** What the first pass found, of all packs, ranked; superseded findings are gone. */
  readonly findings: readonly Finding[];
}

/** What a detector claims. */
export interface Detection<Data extends JsonObject = JsonObject> {
  /** 0..1: how sure it is that the claim holds. */
  readonly confidence: number;
  /** The steps that show it, ascending. */
  readonly steps: readonly [number, ...number[]];
  /** One sentence with file, command and numbers; anyone who opens the steps must see the same. */
  readonly evidence: string;
  /** Overrides the strategy's severity for this finding. */
  readonly severity?: Severity;
  /** What the templates print: JSON only. */
  readonly data: Data;
}

/** One failure type: what it is, how it is found, what the next attempt is told. */
export interface FailureStrategy<Data extends JsonObject = JsonObject, Options = unknown> {
  readonly meta: StrategyMeta;
  /** Schema of the options; parsing `{}` must give the defaults. */
  readonly options?: StandardSchema<Options>;
  /** First pass: pure, synchronous, deterministic. Absent where the type comes from outside only. */
  detect?(episode: Episode, context: DetectContext<Options>): readonly Detection<Data>[];
  /** Second pass, for types that look at the findings of the others. */
  conclude?(episode: Episode, context: ConcludeContext<Options>): readonly Detection<Data>[];
  readonly templates: StrategyTemplates;
  /**
   * The texts in other languages, by language tag in lower case: `de`, `pt-br`. A slot that a language lacks is taken
   * from `templates`, which is English.
   */
  readonly translations?: Readonly<Record<string, Partial<StrategyTemplates>>>;
}

/** The texts. Each sees `TemplateView`. */
export interface StrategyTemplates {
  /** What happened, as one neutral paragraph. */
  readonly whatWentWrong: TemplateAsset;
  /** What to do differently, as one paragraph. */
  readonly improvedStrategy: TemplateAsset;
  /** One plan step a line; blank lines are ignored. */
  readonly plan: TemplateAsset;
  /** Part of the system addon. */
  readonly system?: TemplateAsset;
  /** Part of the user addon; `whatWentWrong` stands in where it is absent. */
  readonly user?: TemplateAsset;
  /**
   * What to do differently where an earlier attempt was advised on this type and it happened again. Without it the plan
   * says that the advice was not followed, and turns to the next finding.
   */
  readonly again?: TemplateAsset;
}
