import type { DetectContext, Detection, Episode, FileEdit, TestAction, Verification } from "@mulligan/core";
import { citedSteps, executableEdits, inCode, inFiles, inSteps } from "@mulligan/core";
import { filesOf } from "../evidence/verified-after.js";
import { ofEnvironment } from "../evidence/environment.js";
import { ownTests } from "../evidence/own-tests.js";
import { shortCommand } from "../evidence/short-command.js";

export type LostGoodStateData = {
  readonly command: string;
  readonly bestStep: number;
  readonly bestPassed: number | null;
  readonly bestFailed: number;
  readonly lastStep: number;
  readonly lastPassed: number | null;
  readonly lastFailed: number;
  /** Tests that were green at the best step and fail at the end, where the runner names them. */
  readonly lostTests: readonly string[];
  /** Product edits between the two. */
  readonly editSteps: readonly number[];
  readonly files: readonly string[];
};

interface TestResult {
  readonly step: number;
  readonly action: TestAction;
}

/** Runs that stop early show no comparable count. */
const partialRun =
  /(?:^|\s)(?:--lf|--last-failed|--sw|--stepwise|-x|--exitfirst|--maxfail\S*|--failfast|--bail\S*|-failfast)(?:\s|$)/;

/**
 * The same tests were better off after an earlier edit than at the end: the last run of them fails more and passes less,
 * or as many tests fail but one that was green then is red now, and a product edit lies in between.
 *
 * Not: runs of other targets; a tree without the edits; a run that stops at the first failure; test files that were changed
 * in between, for then the counts say nothing; failures of the environment; a loss that a later run of the same shows
 * regained; an edit after the last run, which leaves the end unknown.
 */
export function detectLostGoodState(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<LostGoodStateData>[] {
  const edits = executableEdits(facts);
  const current = new Set(facts.verificationsAfterLastEdit);
  const byKey = new Map<string, { results: TestResult[]; last: Verification }>();
  for (const verification of facts.verifications) {
    const { step, action, key } = verification;
    if (action.kind !== "test" || partialRun.test(action.command)) continue;
    const entry = byKey.get(key);
    if (entry === undefined) byKey.set(key, { results: [{ step, action }], last: verification });
    else {
      entry.results.push({ step, action });
      entry.last = verification;
    }
  }
  for (const { results, last } of byKey.values()) {
    const end = results.at(-1);
    if (end === undefined || last.ok || !current.has(last) || ofEnvironment(end.action.error, facts.files)) continue;
    const best = results.slice(0, -1).findLast((result) => lostSince(result, end, facts.testFileEdits));
    if (best === undefined) continue;
    const between = edits.filter(({ step }) => step > best.step && step <= end.step);
    if (between.length === 0) continue;
    const own = ownTests(episode, facts);
    const lostTests = lostNames(best.action, end.action).filter(
      (name) => !own.wrote(name.split(/::|\s/).at(-1) ?? name),
    );
    if (best.action.failed === end.action.failed && lostTests.length === 0) continue;
    return [detectionOf(best, end, between, lostTests)];
  }
  return [];
}

function lostSince(best: TestResult, end: TestResult, testEdits: readonly FileEdit[]): boolean {
  if (testEdits.some(({ step }) => step > best.step && step <= end.step)) return false;
  const before = best.action;
  const after = end.action;
  if (before.failed === null || after.failed === null || after.failed < before.failed) return false;
  // As many failures as before, but of other tests: those were green.
  if (after.failed === before.failed) {
    const sameTests = before.passed !== null && before.passed === after.passed;
    return sameTests && namesAll(before) && namesAll(after) && lostNames(before, after).length > 0;
  }
  if (before.passed !== null && after.passed !== null && after.passed >= before.passed) return false;
  return (
    before.failed === 0 ||
    before.failing.length === 0 ||
    after.failing.length === 0 ||
    lostNames(before, after).length > 0
  );
}

/** Every failing test is named, by words that stay the same from run to run. */
function namesAll({ failed, failing }: TestAction): boolean {
  return failing.length === failed && !failing.some((name) => /[[(<]|0x/.test(name));
}

function lostNames(before: TestAction, after: TestAction): readonly string[] {
  const known = new Set(before.failing);
  return after.failing.filter((name) => !known.has(name)).slice(0, 5);
}

function detectionOf(
  best: TestResult,
  end: TestResult,
  edits: readonly FileEdit[],
  lostTests: readonly string[],
): Detection<LostGoodStateData> {
  const editSteps = [...new Set(edits.map(({ step }) => step))];
  const files = filesOf(edits);
  const data: LostGoodStateData = {
    command: shortCommand(end.action.command),
    bestStep: best.step,
    bestPassed: best.action.passed,
    bestFailed: best.action.failed ?? 0,
    lastStep: end.step,
    lastPassed: end.action.passed,
    lastFailed: end.action.failed ?? 0,
    lostTests,
    editSteps,
    files,
  };
  return {
    confidence: 0.85,
    steps: citedSteps(best.step, ...editSteps, end.step),
    evidence: `${inCode(data.command)} had ${counts(data.bestPassed, data.bestFailed)} at step ${data.bestStep} and ${counts(data.lastPassed, data.lastFailed)} at step ${data.lastStep}, the last run of it; ${inSteps(editSteps)} changed ${inFiles(files)} in between${data.bestFailed === data.lastFailed ? `; lost was ${inFiles(lostTests)}` : ""}.`,
    data,
  };
}

function counts(passed: number | null, failed: number): string {
  return passed === null ? `${failed} failed` : `${passed} passed and ${failed} failed`;
}
