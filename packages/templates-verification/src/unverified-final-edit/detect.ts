import type { DetectContext, Detection, Episode, FileEdit } from "@mulligan/core";
import {
  isRunRefused,
  isRunWaived,
  capitalised,
  citedSteps,
  executableEdits,
  inCode,
  inFiles,
  inSteps,
  verifiedOtherwise,
} from "@mulligan/core";
import { filesOf, verifiedAfter } from "../evidence/verified-after.js";
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
 * Not: no verification at all (another type's business); a last edit of comments, documents, data, infrastructure
 * descriptions or a version number alone; the removal of a file that the agent made itself; a file put back to an earlier
 * content, or an edit taken back; a check after the edit, however weak; an edited file that was itself started, loaded or sent
 * to a server; a test run in the background, on another machine, by the hook of a commit, or by a command whose output nobody
 * can tell; a tool that builds, runs or shows the program; a linter where the task is what it says; a user's own try; a
 * sub-agent that was sent to test; a person who runs it themselves, does not want it run, or stopped the command; a session
 * that goes on, was interrupted, or that infrastructure ended.
 */
export function detectUnverifiedFinalEdit(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<UnverifiedFinalEditData>[] {
  const { endedBy, infrastructure } = episode.outcome;
  if (infrastructure !== undefined || endedBy === "interrupted") return [];
  const edits = executableEdits(facts);
  const last = edits.at(-1);
  const check = facts.lastVerification;
  if (last === undefined || check === null || verifiedAfter(facts, last).length > 0) return [];
  const since = edits.filter(({ step }) => step > check.step);
  const unverified = since.length > 0 ? since : [last];
  if (unverified.every((edit) => isTakenBack(edit, edits))) return [];
  const files = filesOf(unverified);
  if (isRunWaived(episode) || isRunRefused(episode, last.step) || verifiedOtherwise(episode, last.step, files))
    return [];

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

/** A restored file, or an edit that does the last edit of the same file backwards. */
function isTakenBack({ step, path, action }: FileEdit, edits: readonly FileEdit[]): boolean {
  if (action.by === "restore") return true;
  const { added = "", removed = "" } = action;
  if (added.trim() === "" && removed.trim() === "") return false;
  const before = edits.findLast((edit) => edit.path === path && edit.step < step)?.action;
  return before !== undefined && before.added === removed && before.removed === added;
}
