import type { RecordedCall } from "@mulligan/readers/record";
import type { Draft } from "./draft.js";

/** A planted call, or the number of a step as the run had it. */
export type Mark = RecordedCall | number;

/** One way to plant a failure, or what only looks like it. */
export interface Form {
  /** What a person sees in the run afterwards: one sentence. */
  readonly what: string;
  /** Changes the draft and gives the steps that show it. Throws `NotOffered` where the run has no place for it. */
  plant(draft: Draft): readonly Mark[];
}

/** How one failure type is planted. */
export interface Planting {
  /** Bare failure type. */
  readonly type: string;
  readonly failures: readonly [Form, ...Form[]];
  /** As near to the failure as its definition allows: one clause of it does not hold. */
  readonly hardNegatives: readonly [Form, ...Form[]];
}

/** The run has no place for a form: the reason, in words. Never leaves this folder. */
export class NotOffered extends Error {}

export function need(condition: boolean, reason: string): asserts condition {
  if (!condition) throw new NotOffered(reason);
}
