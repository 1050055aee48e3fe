import type { ConcludeContext, Detection, Episode, Facts, Verification } from "@mulligan/core";
import { citedSteps } from "../evidence/cited-steps.js";
import { ownTests } from "../evidence/own-tests.js";
import { testSuiteOf } from "../evidence/test-suite.js";
import { inCode, inFiles, inNumber, inSteps } from "../evidence/words.js";
import { succeededBefore, untouchedNames } from "./left-out.js";
import type { SameBefore } from "./left-out.js";
import { reliedUpon } from "./relied-upon.js";

export type InsufficientFixData = {
  readonly files: readonly string[];
  readonly lastEdit: number;
  /** Steps of the successful verifications after the last code edit. */
  readonly checkSteps: readonly number[];
  readonly lastCheck: { readonly step: number; readonly command: string };
  /**
   * What the agent relied upon.
   * - `suite`: tests of the repository among others
   * - `own-tests`: tests that it wrote itself
   * - `checks`: scripts and one-liners of its own
   * - `static`: a build, a type check or a linter alone
   */
  readonly reliedOn: "suite" | "own-tests" | "checks" | "static";
  /** Evaluation tests that fail; empty where the evaluation does not say. */
  readonly failingTests: readonly string[];
  /** The same execution had succeeded before the first edit as well. */
  readonly sameBefore: SameBefore | null;
  /** Nothing failed before the edit: the reported fault was never seen in an execution. */
  readonly neverRed: boolean;
  /** A test file of the repository named after an edited file, that was not run. */
  readonly testFile: string | null;
  /** Names of code in the task that no execution contains. */
  readonly untouched: readonly string[];
};

/**
 * The outcome is failed, the last verification after the last code edit succeeded, and no critical or major finding
 * explains the failure: the checks did not cover what was asked.
 *
 * Not: an outcome that is passed or unknown; a last verification that failed, unless the agent's own script crashed in its
 * own lines; nothing executed after the last code edit; a critical or major finding of any pack; a run that the environment
 * blocked or that infrastructure ended.
 */
export function concludeInsufficientFix(
  episode: Episode,
  { facts, findings }: ConcludeContext,
): readonly Detection<InsufficientFixData>[] {
  if (episode.outcome.status !== "failed" || episode.outcome.infrastructure !== undefined) return [];
  const lastEdit = facts.lastCodeEdit;
  if (lastEdit === null) return [];
  if (findings.some(({ severity, type }) => severity === "critical" || severity === "major" || type === "ENVIRONMENT_BLOCKED")) return [];
  const relied = reliedUpon(facts);
  const last = relied?.at(-1);
  if (relied === null || last === undefined) return [];

  const files = [...new Set(facts.productEdits.map(({ path }) => path))];
  const checkSteps = [...new Set(relied.map(({ step }) => step))];
  const { nearest } = testSuiteOf(episode, facts, files);
  const ranNearest = nearest !== null && facts.testRuns.some(({ action }) => action.ran && runsFile(action.command, action.targets, nearest));
  const data: InsufficientFixData = {
    files,
    lastEdit: lastEdit.step,
    checkSteps,
    lastCheck: { step: last.step, command: last.action.command },
    reliedOn: reliedOn(episode, facts, relied),
    failingTests: episode.outcome.failingTests.slice(0, 5),
    sameBefore: succeededBefore(episode, facts, relied),
    neverRed: facts.baselines.every(({ ok }) => ok) && !facts.testRuns.some(({ baseline, action }) => baseline && !action.ran),
    testFile: ranNearest ? null : nearest,
    untouched: untouchedNames(episode, facts),
  };
  const shown = checkSteps.length > 4 ? [...checkSteps.slice(0, 1), ...checkSteps.slice(-3)] : checkSteps;
  return [
    {
      confidence: 0.8,
      steps: citedSteps(last.step, ...shown),
      evidence: `The last verification, ${inCode(last.action.command)} at step ${last.step}, succeeded after the last code edit (step ${lastEdit.step}, ${inFiles([lastEdit.path])}), and the evaluation failed; ${leftOut(data)}.`,
      data,
    },
  ];
}

function reliedOn(episode: Episode, facts: Facts, relied: readonly Verification[]): InsufficientFixData["reliedOn"] {
  const own = ownTests(episode, facts);
  if (relied.some(({ action }) => action.kind === "test" && !own.ranOnly(action))) return "suite";
  if (relied.some(({ action }) => action.kind === "test")) return "own-tests";
  return relied.every(({ action }) => action.kind === "check" && ["build", "types", "lint"].includes(action.checks)) ? "static" : "checks";
}

function runsFile(command: string, targets: readonly string[], path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return command.includes(name) || command.includes(name.replace(/\.\w+$/, "")) || targets.some((target) => path.startsWith(target));
}

/** One clause, the most telling gap of those that the run shows. */
function leftOut({ failingTests, sameBefore, reliedOn: kind, neverRed, testFile, checkSteps, untouched }: InsufficientFixData): string {
  const verified = kind === "suite" ? "the tests that were run" : kind === "own-tests" ? "the agent's own tests" : kind === "static" ? "a build or a linter alone" : "the agent's own checks";
  const by = `${verified} (${inSteps(checkSteps)})`;
  if (failingTests.length > 0) return `${by} did not cover ${inFiles(failingTests)}`;
  if (sameBefore?.sameOutput === true) return `the same command had succeeded with the same output before the edit, at step ${sameBefore.step}`;
  if (sameBefore !== null) return `the same command had succeeded before the edit as well, at step ${sameBefore.step}`;
  if (testFile !== null) return `it rested on ${by}, and ${inCode(testFile)} was not run`;
  if (untouched.length > 0) return `it rested on ${by}, of which none contains ${inFiles(untouched)} of the task`;
  if (neverRed) return `it rested on ${by}, and nothing had been seen to fail before the first edit`;
  return `it rested on ${by}, ${inNumber(checkSteps.length, "step")} in all`;
}
