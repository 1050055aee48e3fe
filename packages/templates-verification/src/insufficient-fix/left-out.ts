import type { Episode, Facts, Step, Verification } from "@mulligan/core";
import { shortCommand } from "../evidence/words.js";

/** The same execution succeeded on the code without the fix: its success cannot tell the two apart. */
export type SameBefore = {
  /** Before the first edit. */
  readonly step: number;
  /** After the last one. */
  readonly after: number;
  readonly command: string;
  /** It also printed the very same. */
  readonly sameOutput: boolean;
};

/** Of the executions relied upon, the last that had succeeded before the first edit as well. */
export function succeededBefore(episode: Episode, facts: Facts, relied: readonly Verification[]): SameBefore | null {
  for (const { key, step } of [...relied].reverse()) {
    const before = facts.baselines.findLast((baseline) => baseline.key === key);
    const first = episode.steps[(before?.step ?? 0) - 1];
    const second = episode.steps[step - 1];
    if (before === undefined || first === undefined || second === undefined || !before.ok) continue;
    // Another script under the same name, or another one-liner, is another execution.
    if (first.command !== second.command || rewritten(episode, before, step)) continue;
    return {
      step: before.step,
      after: step,
      command: shortCommand(before.action.command),
      sameOutput: first.observation.trim() === second.observation.trim(),
    };
  }
  return null;
}

function rewritten(episode: Episode, before: Verification, until: number): boolean {
  const script = before.action.kind === "check" ? before.action.script : undefined;
  if (script === undefined) return false;
  return episode.steps
    .slice(before.step - 1, until)
    .some(({ actions }) =>
      actions.some(
        (action) =>
          (action.kind === "edit" || action.kind === "create") && action.path === script && action.effect === "changed",
      ),
    );
}

/** A failure before the first edit that the same execution no longer showed after the last one. */
export type RedBefore = { readonly step: number; readonly after: number; readonly error: string };

export function failedBefore(facts: Facts, relied: readonly Verification[]): RedBefore | null {
  for (const { key, step } of [...relied].reverse()) {
    const error = facts.baselines.findLast(
      (baseline) => baseline.key === key && !baseline.ok && baseline.action.error !== undefined,
    );
    if (error?.action.error === undefined) continue;
    const { name, message } = error.action.error;
    return { step: error.step, after: step, error: [name, message].filter((part) => part !== "").join(": ") };
  }
  return null;
}

/** The last test run executed fewer than half of the tests that the same command had executed earlier; one or two fewer may be a clean-up. */
export type FewerTests = {
  readonly step: number;
  readonly tests: number;
  readonly before: number;
  readonly beforeStep: number;
};

export function fewerTests(facts: Facts, relied: readonly Verification[]): FewerTests | null {
  const last = relied.findLast(({ action }) => action.kind === "test");
  const tests = last === undefined ? null : countOf(last);
  if (last === undefined || tests === null) return null;
  const earlier = [...facts.baselines, ...facts.verifications].filter(
    ({ key, step, action }) => key === last.key && step < last.step && action.command === last.action.command,
  );
  return earlier.reduce<FewerTests | null>((best, verification) => {
    const before = countOf(verification) ?? 0;
    return before > Math.max(tests * 2, best?.before ?? 0)
      ? { step: last.step, tests, before, beforeStep: verification.step }
      : best;
  }, null);
}

function countOf({ action }: Verification): number | null {
  return action.kind === "test" && action.passed !== null
    ? action.passed + (action.failed ?? 0) + (action.skipped ?? 0)
    : null;
}

const asserts =
  /\bassert\w*|\braise\b|\bthrow\b|\bexpect\w*\s*\(|\bexit\s*\(\s*[1-9a-z]|\bpanic!?\(|\bt\.(?:Error|Fatal)|\bfail(?:ed|ure)?\b|\bwrong\b|\bincorrect\b|\bexpected\b|[✗✘❌]|!==?|\bexit 1\b/i;

/** The scripts relied upon print what they get and compare it with nothing. False where a text is not known. */
export function onlyPrint(episode: Episode, relied: readonly Verification[]): boolean {
  return relied.every(({ action, step }) => {
    if (action.kind !== "check" || action.checks !== "script") return false;
    const text = scriptText(episode, action.script, step);
    return text !== "" && !asserts.test(text);
  });
}

function scriptText(episode: Episode, script: string | undefined, step: number): string {
  if (script === undefined) return episode.steps[step - 1]?.command ?? "";
  return episode.steps
    .slice(0, step)
    .flatMap(({ actions }) => actions)
    .map((action) =>
      (action.kind === "create" || action.kind === "edit") && action.path === script ? (action.added ?? "") : "",
    )
    .join("\n")
    .trim();
}

const inlineCode = /``([^`\n]{4,60})``|(?<!`)`([^`\n]{4,60})`(?!`)|\b([A-Za-z_][\w.]{3,50})\(\)/g;
const identifier = /^[A-Za-z_][\w.]*(?:\(\))?$/;
/** A plain word may stand for anything; these have the form of a name in code. */
const nameLike = /[a-z][A-Z]|_\w|\w\.\w|\(\)$/;

/**
 * Names of code in the task that the product files show and that no execution after the first edit contains, neither in its
 * script nor in its output. At most three. Reads the observations: only for what is reported anyway.
 */
export function untouchedNames(episode: Episode, facts: Facts): readonly string[] {
  const candidates = new Set<string>();
  for (const [, double, single, called] of episode.task.slice(0, 20_000).matchAll(inlineCode)) {
    const text = (double ?? single ?? (called === undefined ? "" : `${called}()`)).trim();
    // Operators and conversions call these by other names.
    if (identifier.test(text) && nameLike.test(text) && !text.includes("__")) candidates.add(text);
  }
  if (candidates.size === 0) return [];
  const shown = productTexts(episode);
  const executed = executedTexts(episode, facts);
  const untouched: string[] = [];
  for (const candidate of candidates) {
    const word = candidate.replace(/\(\)$/, "").split(".").at(-1) ?? candidate;
    if (word.length < 4 || executed.some((text) => text.includes(word))) continue;
    if (shown.some((text) => text.includes(word)) && !untouched.includes(candidate)) untouched.push(candidate);
    if (untouched.length === 3) break;
  }
  return untouched;
}

function productTexts(episode: Episode): readonly string[] {
  return episode.steps
    .filter(({ actions }) => actions.some((action) => action.kind === "look" && action.pathClass === "product"))
    .map(({ observation }) => observation);
}

/** Commands, scripts and outputs of the executions, and all test files that the agent wrote. */
function executedTexts(episode: Episode, facts: Facts): readonly string[] {
  const steps = new Set([...facts.verifications, ...facts.testRuns].map(({ step }) => step));
  const texts = episode.steps
    .filter(({ number }) => steps.has(number))
    .flatMap(({ command, observation }) => [command ?? "", observation]);
  return [...texts, ...episode.steps.flatMap(scriptTexts)];
}

function scriptTexts({ actions, command }: Step): readonly string[] {
  return actions.flatMap((action) =>
    (action.kind === "create" || action.kind === "edit") &&
    (action.pathClass === "scratch" || action.pathClass === "test")
      ? [action.added ?? "", command ?? ""]
      : [],
  );
}
