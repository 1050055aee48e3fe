import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { capitalised, citedSteps, inCode, inFiles, inSteps } from "@mulligan/core";
import { codeEdits, filesOf, verifiedAfter } from "../evidence/code-edits.js";
import { mayBeVerifiedOtherwise } from "../evidence/other-ways.js";
import { isOwnExecution } from "../evidence/own-execution.js";
import { ownTests } from "../evidence/own-tests.js";
import { shortCommand } from "../evidence/short-command.js";

export type UnverifiedFinalEditData = {
  /** Files changed since the last verification. */
  readonly files: readonly string[];
  readonly lastEdit: number;
  readonly editSteps: readonly number[];
  /** `own`: it ran what the agent made itself, which a retry does not find. */
  readonly lastCheck: { readonly step: number; readonly command: string; readonly ok: boolean; readonly own: boolean };
  /** An execution that was tried after the last edit and reached nothing. */
  readonly attempt: { readonly step: number; readonly command: string } | null;
};

/**
 * Product code was edited and verified, and then edited again without any verification after it.
 *
 * Not: no verification at all (another type's business); a last edit of comments, documents or data alone; the removal of a
 * file that the agent made itself; a file put back to an earlier content; a check after the edit, however weak; an edited file that was itself started; a test run
 * in the background or by a command whose output nobody can tell; a user's own try; a sub-agent that was sent to test; a
 * session that goes on, was interrupted, or that infrastructure ended.
 */
export function detectUnverifiedFinalEdit(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<UnverifiedFinalEditData>[] {
  const { endedBy, infrastructure } = episode.outcome;
  if (infrastructure !== undefined || endedBy === "interrupted") return [];
  const edits = codeEdits(facts);
  const last = edits.at(-1);
  const check = facts.lastVerification;
  if (last === undefined || check === null || verifiedAfter(facts, last).length > 0) return [];
  const since = edits.filter(({ step }) => step > check.step);
  const unverified = since.length > 0 ? since : [last];
  if (unverified.every(({ action }) => action.by === "restore")) return [];
  const files = filesOf(unverified);
  if (mayBeVerifiedOtherwise(episode, last.step, files)) return [];

  const attempt = facts.testRuns.findLast(
    ({ step, action }) => step > last.step && !action.ran && action.tree === "current",
  );
  const editSteps = [...new Set(unverified.map(({ step }) => step))];
  const tried =
    attempt === undefined ? "" : `; ${inCode(attempt.action.command)} at step ${attempt.step} executed no test`;
  return [
    {
      // A recording that simply stops may have gone on.
      confidence: endedBy === "cut" ? 0.6 : 0.9,
      steps: citedSteps(last.step, check.step, ...editSteps, ...(attempt === undefined ? [] : [attempt.step])),
      evidence: `${capitalised(inSteps(editSteps))} changed ${inFiles(files)} after the last verification, ${inCode(check.action.command)} at step ${check.step}, and nothing was run on the result${tried}.`,
      data: {
        files,
        lastEdit: last.step,
        editSteps,
        lastCheck: {
          step: check.step,
          command: shortCommand(check.action.command),
          ok: check.ok,
          own: isOwnExecution(check.action, facts, ownTests(episode, facts)),
        },
        attempt: attempt === undefined ? null : { step: attempt.step, command: shortCommand(attempt.action.command) },
      },
    },
  ];
}
