import type { DetectContext, Detection, Episode, Facts, Step } from "@mulligan/core";
import { capitalised, citedSteps, inCode, inNumber } from "@mulligan/core";
import type { ContextOverflowOptions } from "./options.js";

export type ContextOverflowData = {
  /** The context limit ended the run. */
  readonly endedRun: boolean;
  /** After which steps the context was compacted by itself. */
  readonly compactions: readonly number[];
  /** Observations over the bound for one, the largest first. */
  readonly large: readonly LargeObservation[];
  /** Characters of all observations. */
  readonly total: number;
  readonly totalExceeded: boolean;
  /** The largest observation of the run, where it is worth a word. */
  readonly largest: LargeObservation | null;
};

const worthAWord = 10_000;

type LargeObservation = {
  readonly step: number;
  readonly characters: number;
  /** The file or command that gave it. */
  readonly what: string;
};

/**
 * What the run read did not fit: the context limit ended it, or it was compacted automatically for that limit, or one
 * observation before the last step or all of them together passed a bound.
 *
 * Not: a compaction that the user asked for or whose trigger is unknown; an output that the tool cut before the agent
 * got it. Minor where a verification after the last edit succeeded.
 *
 * 50,000 characters are about 12,000 tokens, more than any single file of the labelled runs that was read to good use;
 * 400,000 are about 100,000 tokens, half of a common context window.
 */
export function detectContextOverflow(
  episode: Episode,
  { facts, options }: DetectContext<ContextOverflowOptions>,
): readonly Detection<ContextOverflowData>[] {
  const last = episode.steps.at(-1);
  if (last === undefined) return [];
  const compactions = episode.events.flatMap((event) =>
    event.kind === "compaction" && event.trigger === "automatic" && event.afterStep >= 1 ? [event.afterStep] : [],
  );
  // A compaction at the very end handed the work over to another recording.
  const endedRun = episode.outcome.endedBy === "context" && !compactions.includes(last.number);
  let total = 0;
  let largest = last;
  const large: Step[] = [];
  for (const step of episode.steps) {
    const { length } = step.observation;
    total += length;
    if (length > largest.observation.length) largest = step;
    if (length > options.observationCharacters && step !== last) large.push(step);
  }
  const totalExceeded = total > options.totalCharacters;
  if (!endedRun && compactions.length === 0 && large.length === 0 && !totalExceeded) return [];

  large.sort((left, right) => right.observation.length - left.observation.length);
  const data: ContextOverflowData = {
    endedRun,
    compactions,
    large: large.map(describe),
    total,
    totalExceeded,
    largest: largest.observation.length < worthAWord ? null : describe(largest),
  };
  return [
    {
      confidence: endedRun || compactions.length > 0 ? 0.95 : 0.8,
      steps: stepsOf(data, last.number),
      evidence: evidenceOf(data, last.number),
      data,
      ...(verifiedAtEnd(facts) && { severity: "minor" as const }),
    },
  ];
}

function verifiedAtEnd({ verificationsAfterLastEdit }: Facts): boolean {
  return verificationsAfterLastEdit.at(-1)?.ok === true;
}

function stepsOf(
  { endedRun, compactions, large, largest }: ContextOverflowData,
  last: number,
): readonly [number, ...number[]] {
  const cited = [
    ...large.slice(0, 3).map(({ step }) => step),
    ...compactions.flatMap((step) => [step, Math.min(step + 1, last)]),
    ...(endedRun ? [last] : []),
  ];
  const [first = largest?.step ?? last, ...more] = cited;
  return citedSteps(first, ...more);
}

function evidenceOf(
  { endedRun, compactions, large, total, totalExceeded, largest }: ContextOverflowData,
  last: number,
): string {
  const parts: string[] = [];
  if (endedRun) parts.push(`the context limit ended the run after step ${last}`);
  if (compactions.length > 0) {
    parts.push(
      `the context was compacted automatically after ${compactions.map((step) => `step ${step}`).join(" and ")}`,
    );
  }
  const shown = large[0] ?? largest;
  if (shown !== null)
    parts.push(`step ${shown.step} (${inCode(shown.what)}) alone gave ${inNumber(shown.characters, "character")}`);
  if (totalExceeded) parts.push(`all observations together had ${inNumber(total)}`);
  return `${capitalised(parts.join("; "))}.`;
}

function describe({ number: step, actions, command, tool, observation }: Step): LargeObservation {
  const look = actions.find((action) => action.kind === "look" && action.found);
  const what = look?.kind === "look" ? look.path : (command ?? tool);
  const [line = tool] = what.trim().split("\n", 1);
  return { step, characters: observation.length, what: line };
}
