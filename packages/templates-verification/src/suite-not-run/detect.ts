import type { DetectContext, Detection, Episode, Facts, TestRun } from "@mulligan/core";
import { citedSteps, executableEdits, inCode, inFiles, inNumber, inSteps, verifiedOtherwise } from "@mulligan/core";
import { filesOf } from "../evidence/verified-after.js";
import { ownTests } from "../evidence/own-tests.js";
import { testSuiteOf } from "../evidence/test-suite.js";
import { shortCommand } from "../evidence/short-command.js";

export type SuiteNotRunData = {
  readonly files: readonly string[];
  /** Steps of the verifications after the first edit. */
  readonly checkSteps: readonly number[];
  readonly lastCheck: { readonly step: number; readonly command: string };
  /** The last start of the project's runner that executed no test; null where none was tried. */
  readonly attempt: { readonly step: number; readonly command: string; readonly error: string | null } | null;
  /** A test file of the repository that the run showed and that is named after an edited file. */
  readonly testFile: string | null;
};

/**
 * Product code was edited, something was executed after it, and none of that was a test that the repository brought along:
 * only checks, or tests that the agent wrote itself, also into an existing file and under whatever name.
 *
 * Not: no verification at all, which says more; one test of the repository ran after the first edit; a repository without
 * a sign of a suite; a run in the background, a sub-agent or a person may have run it; the suite was tried, repaired and tried again and the environment stopped it. A runner that is missing
 * and was not installed, or a call with wrong settings or paths, is no such fair try.
 */
export function detectSuiteNotRun(episode: Episode, { facts }: DetectContext): readonly Detection<SuiteNotRunData>[] {
  if (episode.outcome.infrastructure !== undefined) return [];
  const edits = executableEdits(facts);
  const first = edits[0];
  const last = facts.lastVerification;
  if (first === undefined || last === null) return [];
  const own = ownTests(episode, facts);
  const ran = facts.testRuns.filter(({ step, action }) => step >= first.step && action.ran && action.tree !== "other");
  if (ran.some(({ action, baseline }) => !baseline && !own.ranOnly(action))) return [];
  if (verifiedOtherwise(episode, first.step, [])) return [];
  const attempts = facts.testRuns.filter(
    ({ action }) => !action.ran && action.tree !== "other" && !own.ranOnly(action),
  );
  if (stoppedAfterFairTry(episode, facts, attempts)) return [];
  const files = filesOf(edits);
  const suite = testSuiteOf(episode, facts, files);
  const inPackage = edits.some(({ path }) => path.includes("/") && (facts.files.get(path)?.createdAt ?? null) === null);
  if (!suite.seen && attempts.length === 0 && !inPackage) return [];

  const checkSteps = [...new Set(facts.verifications.map(({ step }) => step))];
  const attempt = attempts.at(-1);
  const shown = checkSteps.length > 4 ? [...checkSteps.slice(0, 2), ...checkSteps.slice(-2)] : checkSteps;
  const checked = facts.verifications.some(({ action }) => action.kind === "check");
  const what =
    ran.length === 0
      ? "checks of the agent's own"
      : checked
        ? "the agent's own tests and checks"
        : "the agent's own tests";
  const tried =
    attempt === undefined ? "" : `; ${inCode(attempt.action.command)} at step ${attempt.step} executed no test`;
  return [
    {
      confidence: suite.seen || attempt !== undefined ? 0.9 : 0.6,
      steps: citedSteps(last.step, ...shown, ...attempts.slice(-2).map(({ step }) => step)),
      evidence: `The edits of ${inFiles(files)} were verified only by ${what} (${inNumber(checkSteps.length, "step")}, the last ${inCode(last.action.command)} at ${inSteps([last.step])}), and no test of the repository ran after step ${first.step}${tried}.`,
      data: {
        files,
        checkSteps,
        lastCheck: { step: last.step, command: shortCommand(last.action.command) },
        attempt: attempt === undefined ? null : attemptOf(attempt),
        testFile: suite.nearest,
      },
    },
  ];
}

function attemptOf({ step, action: { command, error } }: TestRun): SuiteNotRunData["attempt"] {
  const said =
    error === undefined ? null : shortCommand([error.name, error.message].filter((part) => part !== "").join(": "));
  return { step, command: shortCommand(command), error: said };
}

/** The last try of several died of the environment, after a repair, and nothing was installed after it. */
function stoppedAfterFairTry(episode: Episode, facts: Facts, attempts: readonly TestRun[]): boolean {
  const last = attempts.at(-1);
  const first = attempts[0];
  if (last === undefined || first === undefined) return false;
  if (last.action.notRun === "not-started" || last.action.notRun === "none-selected") return false;
  let repaired = false;
  for (const { number, actions } of episode.steps) {
    if (number <= first.step || !actions.some((action) => action.kind === "install" && action.ok)) continue;
    if (number > last.step) return false;
    repaired = true;
  }
  return repaired && !ownMistake(last, facts);
}

/** Settings left out or misnamed, a module of the repository itself out of reach. */
function ownMistake({ action: { command, error, notRun } }: TestRun, facts: Facts): boolean {
  if (error === undefined) return notRun !== "timed-out";
  if (/ImproperlyConfigured|SyntaxError|IndentationError|NameError/.test(error.name)) return true;
  const module = /No module named '?([\w.]+)/.exec(error.message)?.[1];
  if (module === undefined) return false;
  const top = module.split(".", 1)[0] ?? module;
  if (command.includes(top)) return true;
  for (const path of facts.files.keys())
    if (path.split("/").some((part) => part === top || part === `${top}.py`)) return true;
  return false;
}
