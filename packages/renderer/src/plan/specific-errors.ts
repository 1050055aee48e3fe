import type { Facts, Finding, Outcome, Verification } from "@mulligan/core";
import { joinWords } from "../helpers/join-words.js";
import { inlineCode, proseLine } from "../sanitize/inline.js";
import { errorInWords, placeOfError } from "./template-view.js";

export const errorLimit = 5;
const evidenceShare = 3;
const sentenceLimit = 400;
const namedTests = 3;

/**
 * What is known to be wrong, one sentence each and at most five: the findings' evidence in rank order, what the
 * evaluation says, then the errors that were left at the end.
 */
export function specificErrors(
  findings: readonly Finding[],
  outcome: Outcome,
  failed: readonly FailedVerification[],
): string[] {
  const evidence = evidenceSentences(findings);
  const observed = [...evaluationSentences(outcome), ...failed.map(({ text }) => text)];
  const first = evidence.slice(0, Math.max(evidenceShare, errorLimit - observed.length));
  return distinct([...first, ...observed, ...evidence]).slice(0, errorLimit);
}

/** The findings' evidence without duplicates, and what a caller who named the failure knows besides. */
export function evidenceSentences(findings: readonly Finding[]): string[] {
  const sentences = findings.flatMap((finding) => [finding.evidence, ...moreEvidence(finding)]);
  return distinct(sentences.map((text) => proseLine(text, sentenceLimit)));
}

export interface FailedVerification {
  readonly step: number;
  /** `NameError: name 'x' is not defined`; empty where none could be told. */
  readonly error: string;
  /** "Step 12: `pytest -q`: NameError: name 'x' is not defined (`src/a.py:4`)" */
  readonly text: string;
}

/**
 * What still failed at the end, the latest last: failing verifications after the last code edit, or where there is none,
 * of the whole run. Of several runs of one command the last one counts.
 */
export function failedVerifications(facts: Facts): FailedVerification[] {
  const after = facts.verificationsAfterLastEdit;
  const verifications = after.length > 0 ? after : facts.verifications;
  const failed = new Map<string, FailedVerification>();
  const keys = new Set<string>();
  for (let index = verifications.length - 1; index >= 0 && failed.size < errorLimit; index -= 1) {
    const verification = verifications[index]!;
    if (keys.has(verification.key)) continue;
    keys.add(verification.key);
    if (verification.ok) continue;
    const { step, action } = verification;
    const reason = reasonOf(verification);
    if (!failed.has(reason)) {
      const error = action.error === undefined ? "" : errorInWords(action.error);
      failed.set(reason, { step, error, text: `Step ${step}: ${inlineCode(action.command, 100)}: ${reason}` });
    }
  }
  return [...failed.values()].reverse();
}

/** What the evaluation says of its tests. */
export function evaluationSentences({ failingTests, regressedTests }: Outcome): string[] {
  return [
    ...(failingTests.length > 0 ? [`Failing in the evaluation: ${named(failingTests)}.`] : []),
    ...(regressedTests.length > 0
      ? [`Failing in the evaluation, but not before the run: ${named(regressedTests)}.`]
      : []),
  ];
}

function named(tests: readonly string[]): string {
  return joinWords(tests, namedTests, (test) => inlineCode(test));
}

function reasonOf({ action }: Verification): string {
  if (action.error !== undefined) {
    const place = placeOfError(action.error);
    return proseLine(errorInWords(action.error), 240) + (place === null ? "" : ` (${inlineCode(place)})`);
  }
  if (action.kind === "test" && action.failing.length > 0) {
    const [first = "", ...others] = action.failing;
    return `${inlineCode(first)} ${others.length === 0 ? "fails" : `and ${others.length} more fail`}`;
  }
  if (action.kind === "test" && action.failed !== null && action.failed > 0) return `${action.failed} failed`;
  return action.exitCode === null || action.exitCode === 0 ? "failed" : `failed with exit code ${action.exitCode}`;
}

/** Further sentences of a caller who named the failure. */
function moreEvidence({ data }: Finding): string[] {
  const more = data["moreEvidence"];
  return Array.isArray(more) ? more.filter((entry): entry is string => typeof entry === "string") : [];
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== "");
}
