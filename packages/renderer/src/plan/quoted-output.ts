import type { Episode, Facts, Finding, RunView } from "@mulligan/core";
import { excerpt } from "../sanitize/excerpt.js";

/** The one failing output that a plan quotes. */
export interface QuotedOutput {
  /** Whose output it is; null for the evaluation's. */
  readonly of: { readonly step: number; readonly command: string } | null;
  /** Cleaned and within the limits of a quote. */
  readonly text: string;
}

/** What the evaluation printed, where the caller gives it; else the last failing output, unless it was overcome. */
export function quotedOutput(
  { outcome }: Episode,
  facts: Facts,
  { lastFailure }: RunView,
  primary: Finding | null,
): QuotedOutput | null {
  const { status, evaluatorOutput = "", failingTests, regressedTests } = outcome;
  if (status === "failed" && evaluatorOutput.trim() !== "") {
    const [first = ""] = [...failingTests, ...regressedTests];
    return { of: null, text: excerpt(evaluatorOutput, first.split("::").at(-1)) };
  }
  if (lastFailure === null || lastFailure.output === "" || isOvercome(facts, primary)) return null;
  return { of: lastFailure, text: lastFailure.output };
}

/**
 * Whether the last failure speaks of a state that is gone: the same command succeeded later, or, where the cause is
 * known, anything did. Where nothing explains the failure, an old output is the best lead there is.
 */
function isOvercome({ lastFailure, lastVerification, verifications }: Facts, primary: Finding | null): boolean {
  if (lastFailure === null) return true;
  if (primary !== null)
    return lastVerification !== null && lastVerification.ok && lastVerification.step > lastFailure.step;
  return verifications.some(({ ok, key, step }) => ok && key === lastFailure.key && step > lastFailure.step);
}

/** Shorter words stand in many outputs by chance. */
const shortestMessage = 8;

/** Whether the finding's error stands in the quoted output, in its own words or with another label before them. */
export function quotesError(finding: Pick<Finding, "data"> | null, quoted: string): boolean {
  const error = finding?.data["error"];
  if (typeof error !== "string" || error === "" || quoted === "") return false;
  if (quoted.includes(error)) return true;
  const message = error.slice(error.indexOf(": ") + 2);
  return message.length >= shortestMessage && quoted.includes(message);
}
