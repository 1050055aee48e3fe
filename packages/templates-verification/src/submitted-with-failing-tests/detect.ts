import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { citedSteps, inCode, inFiles, inNumber } from "@mulligan/core";
import { openFailureOf } from "../evidence/open-failure.js";
import { isOwnExecution } from "../evidence/own-execution.js";
import { ownTests } from "../evidence/own-tests.js";
import { wroteTest } from "../evidence/wrote-test.js";
import { shortCommand } from "../evidence/short-command.js";

export type SubmittedWithFailingTestsData = {
  readonly step: number;
  readonly command: string;
  readonly failed: number | null;
  readonly passed: number | null;
  /** Failing tests that concern the task, where the runner names them. */
  readonly failing: readonly string[];
  /** Those of them that the repository has, and those that the agent wrote in this run: they may be wrong themselves. */
  readonly given: readonly string[];
  readonly written: readonly string[];
  /** `AssertionError: 2 != 3`; null where none could be told. */
  readonly error: string | null;
  readonly lastEdit: number | null;
  /** It ran what the agent made itself, which a retry does not find. */
  readonly own: boolean;
  /** How the run ended: its own submit or message, or a limit. */
  readonly byLimit: boolean;
};

/**
 * The last verification of the final tree failed in code or tests that concern the task, and the run ended so.
 *
 * Not: failures that the tree without the edits has too, unless the task names them; failures of the environment; a crash in
 * the agent's own script; new tests, the only thing that was changed since the person's last words; a runner that executed no test; a later verification that succeeded; a session that goes on, was
 * interrupted, whose recording stops, or that infrastructure ended.
 */
export function detectSubmittedWithFailingTests(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<SubmittedWithFailingTestsData>[] {
  const { endedBy, infrastructure } = episode.outcome;
  if (infrastructure !== undefined || endedBy === "interrupted" || endedBy === "cut" || endedBy === "error") return [];
  const open = openFailureOf(episode, facts);
  if (open === null) return [];
  const { step, action, failing } = open;
  const error =
    action.error === undefined
      ? null
      : [action.error.name, action.error.message].filter((part) => part !== "").join(": ");
  const failed = action.kind === "test" ? action.failed : null;
  const what = failing.length > 0 ? ` in ${inFiles(failing)}` : error === null ? "" : ` with ${inCode(error)}`;
  const last = facts.lastCodeEdit;
  const own = ownTests(episode, facts);
  const written = failing.filter((name) => wroteTest(name, episode, facts, own));
  return [
    {
      confidence: failing.length > 0 ? 0.9 : 0.8,
      steps: citedSteps(step, ...(last === null ? [] : [last.step]), episode.steps.length),
      evidence: `${inCode(action.command)} at step ${step}, the last verification after the last code edit${last === null ? "" : ` (step ${last.step})`}, failed${failed === null || failed === 0 ? "" : ` (${inNumber(failed, "failure")})`}${what}, and the run ended with it.`,
      data: {
        step,
        command: shortCommand(action.command),
        failed,
        passed: action.kind === "test" ? action.passed : null,
        failing,
        given: failing.filter((name) => !written.includes(name)),
        written,
        error,
        lastEdit: last?.step ?? null,
        own: isOwnExecution(action, facts, own),
        byLimit: endedBy === "limit" || endedBy === "context",
      },
    },
  ];
}
