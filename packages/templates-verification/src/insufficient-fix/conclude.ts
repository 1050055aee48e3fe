import { citedSteps, inCode, inFiles, inNumber, inSteps, verificationGaps } from "@mulligan/core";
import type {
  ConcludeContext,
  Detection,
  Episode,
  FewerTests,
  RedBefore,
  SameBefore,
  TestAction,
  UnopenedFiles,
  UnsearchedCallers,
  Verification,
} from "@mulligan/core";
import { changedNames } from "../evidence/changed-names.js";
import { ownTests } from "../evidence/own-tests.js";
import type { OwnTests } from "../evidence/own-tests.js";
import { testSuiteOf } from "../evidence/test-suite.js";
import { shortCommand } from "../evidence/short-command.js";

export type InsufficientFixData = {
  readonly files: readonly string[];
  /** Functions and classes that the change lies in, where the patch or an edit shows it; at most three. */
  readonly changed: readonly string[];
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
  /** Those of the steps that ran tests of the repository. */
  readonly suiteSteps: readonly number[];
  /** Evaluation tests that fail; empty where the evaluation does not say. */
  readonly failingTests: readonly string[];
  /** The same execution had succeeded before the first edit as well. */
  readonly sameBefore: SameBefore | null;
  /** The same execution had failed before the first edit: all that its success shows is that this error is gone. */
  readonly redBefore: RedBefore | null;
  /** The last test run executed fewer than half of the tests that the same command had before. */
  readonly fewerTests: FewerTests | null;
  /** The scripts relied upon print and assert nothing. */
  readonly onlyPrints: boolean;
  /** No execution before the first edit failed, of whatever kind. */
  readonly neverRed: boolean;
  /** The error that the task reports and no execution of the run showed. */
  readonly reportedError: string | null;
  /** A line of the wrong output that the task reports and no execution printed. */
  readonly reportedOutput: string | null;
  /** A line of the output that the task wants and no execution contains. */
  readonly expectedOutput: string | null;
  /** A test file of the repository named after an edited file, that was not run. */
  readonly testFile: string | null;
  /** The last test run of the repository's own tests that succeeded; null where there is none. */
  readonly suiteCommand: string | null;
  /** The last start of the repository's tests that executed none; null where some ran or none was tried. */
  readonly attempt: { readonly step: number; readonly command: string } | null;
  /** Names of code in the task that no execution contains. */
  readonly untouched: readonly string[];
  /** Files that a search for a changed name showed and nobody opened. */
  readonly unopened: UnopenedFiles | null;
  /** A function with another signature than before, whose callers nobody looked for. */
  readonly callers: UnsearchedCallers | null;
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
  if (lastEdit === null || !facts.verificationsAfterLastEdit.some(({ ok }) => ok)) return [];
  if (findings.some(({ severity, role }) => severity === "critical" || severity === "major" || role === "environment"))
    return [];
  const gaps = verificationGaps(episode, facts);
  const { relied } = gaps;
  const last = relied?.at(-1);
  if (relied === null || last === undefined) return [];

  const files = [...new Set(facts.productEdits.map(({ path }) => path))];
  const checkSteps = [...new Set(relied.map(({ step }) => step))];
  const { nearest } = testSuiteOf(episode, facts, files);
  const own = ownTests(episode, facts);
  const suite = facts.testRuns.findLast(
    ({ action }) => action.ran && action.ok && action.tree === "current" && !own.ranOnly(action),
  );
  const attempt =
    suite === undefined ? facts.testRuns.findLast(({ action }) => !action.ran && !own.ranOnly(action)) : undefined;
  const ranNearest =
    nearest !== null &&
    facts.testRuns.some(({ action }) => action.ran && (runsAll(action) || runsFile(action, nearest)));
  // The agent aimed at other tests than those of that name: it will have known why.
  const missed = ranNearest || (attempt !== undefined && !aimsAt(attempt.action, nearest)) ? null : nearest;
  const data: InsufficientFixData = {
    files,
    changed: changedNames(episode, facts),
    lastEdit: lastEdit.step,
    checkSteps,
    lastCheck: { step: last.step, command: shortCommand(last.action.command) },
    reliedOn: reliedOn(own, relied),
    suiteSteps: [
      ...new Set(relied.filter(({ action }) => action.kind === "test" && !own.ranOnly(action)).map(({ step }) => step)),
    ],
    failingTests: episode.outcome.failingTests.slice(0, 5),
    sameBefore: gaps.sameBefore && { ...gaps.sameBefore, command: shortCommand(gaps.sameBefore.command) },
    redBefore: gaps.redBefore,
    fewerTests: gaps.fewerTests,
    onlyPrints: gaps.onlyPrints,
    neverRed: gaps.neverRed,
    reportedError: gaps.reportedError,
    reportedOutput: gaps.reportedOutput,
    expectedOutput: gaps.expectedOutput,
    testFile: missed,
    suiteCommand: suite === undefined ? null : shortCommand(suite.action.command),
    attempt: attempt === undefined ? null : { step: attempt.step, command: shortCommand(attempt.action.command) },
    untouched: gaps.untouchedNames,
    unopened: gaps.unopened && { ...gaps.unopened, files: gaps.unopened.files.slice(0, 3) },
    callers: gaps.callers,
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

function reliedOn(own: OwnTests, relied: readonly Verification[]): InsufficientFixData["reliedOn"] {
  if (relied.some(({ action }) => action.kind === "test" && !own.ranOnly(action))) return "suite";
  if (relied.some(({ action }) => action.kind === "test")) return "own-tests";
  return relied.every(({ action }) => action.kind === "check" && ["build", "types", "lint"].includes(action.checks))
    ? "static"
    : "checks";
}

function aimsAt(action: TestAction, path: string | null): boolean {
  return path !== null && runsFile(action, path);
}

/** Options that pick tests by their names, and what looks like a test's own name or file. */
const selection =
  /::|\btests?[/.]\w|\btest_\w|\w_test\b|\.(?:test|spec)\.|\s(?:-k|-t|-m|-g|-run|--run|--grep|--filter|--tests?|--testNamePattern|--only)\b/;

function runsAll({ command, targets }: TestAction): boolean {
  return targets.length === 0 && !selection.test(command);
}

function runsFile({ command, targets }: TestAction, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return (
    command.includes(name) ||
    command.includes(name.replace(/\.\w+$/, "")) ||
    targets.some((target) => path.startsWith(folderOf(target)))
  );
}

/** `./store/...` stands for all in `store`, `./...` and `.` for all there is. */
function folderOf(target: string): string {
  return target.replace(/^\.\//, "").replace(/\.{1,3}$/, "");
}

/** One clause, the most telling gap of those that the run shows. */
function leftOut(data: InsufficientFixData): string {
  const { failingTests, sameBefore, reliedOn: kind, neverRed, testFile, checkSteps, untouched, lastCheck } = data;
  const verified =
    kind === "suite"
      ? data.suiteSteps.length < checkSteps.length
        ? "the tests and checks that were run"
        : "the tests that were run"
      : kind === "own-tests"
        ? "the agent's own tests"
        : kind === "static"
          ? "a build or a linter alone"
          : "the agent's own checks";
  const by = `${verified} (${inSteps(checkSteps)})`;
  if (failingTests.length > 0) return `${by} did not cover ${inFiles(failingTests)}`;
  if (sameBefore !== null) {
    const which =
      sameBefore.after === lastCheck.step
        ? "the same command"
        : `${inCode(sameBefore.command)} (step ${sameBefore.after})`;
    return `${which} had succeeded at step ${sameBefore.step}, before the first edit, ${sameBefore.sameOutput ? "with the same output" : "as well"}`;
  }
  const never = data.reportedError ?? data.reportedOutput;
  if (never !== null) return `it rested on ${by}, and no execution of the run showed ${inCode(never)} of the task`;
  if (data.fewerTests !== null)
    return `step ${data.fewerTests.step} executed ${inNumber(data.fewerTests.tests, "test")} where the same command had executed ${data.fewerTests.before} at step ${data.fewerTests.beforeStep}`;
  if (data.onlyPrints) return `it rested on ${by}, which print their results and assert none`;
  if (data.attempt !== null)
    return `it rested on ${by}, and ${inCode(data.attempt.command)} at step ${data.attempt.step} executed no test`;
  if (testFile !== null) return `it rested on ${by}, and ${inCode(testFile)} was not run`;
  if (untouched.length > 0) return `it rested on ${by}, of which none contains ${inFiles(untouched)} of the task`;
  if (neverRed) return `it rested on ${by}, and no execution before the first edit had failed`;
  return `it rested on ${by}`;
}
