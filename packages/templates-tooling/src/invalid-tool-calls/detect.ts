import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { citedSteps, inCode, inNumber, inSteps } from "@mulligan/core";
import { oneLine } from "../shared/one-line.js";
import type { InvalidToolCallsOptions } from "./options.js";
import { isRejectedForForm } from "./rejected-for-form.js";

export type InvalidToolCallsData = {
  readonly invalid: number;
  readonly calls: number;
  /** Whole per cent. */
  readonly percent: number;
  /** Names of the tools, without duplicates, the most frequent first. */
  readonly tools: readonly string[];
  /** The answer that came most often: its first line. */
  readonly answer: string | null;
};

const answerLimit = 160;

/**
 * Three or more calls were rejected for their form: an unknown tool, bad arguments, an unparsable answer. Minor where they are
 * fewer than a tenth of all calls. Both bounds are the catalogue's.
 *
 * Not: well-formed calls that failed (a missing file, a command that exits badly, a refused edit); a user's refusal.
 */
export function detectInvalidToolCalls(
  episode: Episode,
  { options }: DetectContext<InvalidToolCallsOptions>,
): readonly Detection<InvalidToolCallsData>[] {
  const invalid = episode.steps.filter((step) => isRejectedForForm(step));
  const [first] = invalid;
  if (first === undefined || invalid.length < options.minimumCalls) return [];
  const calls = episode.steps.length;
  const share = invalid.length / calls;
  const steps = citedSteps(first.number, ...invalid.map(({ number }) => number));
  const tools = byFrequency(invalid.map(({ tool }) => tool).filter((tool) => tool.trim() !== ""));
  const [answer = null] = byFrequency(
    invalid.map(({ observation }) => oneLine(withoutHeading(observation), answerLimit)).filter((line) => line !== ""),
  );
  const told = answer === null ? "" : `; an answer was ${inCode(answer)}`;
  return [
    {
      confidence: 0.95,
      steps,
      evidence: `${inNumber(invalid.length, "call")} of ${calls} were rejected for their form (${inSteps(steps)})${told}.`,
      ...(share < options.majorShare && { severity: "minor" as const }),
      data: { invalid: invalid.length, calls, percent: Math.round(share * 100), tools, answer },
    },
  ];
}

/** A heading alone says nothing: `ERROR:` with the reason in the next line. */
function withoutHeading(observation: string): string {
  return observation.replace(/^\s*(?:<\w+>\s*)?(?:ERROR|Error|error|Invalid|INVALID)\s*:?[ \t]*\n/, "");
}

function byFrequency(words: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left).map(([word]) => word);
}
