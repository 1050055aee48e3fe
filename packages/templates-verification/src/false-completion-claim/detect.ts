import type { DetectContext, Detection, Episode, Facts } from "@mulligan/core";
import { isRunWaived, citedSteps, executableEdits, inCode, inFiles, verifiedOtherwise } from "@mulligan/core";
import { filesOf, verifiedAfter } from "../evidence/verified-after.js";
import { endedBelowItsBest, endedRed, openFailureOf } from "../evidence/open-failure.js";
import { shortCommand } from "../evidence/short-command.js";
import { claimsOf } from "./claims.js";

export type FalseCompletionClaimData = {
  /**
   * - `failed`: the last verification failed
   * - `unverified`: nothing was verified after the last edit
   * - `unchanged`: no product file was changed
   * - `no-tests`: it speaks of the repository's tests, and none was ever run
   */
  readonly against: "failed" | "unverified" | "unchanged" | "no-tests";
  /** The sentence that claims it. */
  readonly claim: string;
  readonly files: readonly string[];
  readonly lastEdit: number | null;
  /** The last verification there is, before or after the edit. */
  readonly lastCheck: { readonly step: number; readonly command: string; readonly ok: boolean } | null;
};

/**
 * The final message says that the work is done and right, and the record says otherwise: the last verification failed,
 * nothing was verified after the last code edit, no product file was changed in an edit task, or the repository's tests are
 * said to pass though none of them, or nothing at all, was ever run.
 *
 * Not: a run that ended otherwise than by a message or a submit; steps of unknown effect where no change is known; a file put
 * back to an earlier content; a claim that rests on a check which succeeded, however weak; a message that says somewhere what was not verified or
 * what still fails; what should, would or will be; a description of the patch; edits of documents and comments; failures of
 * the baseline and of the environment; a user's own try, a sub-agent or a background run that may have verified it.
 */
export function detectFalseCompletionClaim(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<FalseCompletionClaimData>[] {
  const { endedBy, infrastructure } = episode.outcome;
  if (infrastructure !== undefined || !(endedBy === "finished" || endedBy === "message")) return [];
  if (episode.finalMessage.trim() === "") return [];
  const found = contradiction(episode, facts);
  if (found === null) return [];
  const edits = executableEdits(facts);
  const last = edits.at(-1) ?? null;
  const check = facts.lastVerification;
  const claim = found.claim.length > 160 ? `${found.claim.slice(0, 159)}…` : found.claim;
  const data: FalseCompletionClaimData = {
    against: found.against,
    claim,
    files: filesOf(edits),
    lastEdit: last?.step ?? null,
    lastCheck: check === null ? null : { step: check.step, command: shortCommand(check.action.command), ok: check.ok },
  };
  const steps = [...(last === null ? [] : [last.step]), ...(check === null ? [] : [check.step])];
  return [
    {
      confidence: found.against === "failed" ? 0.85 : 0.8,
      steps: citedSteps(Math.max(1, episode.steps.length), ...steps),
      evidence: `The final message says ${inCode(claim)}, but ${insteadOf(data)}.`,
      data,
    },
  ];
}

/** Reads the message only where the record could speak against it. */
function contradiction(
  episode: Episode,
  facts: Facts,
): { against: FalseCompletionClaimData["against"]; claim: string } | null {
  const edits = executableEdits(facts);
  const last = edits.at(-1);
  if (last === undefined) {
    if (!changedNothing(episode, facts)) return null;
    const claims = claimsOf(episode.finalMessage);
    if (claims.success !== null && claims.change !== null) return { against: "unchanged", claim: claims.change };
    return claims.testsPass !== null && executedNothing(episode)
      ? { against: "no-tests", claim: claims.testsPass }
      : null;
  }
  const unverified = verifiedAfter(facts, last).length === 0;
  const failed = !unverified && (openFailureOf(episode, facts) !== null || endedBelowItsBest(episode, facts));
  const red = !unverified && !failed && endedRed(episode, facts);
  const untested = noTestEverRan(episode, facts);
  if (!unverified && !failed && !red && !untested) return null;
  const claims = claimsOf(episode.finalMessage);
  // Of tests that may not concern the task, only what is said about all tests is wrong.
  if (red && claims.testsPass !== null) return { against: "failed", claim: claims.testsPass };
  const claim = claims.success ?? claims.testsPass;
  if (claim !== null && unverified) {
    // What was put back is an earlier state, not a new claim.
    const excused =
      last.action.by === "restore" || isRunWaived(episode) || verifiedOtherwise(episode, last.step, filesOf(edits));
    return excused ? null : { against: "unverified", claim };
  }
  if (claim !== null && failed) return { against: "failed", claim };
  if (claims.suite !== null && untested) return { against: "no-tests", claim: claims.suite };
  return null;
}

/** An edit task without any change, nor a step of unknown effect that could have made one. */
function changedNothing(episode: Episode, facts: Facts): boolean {
  if (!facts.editTask || episode.steps.length === 0 || (episode.submission ?? "").trim() !== "") return false;
  return !episode.steps.some(({ tool, actions }) =>
    actions.some((action) =>
      "effect" in action
        ? action.effect === "changed" && action.pathClass !== "scratch"
        : action.kind === "delegate" || (action.kind === "other" && !isEditorCall(tool)) || action.kind === "install",
    ),
  );
}

/** A call of an editor that changed nothing and is no shell: it was refused, or only moved a window. */
function isEditorCall(tool: string): boolean {
  return /^(?:open|goto|scroll_(?:up|down)|edit|insert|create|str_replace_editor)$/.test(tool);
}

/** Not one test, script or program was started, by whatever way. */
function executedNothing(episode: Episode): boolean {
  const executed = episode.steps.some(({ actions }) =>
    actions.some(({ kind }) => kind === "test" || kind === "check" || kind === "run" || kind === "fetch"),
  );
  return !executed && !verifiedOtherwise(episode, 1, []);
}

/** Neither by a runner nor by a script, a sub-agent or a person. */
function noTestEverRan(episode: Episode, facts: Facts): boolean {
  if (facts.testRuns.some(({ action }) => action.ran || action.notRun === "timed-out" || action.runner === "unknown"))
    return false;
  if (facts.checks.some(({ action }) => /tests?[/.]/.test(action.command))) return false;
  return !verifiedOtherwise(episode, 1, []);
}

function insteadOf({ against, files, lastEdit, lastCheck }: FalseCompletionClaimData): string {
  switch (against) {
    case "failed":
      return `the last verification, ${inCode(lastCheck?.command ?? "")} at step ${lastCheck?.step ?? 0}, failed`;
    case "unverified":
      return lastCheck === null
        ? `nothing executed ${inFiles(files)} after step ${lastEdit} had changed it`
        : `nothing was run after step ${lastEdit} changed the code; the last verification was step ${lastCheck.step}`;
    case "unchanged":
      return "no product file was changed in the run";
    case "no-tests":
      return "no test of the repository was executed in the run";
  }
}
