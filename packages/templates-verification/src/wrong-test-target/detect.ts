import type { DetectContext, Detection, Episode, Facts } from "@mulligan/core";
import { citedSteps, executableEdits, inCode, inFiles, told } from "@mulligan/core";
import { fileOfTest } from "../evidence/test-name.js";
import { shortCommand } from "../evidence/short-command.js";

export type WrongTestTargetData = {
  /** Tests or test files as the task names them. */
  readonly named: readonly string[];
  /** Where the run showed that they exist. */
  readonly shownAt: number;
  /** What was run instead: commands, each once. */
  readonly ran: readonly string[];
  readonly lastRun: { readonly step: number; readonly command: string };
};

const testId =
  /(?<![\w/.-])(?:[\w.-]+\/)*[\w.-]+\.\w{1,5}::[\w:.-]+|\b(?:test_\w{4,}|Test[A-Z]\w{3,})\b(?!\.(?:py|go|js|ts)\b)|(?<![\w.-])(?:[\w.-]+\/)*(?:test_\w+\.py|\w+_test\.\w{2,4}|[\w.-]+\.(?:test|spec)\.[cm]?[jt]sx?|\w+Tests?\.(?:java|kt|cs))\b/g;
/** In every name of a test. */
const mark = /[tT]est|spec|::/;
const asTarget = /\b(?:fail(?:s|ed|ing|ure|ures)?|red|broken|make|makes|pass(?:es|ing)?|target|run|green)\b/i;
const traceback = /^\s*(?:File "|at |\w+Error\b|#\d|>|E\s)/;

/**
 * The task names a failing or target test, the run showed that it exists, and after the first edit only other tests or the
 * agent's own executions were run.
 *
 * Not: a task that names none, or names it in a traceback; a named test that was started, also where the runner died; a run
 * of its file, of its folder or of the whole suite; a script that calls it; a test that the checkout does not show.
 */
export function detectWrongTestTarget(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<WrongTestTargetData>[] {
  if (episode.outcome.infrastructure !== undefined) return [];
  const last = facts.lastVerification;
  const first = executableEdits(facts)[0];
  if (last === null || first === undefined || wholeSuiteRan(facts)) return [];
  const named = namedTests(told(episode));
  if (named.some((name) => wasStarted(episode, facts, name))) return [];
  const shown = named.flatMap((name) => {
    const step = existsAt(episode, name);
    return step === null ? [] : [{ name, step }];
  });
  const [one] = shown;
  if (one === undefined) return [];
  const runs = facts.verifications.filter(({ step }) => step >= first.step);
  const steps = [...new Set(runs.map(({ step }) => step))];
  const names = shown.map(({ name }) => name);
  const ran = [...new Set(runs.map(({ action }) => shortCommand(action.command)))];
  return [
    {
      confidence: 0.8,
      steps: citedSteps(last.step, one.step, ...steps.slice(0, 3)),
      evidence: `The task names ${inFiles(names)}, which step ${one.step} shows, and no verification after the first edit ran that; the last was ${inCode(last.action.command)} at step ${last.step}.`,
      data: {
        named: names,
        shownAt: one.step,
        ran: ran.slice(0, 5),
        lastRun: { step: last.step, command: shortCommand(last.action.command) },
      },
    },
  ];
}

/** Names in a line that speaks of failing, passing or running. */
function namedTests(task: string): readonly string[] {
  const names = new Set<string>();
  for (const line of task.slice(0, 30_000).split("\n")) {
    if (!mark.test(line) || traceback.test(line) || !asTarget.test(line)) continue;
    for (const [name] of line.matchAll(testId)) names.add(name);
  }
  return [...names];
}

/** The last part, without file and parameters. */
function shortName(name: string): string {
  const member = name.split("::").at(-1) ?? name;
  return member.slice(member.lastIndexOf("/") + 1);
}

function wasStarted(episode: Episode, facts: Facts, name: string): boolean {
  const short = shortName(name);
  const stem = short.replace(/\.\w+$/, "");
  const file = fileOfTest(name);
  return (
    facts.testRuns.some(
      ({ action: { command, targets } }) =>
        command.includes(stem) ||
        targets.some((target) => target.includes(stem) || file.startsWith(target) || file.includes(target)),
    ) ||
    episode.steps.some(
      ({ command, observation, actions }) =>
        ((command ?? "").includes(stem) &&
          actions.some(({ kind }) => kind === "check" || kind === "test" || kind === "run")) ||
        (actions.some(({ kind }) => kind === "test" || kind === "check") && observation.includes(stem)) ||
        actions.some(
          (action) => action.kind === "create" && action.pathClass === "scratch" && (action.added ?? "").includes(stem),
        ) ||
        actions.some((action) => action.kind === "delegate"),
    )
  );
}

/** A runner without targets runs everything that is configured. */
function wholeSuiteRan(facts: Facts): boolean {
  return facts.testRuns.some(
    ({ action }) => action.ran && action.targets.every((target) => !/[.:]|\w_\w/.test(target)),
  );
}

/** The step at which a look, a search or a listing shows it, before the agent could have written it. */
function existsAt(episode: Episode, name: string): number | null {
  const short = shortName(name);
  for (const { number, actions, observation } of episode.steps) {
    const wrote = actions.some(
      (action) =>
        (action.kind === "create" || action.kind === "edit") &&
        (action.path.includes(short) || (action.added ?? "").includes(short)),
    );
    if (wrote) return null;
    if (!actions.some(({ kind }) => kind === "look" || kind === "search" || kind === "list")) continue;
    if (
      actions.some((action) => action.kind === "look" && action.found && action.path.endsWith(short)) ||
      observation.includes(short)
    )
      return number;
  }
  return null;
}
