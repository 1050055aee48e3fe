import type { Action, DetectContext, Detection, EditAction, Episode, Step } from "@mulligan/core";
import { citedSteps, inCode, inNumber, inSteps, isEdit } from "@mulligan/core";
import { isLookOrSearch } from "../evidence/look-or-search.js";
import type { PrematureEditOptions } from "./options.js";

export type PrematureEditData = {
  /** The file of the first edit. */
  readonly path: string;
  readonly step: number;
  /** Looks and searches before it. */
  readonly looks: number;
  readonly lookedAt: readonly string[];
};

/**
 * The first edit of product code came with fewer than two looks or searches before it, and none of them at a test, a
 * reproduction or a caller.
 *
 * Not: anything was executed before (a reproduction, a test, a check, also one that the environment stopped); a look at a
 * test or at another product file, which may be a caller; work that a sub-agent explored; a session that goes on after a
 * compaction; a new file; comments and documents.
 *
 * Two is the catalogue's bound; every listed file of a command counts as a look of its own, which errs towards silence.
 */
export function detectPrematureEdit(
  episode: Episode,
  { facts, options }: DetectContext<PrematureEditOptions>,
): readonly Detection<PrematureEditData>[] {
  const first = facts.firstCodeEdit;
  if (first === null || first.action.kind !== "edit" || facts.productEdits[0]?.step !== first.step) return [];
  if (episode.events.some(({ kind, afterStep }) => kind === "compaction" && afterStep < first.step)) return [];
  const lookSteps: number[] = [];
  const lookedAt = new Set<string>();
  for (const { number: step, actions } of episode.steps.slice(0, first.step)) {
    for (const action of actions) {
      if (action === first.action) break;
      if (isGrounding(action, first.path) && !makesTheEdit(action, first.action, episode.steps[first.step - 1]))
        return [];
      if (!isLookOrSearch(action)) continue;
      lookSteps.push(step);
      if (action.kind === "look") lookedAt.add(action.path);
    }
  }
  if (lookSteps.length >= options.minimumLooks) return [];
  const seen =
    lookSteps.length === 0
      ? "with no look at any code and no search before it"
      : `with ${inNumber(lookSteps.length, "look")} before it (${inSteps(lookSteps)})`;
  return [
    {
      confidence: 0.9,
      steps: citedSteps(first.step, ...lookSteps),
      evidence: `Step ${first.step} made the first edit, in ${inCode(first.path)}, ${seen} and no reproduction, test or caller.`,
      data: { path: first.path, step: first.step, looks: lookSteps.length, lookedAt: [...lookedAt] },
    },
  ];
}

/** The script that writes the edit is no thought before it. */
function makesTheEdit(action: Action, edit: EditAction, step: Step | undefined): boolean {
  if (edit.by !== "script" || !isEdit(action) || action.pathClass !== "scratch" || step === undefined) return false;
  return step.actions.includes(action) || step.command?.includes(baseName(action.path)) === true;
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** What the edit can rest on besides looks at the file itself. */
function isGrounding(action: Action, path: string): boolean {
  switch (action.kind) {
    case "test":
    case "check":
    case "run":
    case "delegate":
      return true;
    case "look":
      return action.found && (action.pathClass === "test" || (action.pathClass === "product" && action.path !== path));
    case "search":
      return action.shown.some((file) => file.path !== path);
    default:
      // A reproduction that was written down has been thought out, even if it runs later.
      return isEdit(action) && action.pathClass !== "product" && action.kind === "create";
  }
}
