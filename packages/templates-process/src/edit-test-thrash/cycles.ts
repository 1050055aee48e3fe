import type { CheckAction, EditAction, Episode, ErrorSignature, TestAction } from "@mulligan/core";
import { isCodeEdit, isEdit, verificationKey } from "@mulligan/core";
import { exactErrorKey } from "../evidence/error-key.js";

/** One or more edits of product code, then one or more verifications. */
export interface Cycle {
  readonly editSteps: readonly number[];
  readonly files: ReadonlySet<string>;
  /** How each thing that was verified failed last, by failing tests and error; what succeeded is not in it. */
  readonly failures: ReadonlyMap<string, Failure>;
}

export interface Failure {
  readonly step: number;
  readonly command: string;
  readonly error: ErrorSignature | null;
  readonly failing: readonly string[];
  /** Other tests passed in the same run. */
  readonly othersPassed: boolean;
}

/**
 * Splits the run into cycles of editing product code, or tests, and verifying. Restores and edits of other files start
 * none; an edit of the other kind ends one.
 */
export function cyclesOf(episode: Episode, edited: "product" | "test"): readonly Cycle[] {
  const cycles: Cycle[] = [];
  let editSteps: number[] = [];
  let files = new Set<string>();
  let results = new Map<string, Result>();
  let verifiable = true;
  const close = (): void => {
    if (results.size === 0 && verifiable) return;
    cycles.push({ editSteps, files, failures: failuresOf(results) });
    editSteps = [];
    files = new Set();
    results = new Map();
    verifiable = true;
  };
  for (const { number: step, actions } of episode.steps) {
    for (const action of actions) {
      if (isEdit(action)) {
        if (action.effect !== "changed") continue;
        if (edited === "test" && action.pathClass === "product") {
          close();
          // Stands between the cycles: with another product the same failure says nothing about the test.
          cycles.push({ editSteps: [step], files: new Set(), failures: new Map() });
        } else if (changesTheCheck(action, edited)) verifiable = editSteps.length === 0;
        if (action.pathClass !== edited || action.by === "restore" || !isCodeEdit(action)) continue;
        close();
        editSteps.push(step);
        files.add(action.path);
      } else if (editSteps.length > 0 && verifiable && isVerification(action)) {
        results.set(verificationKey(action), { step, action });
      }
    }
  }
  close();
  return cycles;
}

/** What a verification shows after this is no longer the doing of the cycle's edits alone. */
function changesTheCheck({ kind, pathClass }: EditAction, edited: "product" | "test"): boolean {
  return (edited === "product" && pathClass === "test") || (pathClass === "scratch" && kind === "edit");
}

interface Result {
  readonly step: number;
  readonly action: TestAction | CheckAction;
}

function isVerification(action: Episode["steps"][number]["actions"][number]): action is TestAction | CheckAction {
  return (action.kind === "check" || (action.kind === "test" && action.ran)) && action.tree === "current";
}

/** The name of a missing module or a dead service says nothing about an edit. */
const environment =
  /^(?:ModuleNotFoundError|ConnectionError|ConnectionRefusedError|PermissionError|TimeoutError|TimeoutExpired)$/;

function failuresOf(results: ReadonlyMap<string, Result>): ReadonlyMap<string, Failure> {
  const failures = new Map<string, Failure>();
  for (const [key, { step, action }] of results) {
    if (action.ok || (action.error !== undefined && environment.test(action.error.name))) continue;
    const failing = action.kind === "test" ? [...action.failing].sort() : [];
    const { error } = action;
    if (error === undefined && failing.length === 0) continue;
    const what = failing.length > 0 ? failing.join("\n") : error?.message === "" ? key : action.kind;
    failures.set(`${what}\0${error === undefined ? "" : exactErrorKey(error)}`, {
      step,
      command: action.command,
      error: error ?? null,
      failing,
      othersPassed: action.kind === "test" && !action.ownTestsOnly && (action.passed ?? 0) > 0,
    });
  }
  return failures;
}

/** The same, for one verification of the tree without the agent's edits. */
export function failureKeys(action: TestAction | CheckAction): readonly string[] {
  return [...failuresOf(new Map([[verificationKey(action), { step: 0, action }]])).keys()];
}
