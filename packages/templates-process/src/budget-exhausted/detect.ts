import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { citedSteps, inCode, inNumber } from "@mulligan/core";
import { endingLimit } from "../evidence/limit.js";
import type { LimitKind } from "../evidence/limit.js";
import { lastProgress } from "./progress.js";

export type BudgetExhaustedData = {
  /** The words of the run for its end. */
  readonly limit: string;
  readonly kind: LimitKind;
  readonly steps: number;
  /** The last step that changed a file, showed new lines or brought another result. */
  readonly lastProgress: number | null;
  readonly stepsAfter: number;
  readonly productEdits: number;
};

/**
 * A step, cost or time limit ended the run, by its own status or by a message after its last step.
 *
 * Not: a recording that simply stops; a limit in the middle, after which the run went on; the context limit.
 */
export function detectBudgetExhausted(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<BudgetExhaustedData>[] {
  const last = episode.steps.length;
  const limit = last === 0 ? null : endingLimit(episode);
  if (limit === null) return [];
  const progress = lastProgress(episode);
  const stepsAfter = last - (progress ?? 0);
  return [
    {
      confidence: 0.95,
      steps: citedSteps(progress ?? last, last),
      evidence: `The run ended at step ${last} by a limit (${inCode(limit.words)}); ${
        progress === null
          ? "no step had changed a file or shown new code"
          : `the last step that changed a file, showed new code or got another result of a test or check was ${progress}, ${inNumber(stepsAfter, "step")} before`
      }.`,
      data: {
        limit: limit.words,
        kind: limit.kind,
        steps: last,
        lastProgress: progress,
        stepsAfter,
        productEdits: facts.productEdits.length,
      },
    },
  ];
}
