import type { Episode } from "../../model/episode.js";
import type { Facts, Verification } from "../facts.js";
import { onlyPrint } from "./only-prints.js";

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

const tellsOfFault = /\b(?:error|exception|fail(?:s|ed|ure)?|wrong|bug)\b|[✗✘❌]/i;

/** Of the executions relied upon, the last that had succeeded before the first edit as well. */
export function succeededBefore(episode: Episode, facts: Facts, relied: readonly Verification[]): SameBefore | null {
  for (const { key, step } of [...relied].reverse()) {
    const before = facts.baselines.findLast((baseline) => baseline.key === key);
    const first = episode.steps[(before?.step ?? 0) - 1];
    const second = episode.steps[step - 1];
    if (before === undefined || first === undefined || second === undefined || !before.ok) continue;
    // Another script under the same name, or another one-liner, is another execution.
    if (first.command !== second.command || rewritten(episode, before, step)) continue;
    // It exited well, and still told of a fault that is gone now: that does tell the two apart.
    if (tellsOfFault.test(first.observation) && !tellsOfFault.test(second.observation)) continue;
    return {
      step: before.step,
      after: step,
      command: before.action.command,
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

/** A failure before the first edit that the same script, which compares nothing, no longer showed after the last one. */
export type RedBefore = { readonly step: number; readonly after: number; readonly error: string };

export function failedBefore(episode: Episode, facts: Facts, relied: readonly Verification[]): RedBefore | null {
  for (const verification of [...relied].reverse()) {
    const { key, step } = verification;
    const failed = facts.baselines.findLast(
      (baseline) => baseline.key === key && !baseline.ok && baseline.action.error !== undefined,
    );
    // Where it asserts, its success shows more than that the error is gone.
    if (failed?.action.error === undefined || !onlyPrint(episode, [verification])) continue;
    const { name, message } = failed.action.error;
    return { step: failed.step, after: step, error: [name, message].filter((part) => part !== "").join(": ") };
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

/** No execution before the first code edit failed, of whatever kind, nor printed of a fault. */
export function neverFailedBefore(episode: Episode, facts: Facts): boolean {
  const first = facts.firstCodeEdit?.step ?? 0;
  return (
    facts.baselines.every(({ ok }) => ok) &&
    !episode.steps
      .slice(0, Math.max(0, first - 1))
      .some(({ actions, observation }) =>
        actions.some(
          (action) =>
            (action.kind === "test" || action.kind === "check" || action.kind === "run") &&
            (!action.ok || tellsOfFault.test(observation)),
        ),
      )
  );
}
