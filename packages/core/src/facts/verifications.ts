import type { CheckAction, TestAction } from "../model/action.js";
import type { Episode } from "../model/episode.js";
import type { Edits } from "./edits.js";
import type { Check, Facts, TestRun, Verification } from "./facts.js";

type Verifications = Pick<
  Facts,
  | "testRuns"
  | "checks"
  | "verifications"
  | "baselines"
  | "verificationsAfterLastEdit"
  | "lastVerification"
  | "testCommand"
  | "lastFailure"
>;

export function collectVerifications(episode: Episode, edits: Edits): Verifications {
  const firstEdit = edits.product[0]?.step ?? null;
  const firstCode = edits.code.at(0)?.order ?? 0;
  const lastCode = edits.code.at(-1)?.order ?? 0;
  const testRuns: TestRun[] = [];
  const checks: Check[] = [];
  const verifications: Verification[] = [];
  const baselines: Verification[] = [];
  const verificationsAfterLastEdit: Verification[] = [];
  let order = 0;
  for (const { number: step, actions } of episode.steps) {
    for (const action of actions) {
      order += 1;
      if (action.kind !== "test" && action.kind !== "check") continue;
      // Where only documents were edited there is no code edit, and the first product edit marks the start.
      const beforeEdits = edits.code.length > 0 ? order < firstCode : firstEdit !== null && step < firstEdit;
      const baseline = action.tree === "baseline" || (action.tree === "current" && beforeEdits);
      if (action.kind === "test") testRuns.push({ step, action, baseline });
      else checks.push({ step, action, baseline });
      if (action.tree === "other" || (action.kind === "test" && !action.ran)) continue;
      const verification: Verification = { step, action, ok: action.ok, key: verificationKey(action) };
      if (baseline) {
        baselines.push(verification);
      } else {
        verifications.push(verification);
        if (order > lastCode) verificationsAfterLastEdit.push(verification);
      }
    }
  }
  return {
    testRuns,
    checks,
    verifications,
    baselines,
    verificationsAfterLastEdit,
    lastVerification: verifications.at(-1) ?? null,
    testCommand: testCommandOf(testRuns),
    lastFailure: lastFailureOf(verifications, testRuns),
  };
}

/** Two runs with the same key executed the same thing and can be compared. */
export function verificationKey(action: TestAction | CheckAction): string {
  if (action.kind === "check") return `check ${action.command}`;
  return action.targets.length > 0
    ? `test ${action.runner} ${[...action.targets].sort().join(" ")}`
    : `test ${action.command}`;
}

function testCommandOf(testRuns: readonly TestRun[]): string | null {
  const best =
    testRuns.findLast(({ action }) => action.ran && action.ok && !action.ownTestsOnly) ??
    testRuns.findLast(({ action }) => action.ran && !action.ownTestsOnly) ??
    testRuns.findLast(({ action }) => action.ran) ??
    testRuns.at(-1);
  return best?.action.command ?? null;
}

/** The last failing verification that no later run of the same thing turned green; else a test run that died. */
function lastFailureOf(verifications: readonly Verification[], testRuns: readonly TestRun[]): Verification | null {
  const green = new Set<string>();
  for (let index = verifications.length - 1; index >= 0; index -= 1) {
    const verification = verifications[index];
    if (verification === undefined) continue;
    if (verification.ok) green.add(verification.key);
    else if (!green.has(verification.key)) return verification;
  }
  const died = testRuns.findLast(({ action, baseline }) => !baseline && !action.ran && action.tree === "current");
  if (died === undefined || testRuns.some(({ step, action }) => step > died.step && action.ran)) return null;
  return { step: died.step, action: died.action, ok: false, key: verificationKey(died.action) };
}
