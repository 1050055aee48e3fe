import type { DetectContext, Detection, EditAction, Episode, LineRange } from "@mulligan/core";
import { citedSteps, inCode, inNumber, told } from "@mulligan/core";
import { shownBefore, tellingLine } from "../evidence/shown-before.js";
import { Knowledge } from "./knowledge.js";
import type { BlindWriteOptions } from "./options.js";

export type BlindWriteData = {
  readonly path: string;
  /** The file was opened before, but not the lines that were replaced. */
  readonly opened: boolean;
  readonly editStep: number;
  /** The replaced lines that were never shown; null where the file was never opened. */
  readonly unseen: { readonly from: number; readonly to: number; readonly count: number } | null;
};

/**
 * An existing product or test file was changed before anything showed it; one finding a file. Minor where the file was
 * opened, but three or more of the replaced lines never were, and line numbers prove it (three, because numbers taken
 * before an edit can be off by one or two), or fewer that lie far from all that was shown.
 *
 * Not: a file that the agent made or moved there; generated files; a restore; text that the task, a search, a traceback or
 * any other output showed; a session that goes on from an earlier one, whose looks are not recorded.
 */
export function detectBlindWrite(
  episode: Episode,
  { facts, options }: DetectContext<BlindWriteOptions>,
): readonly Detection<BlindWriteData>[] {
  if (facts.compactions.includes(0)) return [];
  const knowledge = new Knowledge();
  const found = new Map<string, Detection<BlindWriteData>>();
  for (const { number: step, actions } of episode.steps) {
    for (const action of actions) {
      const edit = knowledge.follow(action);
      if (edit === null || action.kind !== "edit" || !isConcerned(action) || found.has(action.path)) continue;
      if (wasShown(episode, step, action)) continue;
      if (!edit.opened) found.set(action.path, neverOpened(step, action.path));
      else if (countOf(edit.unseen) >= options.unseenLines || (edit.distance ?? 0) >= farAway)
        found.set(action.path, fromMemory(step, action.path, edit.unseen));
    }
  }
  return [...found.values()];
}

function isConcerned({ pathClass }: EditAction): boolean {
  return pathClass === "product" || pathClass === "test";
}

/** No count of lines is off by so many. */
const farAway = 20;

const leastDictated = 4;

/** By an output that names no file, by a command that is not known to print one, or by the task, which says what to write. */
function wasShown(episode: Episode, step: number, { path, removed, added = "", whole }: EditAction): boolean {
  const text = added.trim();
  if (whole && text.length >= leastDictated && told(episode, step).includes(text)) return true;
  if (removed !== undefined) {
    const line = tellingLine(removed);
    return line === "" || shownBefore(episode, step, line);
  }
  const name = path.slice(path.lastIndexOf("/") + 1);
  return episode.steps
    .slice(0, step - 1)
    .some(
      ({ command, actions, observation }) =>
        command !== undefined &&
        command.includes(name) &&
        observation.trim() !== "" &&
        actions.some(({ kind }) => kind === "other" || kind === "run" || kind === "vcs"),
    );
}

function neverOpened(step: number, path: string): Detection<BlindWriteData> {
  return {
    confidence: 0.85,
    steps: citedSteps(step),
    evidence: `Step ${step} changed ${inCode(path)}; no step before it had shown any of that file.`,
    data: { path, opened: false, editStep: step, unseen: null },
  };
}

function fromMemory(step: number, path: string, unseen: readonly LineRange[]): Detection<BlindWriteData> {
  const from = unseen[0]?.from ?? 0;
  const to = unseen.at(-1)?.to ?? from;
  const count = countOf(unseen);
  return {
    confidence: 0.85,
    severity: "minor",
    steps: citedSteps(step),
    evidence:
      count === 1
        ? `Step ${step} replaced line ${from} of ${inCode(path)}, which had never been shown.`
        : `Step ${step} replaced lines of ${inCode(path)} of which ${inNumber(count, "line")} (between ${from} and ${to}) had never been shown.`,
    data: { path, opened: true, editStep: step, unseen: { from, to, count } },
  };
}

function countOf(ranges: readonly LineRange[]): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}
