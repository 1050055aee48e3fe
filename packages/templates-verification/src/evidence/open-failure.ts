import type { CheckAction, Episode, Facts, TestAction, Verification } from "@mulligan/core";
import { executableEdits, told } from "@mulligan/core";
import { filesOf, verifiedAfter } from "./verified-after.js";
import { ofEnvironment } from "./environment.js";
import { ownTests } from "./own-tests.js";
import { classOfTest, fileOfTest, isNamedAfter, testName } from "./test-name.js";
import { wroteTest } from "./wrote-test.js";

export interface OpenFailure {
  readonly step: number;
  readonly action: TestAction | CheckAction;
  /** Failing tests that concern the task; empty where the failure is that of a check or names none. */
  readonly failing: readonly string[];
}

/** An execution of these says nothing about behaviour: a clean one takes no failing test back. */
const staticChecks: ReadonlySet<CheckAction["checks"]> = new Set(["build", "types", "lint"]);

/** What an agent says of a failure that has another reason than its change. */
const explained =
  /\b(?:as expected|expected (?:failure|error|exception|to fail)|(?:correctly|properly) (?:raises?|fails?|throws?|rejects?)|pre-?existing|unrelated|existed before|before (?:my|our|the) changes?)\b/i;

/**
 * The last verification of the final tree, where it failed; a clean build or lint after it takes nothing back. Null for
 * failures of the environment, and for what the agent explains as expected or as older than its change.
 */
function failureAtTheEnd(episode: Episode, facts: Facts): Verification | null {
  const lastEdit = executableEdits(facts).at(-1);
  if (lastEdit === undefined) return null;
  const last = verifiedAfter(facts, lastEdit).findLast(
    ({ action, ok }) => !(ok && action.kind === "check" && staticChecks.has(action.checks)),
  );
  if (last === undefined || last.ok || ofEnvironment(last.action.error, facts.files)) return null;
  if (isNewlyWritten(episode, facts, last)) return null;
  // The step after the run carries what was said about it.
  const says = `${episode.steps[last.step]?.says ?? ""}\n${episode.finalMessage.slice(-10_000)}`;
  return explained.test(says) ? null : last;
}

/** Since the person's last words only tests were changed, and those are red: they show what was asked for, or a bug to talk about. */
function isNewlyWritten(episode: Episode, facts: Facts, { step, action }: Verification): boolean {
  if (action.kind !== "test" || action.failing.length === 0) return false;
  const since = episode.events.findLast((event) => event.kind === "user" && event.afterStep < step)?.afterStep ?? 0;
  if (since === 0 || facts.productEdits.some((edit) => edit.step > since)) return false;
  const written = facts.testFileEdits.filter((edit) => edit.step > since);
  const own = ownTests(episode, facts);
  return (
    written.length > 0 &&
    action.failing.every((name) => own.wrote(testName(name)) || written.some(({ path }) => name.startsWith(path)))
  );
}

/** The run ended with tests red that were green earlier in it, by the same command, and no test was changed since. */
export function endedBelowItsBest(episode: Episode, facts: Facts): boolean {
  const last = failureAtTheEnd(episode, facts);
  return last !== null && wasGreen([...facts.baselines, ...facts.verifications], last, facts);
}

/** The last verification of the final tree is a run with failing tests, other than those that fail without the edits too. */
export function endedRed(episode: Episode, facts: Facts): boolean {
  const last = failureAtTheEnd(episode, facts);
  if (last === null || last.action.kind !== "test") return false;
  const { failing, failed } = last.action;
  const before = facts.baselines.flatMap(({ action }) => (action.kind === "test" ? [action] : []));
  if (failing.length === 0) return (failed ?? 0) > 0 && before.every(({ ok }) => ok);
  return failing.some((name) => !before.some((run) => run.failing.includes(name)));
}

function wasGreen(runs: readonly Verification[], last: Verification, { testFileEdits }: Facts): boolean {
  if (last.action.kind !== "test") return false;
  const green = runs.findLast(({ step, key, ok }) => step < last.step && key === last.key && ok);
  return green !== undefined && !testFileEdits.some(({ step }) => step > green.step && step <= last.step);
}

/**
 * The failure that the last verification of the final tree shows, where it concerns the task: a test that the task, the user
 * or the evaluation names, that the agent wrote or changed, that was picked by name, that is named after an edited file, or
 * that was green before the first edit; an error out of an edited file.
 *
 * Null for failures that the tree without the edits has too, for those of the environment and of the agent's own scripts,
 * for an error that the same check has always shown on purpose, and for what the agent explains as expected or as older than
 * its change.
 */
export function openFailureOf(episode: Episode, facts: Facts): OpenFailure | null {
  const last = failureAtTheEnd(episode, facts);
  if (last === null) return null;
  const edited = new Set(filesOf(executableEdits(facts)));
  return last.action.kind === "test"
    ? openTests(episode, facts, last, last.action, edited)
    : openCheck(episode, facts, last, last.action, edited);
}

function openTests(
  episode: Episode,
  facts: Facts,
  last: Verification,
  action: TestAction,
  edited: ReadonlySet<string>,
): OpenFailure | null {
  if ((action.failed ?? 0) === 0 && action.failing.length === 0) return null;
  const before = facts.baselines.flatMap(({ action: run, key, ok }) =>
    run.kind === "test" ? [{ key, ok, failing: run.failing }] : [],
  );
  const known = new Set(before.flatMap((run) => run.failing));
  const failing = action.failing.filter((name) => !known.has(name) || isNamed(episode, name));
  if (action.failing.length > 0 && failing.length === 0) return null;
  const sameBefore = before.findLast(({ key }) => key === last.key);
  if (action.failing.length === 0 && sameBefore !== undefined && !sameBefore.ok) return null;

  const own = ownTests(episode, facts);
  const testEdits = new Set(facts.testFileEdits.map(({ path }) => path));
  const concerned = failing.filter((name) => {
    const file = fileOfTest(name);
    return (
      isNamed(episode, name) ||
      wroteTest(name, episode, facts, own) ||
      testEdits.has(file) ||
      isPicked(action, name) ||
      [...edited].some((path) => isNamedAfter(classOfTest(name) || file, path))
    );
  });
  if (concerned.length > 0) return { step: last.step, action, failing: concerned.slice(0, 5) };
  if (wasGreen(facts.baselines, last, facts)) return { step: last.step, action, failing: failing.slice(0, 5) };
  const inEdited = action.error?.path !== undefined && edited.has(action.error.path);
  const chosen =
    failing.length === 0 &&
    (own.ranOnly(action) || action.targets.some((target) => target.includes("::") || testEdits.has(target)));
  return inEdited || chosen ? { step: last.step, action, failing: failing.slice(0, 5) } : null;
}

function openCheck(
  episode: Episode,
  facts: Facts,
  last: Verification,
  action: CheckAction,
  edited: ReadonlySet<string>,
): OpenFailure | null {
  const { error } = action;
  if (error?.path === undefined || !edited.has(error.path) || action.checks === "lint") return null;
  // An error that is raised on purpose there, by a check that looks for it.
  const raised = new RegExp(String.raw`\b(?:raise|throw)\b[^\n]*\b${error.name.replaceAll(/\W/g, String.raw`\W`)}\b`);
  if (facts.productEdits.some(({ action: edit }) => raised.test(edit.added ?? ""))) return null;
  const always = facts.baselines.some(
    ({ key, action: { error: earlier } }) => key === last.key && earlier?.name === error.name,
  );
  if (always && !told(episode).includes(error.name)) return null;
  return { step: last.step, action, failing: [] };
}

function isNamed(episode: Episode, name: string): boolean {
  const words = told(episode);
  const title = titleOf(name);
  if (title !== null && words.includes(title)) return true;
  const short = testName(name);
  if (holdsWord(words, classOfTest(name)) || (/^test\w/i.test(short) && holdsWord(words, short))) return true;
  const file = fileOfTest(name);
  if (file.includes("/") && words.includes(file)) return true;
  return (
    short.length > 6 && (words.includes(short) || episode.outcome.failingTests.some((test) => testName(test) === short))
  );
}

function holdsWord(text: string, word: string): boolean {
  if (word === "") return false;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/\w/.test(text[at - 1] ?? "") && !/\w/.test(text[at + word.length] ?? "")) return true;
  }
  return false;
}

/** The words that stand for a test where runners print a sentence: `cart › adds a row`. */
function titleOf(name: string): string | null {
  const title = name.split(/ [›>] /).at(-1) ?? "";
  return /^[\w'-]+(?: [\w'-]+){2,}$/.test(title) ? title : null;
}

/** The run was asked for this very test. */
function isPicked({ targets, command }: TestAction, name: string): boolean {
  const short = testName(name);
  return short.length > 6 && (targets.some((target) => testName(target) === short) || command.includes(short));
}
