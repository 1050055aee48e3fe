import type { Facts, Finding, Verification } from "@mulligan/core";
import { cleanLine, inlineCode } from "../sanitize/inline.js";
import { errorInWords, placeOfError } from "./template-view.js";

export const errorLimit = 5;
const evidenceShare = 3;
const sentenceLimit = 400;

/**
 * What is known to be wrong, one sentence each and at most five: the findings' evidence in rank order, then the errors
 * of failing verifications.
 */
export function specificErrors(verified: readonly FailedVerification[], findings: readonly Finding[]): string[] {
  const evidence = evidenceSentences(findings);
  const failures = verified.map(({ text }) => text);
  const first = evidence.slice(0, Math.max(evidenceShare, errorLimit - failures.length));
  return distinct([...first, ...failures, ...evidence]).slice(0, errorLimit);
}

/** The findings' evidence without duplicates, and what a caller who named the failure knows besides. */
export function evidenceSentences(findings: readonly Finding[]): string[] {
  const sentences = findings.flatMap((finding) => [finding.evidence, ...moreEvidence(finding)]);
  return distinct(sentences.map((text) => cleanLine(text, sentenceLimit)));
}

export interface FailedVerification {
  readonly step: number;
  /** "Step 12: `pytest -q`: NameError: name 'x' is not defined (`src/a.py:4`)" */
  readonly text: string;
}

/** Failing verifications with different errors that no later run of the same command took back; the latest last. */
export function failedVerifications(facts: Facts): FailedVerification[] {
  const latest = new Map<string, FailedVerification>();
  const mended = new Set<string>();
  for (let index = facts.verifications.length - 1; index >= 0 && latest.size < errorLimit; index -= 1) {
    const verification = facts.verifications[index]!;
    if (verification.ok) mended.add(verification.key);
    if (verification.ok || mended.has(verification.key)) continue;
    const { step, action } = verification;
    const reason = reasonOf(verification);
    if (!latest.has(reason)) {
      latest.set(reason, { step, text: `Step ${step}: ${inlineCode(action.command, 100)}: ${reason}` });
    }
  }
  return [...latest.values()].reverse();
}

function reasonOf({ action }: Verification): string {
  if (action.error !== undefined) {
    const place = placeOfError(action.error);
    return cleanLine(errorInWords(action.error), 240) + (place === null ? "" : ` (${inlineCode(place)})`);
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
