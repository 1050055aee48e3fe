import type { DetectContext, Detection, EditEffect, Episode, Facts, FileEdit } from "@mulligan/core";
import { citedSteps, inCode, inFiles, inNumber, inSteps } from "@mulligan/core";
import { oneLine } from "../shared/one-line.js";
import type { FailedEditCascadeOptions } from "./options.js";

export type FailedEditCascadeData = {
  readonly failed: number;
  /** Files of the failed edits, the one with the most first. */
  readonly files: readonly string[];
  readonly firstStep: number;
  readonly lastStep: number;
  /** Most attempts in a row that failed on one file. */
  readonly inRow: number;
  /** What the tool said last; null where it said nothing. */
  readonly reason: string | null;
  /** How the last one failed. */
  readonly how: "refused" | "crashed" | "without a match";
  /** A later edit of each of the files took effect, and something was verified after it. */
  readonly recovered: boolean;
};

const reasonLimit = 120;
/** The old and the new text were the same: identical content, and no failure. */
const asksForNothing = /must be different|are (?:identical|exactly the same)|[Nn]o changes to make/;

/**
 * Three or more edits of product or test files failed (refused, died before writing, or silently matched nothing), or two
 * attempts in a row on one file. Minor where each of the files was edited with effect later and a verification followed.
 *
 * Not: a user's refusal; a malformed call; identical content written; an edit reported as done beside noise; calls of one
 * turn, which could not learn from one another and count as one attempt.
 *
 * Three and two are the catalogue's bounds: after one failed edit the chance of an eventual success falls from 90.5 to
 * 57.2 per cent (SWE-agent's own study).
 */
export function detectFailedEditCascade(
  episode: Episode,
  { facts, options }: DetectContext<FailedEditCascadeOptions>,
): readonly Detection<FailedEditCascadeData>[] {
  const failed = withoutTurnMates(episode, facts.failedEdits);
  const inRow = longestRow(facts, failed);
  const [first] = failed;
  const last = failed.at(-1);
  if (first === undefined || last === undefined) return [];
  if (failed.length < options.minimumFailed && inRow < options.minimumInRow) return [];

  const files = filesByCount(failed);
  const steps = citedSteps(first.step, ...failed.map(({ step }) => step));
  const recovered = files.every((path) => isRecovered(path, failed, facts));
  const said = oneLine(last.action.reason ?? "", reasonLimit);
  const row = inRow >= options.minimumInRow ? `, ${inRow} of them in a row on one file` : "";
  const reason = said === "" ? "" : `; the last was answered by ${inCode(said)}`;
  return [
    {
      confidence: failed.length >= options.minimumFailed ? 0.95 : 0.9,
      steps,
      evidence: `${inNumber(failed.length, "edit")} of ${inFiles(files)} failed (${inSteps(steps)})${row}${reason}${recovered ? "; a later edit took effect and was verified" : ""}.`,
      ...(recovered && { severity: "minor" as const }),
      data: {
        failed: failed.length,
        files,
        firstStep: first.step,
        lastStep: last.step,
        inRow,
        reason: said === "" ? null : said,
        how: wordOf(last.action.effect),
        recovered,
      },
    },
  ];
}

function withoutTurnMates({ steps }: Episode, failed: readonly FileEdit[]): readonly FileEdit[] {
  const seen = new Set<string>();
  return failed.filter(({ step, path, action }) => {
    const at = steps[step - 1];
    if (
      at === undefined ||
      at.status === "refused" ||
      at.status === "invalid" ||
      asksForNothing.test(action.reason ?? "")
    )
      return false;
    if (at.turn === undefined) return true;
    const key = `${at.turn} ${path}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** Attempts on one file that failed with no successful edit of it in between. */
function longestRow(facts: Facts, failed: readonly FileEdit[]): number {
  const counted = new Set(failed.map(({ action }) => action));
  let longest = 0;
  for (const path of new Set(failed.map((edit) => edit.path))) {
    let row = 0;
    for (const { action } of facts.files.get(path)?.edits ?? []) {
      if (counted.has(action)) row += 1;
      else if (action.effect === "changed") row = 0;
      longest = Math.max(longest, row);
    }
  }
  return longest;
}

function filesByCount(failed: readonly FileEdit[]): string[] {
  const counts = new Map<string, number>();
  for (const { path } of failed) counts.set(path, (counts.get(path) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left).map(([path]) => path);
}

function isRecovered(path: string, failed: readonly FileEdit[], facts: Facts): boolean {
  const last = failed.findLast((edit) => edit.path === path)?.step ?? 0;
  const mended = facts.files
    .get(path)
    ?.edits.find(({ step, action }) => step >= last && action.effect === "changed" && action.by !== "restore")?.step;
  return mended !== undefined && facts.verifications.some(({ step }) => step >= mended);
}

function wordOf(effect: EditEffect): FailedEditCascadeData["how"] {
  if (effect === "crashed") return "crashed";
  return effect === "no-match" ? "without a match" : "refused";
}
