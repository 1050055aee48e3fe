/** How a template may call a helper; the compiler checks it before anything runs. */
export interface HelperSignature {
  /** Number of values it takes. */
  readonly values: number;
  /** Named values it takes besides, as in `max=3`. */
  readonly named: readonly string[];
  /** Where it may stand. */
  readonly as: readonly ("block" | "text" | "value")[];
  /** How a call looks, for messages. */
  readonly example: string;
}

/** Everything that a template can call. `print` is missing on purpose: the compiler alone writes it. */
export const helperSignatures: Readonly<Record<string, HelperSignature>> = {
  if: { values: 1, named: [], as: ["block"], example: "{{#if data.path}}…{{/if}}" },
  unless: { values: 1, named: [], as: ["block"], example: "{{#unless data.path}}…{{/unless}}" },
  each: { values: 1, named: [], as: ["block"], example: "{{#each data.paths}}…{{/each}}" },
  with: { values: 1, named: [], as: ["block"], example: "{{#with run.lastFailure}}…{{/with}}" },
  is: { values: 2, named: [], as: ["block", "value"], example: '{{#is data.kind "cycle"}}…{{/is}}' },
  code: { values: 1, named: [], as: ["text"], example: "{{code data.path}}" },
  codes: { values: 1, named: ["max"], as: ["text"], example: "{{codes data.paths max=3}}" },
  steps: { values: 1, named: ["max"], as: ["text"], example: "{{steps steps}}" },
  count: { values: 2, named: [], as: ["text"], example: '{{count data.times "edit"}}' },
  fence: { values: 1, named: [], as: ["text"], example: "{{fence run.lastFailure.output}}" },
};

/** Roots of the view that every template sees. */
export const viewRoots: readonly string[] = ["data", "steps", "firstStep", "lastStep", "evidence", "run"];

/** `@` variables that a template may read. */
export const dataVariables: readonly string[] = ["index", "key", "first", "last", "root"];
