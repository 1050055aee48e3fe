import type { CheckAction, Episode, TestAction } from "@mulligan/core";
import { isCodeEdit, isEdit, told, verificationKey } from "@mulligan/core";
import type { Claim } from "./claim.js";
import { errorText } from "./error-kinds.js";

/** What an execution saw, for comparing it with a later one of the same kind. */
interface Seen {
  readonly action: TestAction | CheckAction;
  readonly failed: number;
  /** Number of product edits so far. */
  readonly edits: number;
  /** Changes of anything else that could explain another result: test files, the script, the installation. */
  readonly surroundings: string;
}

/** Errors of code that does not hold together; others may be what the task asks for. */
const brokenCode =
  /^(?:NameError|AttributeError|ImportError|ModuleNotFoundError|SyntaxError|IndentationError|UnboundLocalError|TypeError|RecursionError|ReferenceError|compile error|TS\d+|E\d{4}|CS\d+)$/;
const partialRun =
  /(?:^|\s)(?:--lf|--last-failed|--sw|--stepwise|-x|--exitfirst|--maxfail\S*|--failfast|--bail\S*|-failfast)(?:\s|$)/;

/** Executions that fail more after a product edit than the last comparable one before it. One claim for each of them. */
export function regressions(episode: Episode): Claim[] {
  const last = new Map<string, Seen>();
  const claims = new Map<string, Claim>();
  const edits: { step: number; path: string; added: string }[] = [];
  const changes = new Map<string, number>();
  let testEdits = 0;
  let installations = 0;
  for (const { number: step, actions, command } of episode.steps) {
    for (const action of actions) {
      if (isEdit(action)) {
        if (action.effect !== "changed") continue;
        const { path, pathClass, added = "" } = action;
        changes.set(path, (changes.get(path) ?? 0) + 1);
        if (pathClass === "test") testEdits += 1;
        else if (pathClass === "product" && isCodeEdit(action)) edits.push({ step, path, added });
      } else if (action.kind === "install") {
        if (action.ok) installations += 1;
      } else if (action.kind === "test" || action.kind === "check") {
        judge(step, action, command ?? action.command);
      }
    }
  }
  return [...claims.values()];

  function judge(step: number, action: TestAction | CheckAction, stepCommand: string): void {
    if (action.tree === "other") return;
    const failed = failuresOf(action);
    if (failed === null) return;
    // What a one-liner or an inline script executes stands in the step's command alone.
    const own = action.kind === "check" && action.script === undefined ? ` ${stepCommand}` : "";
    const key = `${verificationKey(action)}${own}`;
    const script = action.kind === "check" && action.script !== undefined ? (changes.get(action.script) ?? 0) : 0;
    const seen: Seen = {
      action,
      failed,
      edits: action.tree === "baseline" ? 0 : edits.length,
      surroundings: `${testEdits} ${installations} ${script}`,
    };
    const before = last.get(key);
    last.set(key, seen);
    const claim = claims.get(key);
    if (claim !== undefined && failed > (claim.data.failedBefore ?? 0)) claim.lastShown = step;
    const edit = edits.at(-1);
    if (claim !== undefined || before === undefined || edit === undefined || action.tree === "baseline") return;
    if (!isWorse(before, seen)) return;
    if (action.error !== undefined && expected(action.error.name, action.error.message)) return;
    claims.set(key, {
      lastShown: step,
      data: {
        kind: "worse",
        symbol: null,
        error: action.error === undefined ? null : errorText(action.error),
        path: edit.path,
        editStep: edit.step,
        failStep: step,
        command: action.command,
        failedBefore: before.failed,
        failedAfter: failed,
        newFailures: newFailures(before.action, action),
      },
    });
  }

  /** The task speaks of the error, or the edit raises it on purpose. */
  function expected(name: string, message: string): boolean {
    if (message !== "" && told(episode).includes(message)) return true;
    return edits.some(({ added }) =>
      new RegExp(`\\b(?:raise|throw)\\b[^\\n]*\\b${name.replaceAll(/\W/g, "\\W")}\\b`).test(added),
    );
  }
}

function failuresOf(action: TestAction | CheckAction): number | null {
  if (action.kind === "check") return action.ok ? 0 : 1;
  return action.ran && !partialRun.test(action.command) ? action.failed : null;
}

function isWorse(before: Seen, after: Seen): boolean {
  if (after.failed <= before.failed || after.edits === before.edits || after.surroundings !== before.surroundings)
    return false;
  if (after.action.kind === "check")
    return after.action.error !== undefined && brokenCode.test(after.action.error.name);
  if (before.action.kind !== "test") return false;
  // More failures because more was executed at all are no step back.
  return before.failed === 0 || (before.action.passed !== null && (after.action.passed ?? 0) <= before.action.passed);
}

function newFailures(before: TestAction | CheckAction, after: TestAction | CheckAction): readonly string[] {
  if (before.kind !== "test" || after.kind !== "test") return [];
  const known = new Set(before.failing);
  return after.failing.filter((name) => !known.has(name)).slice(0, 3);
}
