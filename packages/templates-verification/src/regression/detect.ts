import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { citedSteps, inCode, inFiles, inNumber, inSteps } from "@mulligan/core";
import { testName } from "../evidence/test-name.js";
import { shortCommand } from "../evidence/short-command.js";

export type RegressionData = {
  /** Evaluation tests that passed before the run and fail now. */
  readonly tests: readonly string[];
  readonly count: number;
  readonly files: readonly string[];
  readonly editSteps: readonly number[];
  /** The last test run that executed one of them after the first edit; null where none did. */
  readonly seenAt: number | null;
  /** The last verification of the run. */
  readonly lastCheck: { readonly step: number; readonly command: string; readonly ok: boolean } | null;
};

const keptTests = 20;

/**
 * The evaluation report names tests that passed before the run and fail now, and the run changed files.
 *
 * Not: evaluation tests that should have come to pass and did not; a run that changed nothing, whose regressions are the
 * evaluation's own.
 */
export function detectRegression(episode: Episode, { facts }: DetectContext): readonly Detection<RegressionData>[] {
  const tests = episode.outcome.regressedTests;
  const edits = facts.productEdits;
  const first = edits[0];
  if (tests.length === 0 || first === undefined) return [];
  const files = [...new Set(edits.map(({ path }) => path))];
  const editSteps = [...new Set(edits.map(({ step }) => step))];
  const seen = facts.testRuns.findLast(
    ({ step, action }) =>
      step >= first.step && action.ran && action.failing.some((name) => tests.some((test) => sameTest(test, name))),
  );
  const last = facts.lastVerification;
  const shown =
    tests.length > 2 ? `${inCode(tests[0] ?? "")} and ${tests.length - 1} more` : tests.map(inCode).join(" and ");
  return [
    {
      confidence: 1,
      steps: citedSteps(first.step, ...editSteps, ...(seen === undefined ? [] : [seen.step])),
      evidence: `The evaluation reports ${inNumber(tests.length, "test")} that passed before the run and ${tests.length === 1 ? "fails" : "fail"} now (${shown}), after ${inSteps(editSteps)} changed ${inFiles(files)}${seen === undefined ? "" : `; step ${seen.step} showed a failure of the same name`}.`,
      data: {
        tests: tests.slice(0, keptTests),
        count: tests.length,
        files,
        editSteps,
        seenAt: seen?.step ?? null,
        lastCheck: last === null ? null : { step: last.step, command: shortCommand(last.action.command), ok: last.ok },
      },
    },
  ];
}

/** Runners print paths, classes and parameters in different ways; the test's own name decides. */
function sameTest(left: string, right: string): boolean {
  const name = testName(left);
  return left === right || (name.length > 4 && name === testName(right));
}
