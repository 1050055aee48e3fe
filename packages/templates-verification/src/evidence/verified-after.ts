import type { DetectContext, FileEdit, Verification } from "@mulligan/core";

type Facts = DetectContext["facts"];

/** Verifications of the tree as the last of these edits left it. */
export function verifiedAfter(facts: Facts, last: FileEdit): readonly Verification[] {
  if (facts.lastCodeEdit?.step === last.step) return facts.verificationsAfterLastEdit;
  return facts.verifications.filter(({ step }) => step >= last.step);
}

export function filesOf(edits: readonly FileEdit[]): readonly string[] {
  return [...new Set(edits.map(({ path }) => path))];
}
