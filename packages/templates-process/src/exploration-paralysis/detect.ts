import type { DetectContext, Detection, Episode, Step } from "@mulligan/core";
import { citedSteps, inNumber, told } from "@mulligan/core";
import { isLookOrSearch } from "../evidence/look-or-search.js";
import { endingLimit } from "../evidence/limit.js";
import type { ExplorationParalysisOptions } from "./options.js";

export type ExplorationParalysisData = {
  /** Steps with a look or a search, before the first edit or of the whole run. */
  readonly looks: number;
  /** Files that they showed, the most often shown first. */
  readonly files: readonly string[];
  readonly firstEdit: number | null;
  /** Steps that the run was allowed, where known. */
  readonly budget: number | null;
};

/** Its result is a text, whatever the harness hands in. */
const seeksAnAnswer = /\bCTF\b|\bcapture[- ]the[- ]flag\b/i;

type Found = Detection<ExplorationParalysisData>;

/**
 * An edit task ended without a product edit after 12 or more looks and searches, or more than half of a known step budget
 * went by before the first edit.
 *
 * Not: a question or review; a run that the user interrupted, that infrastructure ended or that still goes on; a run whose
 * edits failed two times or more; edits that were made and undone; a late first edit where no budget is known.
 *
 * A budget is known from the options, from the task ("you have 40 steps"), or from a step limit that ended the run. Half
 * the steps are not half the cost, so a cost limit says nothing here. A step counts once however many files it shows.
 */
export function detectExplorationParalysis(
  episode: Episode,
  { facts, options }: DetectContext<ExplorationParalysisOptions>,
): readonly Found[] {
  const { endedBy, infrastructure } = episode.outcome;
  if (!facts.editTask || infrastructure !== undefined || endedBy === "interrupted" || endedBy === "error") return [];
  const firstEdit = facts.productEdits[0]?.step ?? null;
  const lookSteps = episode.steps.filter(looks).filter(({ number }) => firstEdit === null || number < firstEdit);
  if (lookSteps.length < options.minimumLooks || seeksAnAnswer.test(told(episode))) return [];
  const budget = budgetOf(episode, options.stepBudget);

  if (firstEdit === null) {
    if (!episode.ended || facts.failedEdits.length >= 2) return [];
    const { length } = episode.steps;
    return [
      found(
        lookSteps,
        null,
        budget,
        length,
        `The run ended at step ${length} without a product edit, after ${inNumber(lookSteps.length, "step")} of looking and searching`,
      ),
    ];
  }
  if (budget === null || firstEdit <= budget * options.budgetShare) return [];
  return [
    found(
      lookSteps,
      firstEdit,
      budget,
      firstEdit,
      `The first product edit came at step ${firstEdit} of ${budget} that the run had, after ${inNumber(lookSteps.length, "step")} of looking and searching`,
    ),
  ];
}

function looks({ actions }: Step): boolean {
  return actions.some(isLookOrSearch);
}

function found(
  lookSteps: readonly Step[],
  firstEdit: number | null,
  budget: number | null,
  end: number,
  words: string,
): Found {
  return {
    confidence: 0.9,
    steps: citedSteps(end, ...lookSteps.map(({ number }) => number)),
    evidence: `${words} (steps ${lookSteps[0]?.number ?? end} to ${lookSteps.at(-1)?.number ?? end}).`,
    data: { looks: lookSteps.length, files: filesOf(lookSteps), firstEdit, budget },
  };
}

function filesOf(steps: readonly Step[]): readonly string[] {
  const times = new Map<string, number>();
  for (const { actions } of steps) {
    for (const action of actions) {
      if (action.kind === "look" && action.found && action.pathClass === "product") {
        times.set(action.path, (times.get(action.path) ?? 0) + 1);
      }
    }
  }
  return [...times]
    .sort(([, left], [, right]) => right - left)
    .map(([path]) => path)
    .slice(0, 5);
}

const toldBudget =
  /\byou (?:have|get|may (?:use|take|make)|can (?:use|take|make))(?: only| at most| up to| a maximum of)? (\d{1,4}) (?:steps|turns|actions|tool calls|commands|iterations)\b/i;

function budgetOf(episode: Episode, stepBudget: number): number | null {
  if (stepBudget > 0) return stepBudget;
  const steps = Number(toldBudget.exec(told(episode))?.[1] ?? 0);
  if (steps > 0) return steps;
  return endingLimit(episode)?.kind === "steps" ? episode.steps.length : null;
}
