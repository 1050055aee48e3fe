import { isEdit } from "@mulligan/core";
import type { Action, EditAction, ErrorSignature, Step } from "@mulligan/core";

export interface CallError {
  readonly error: Pick<ErrorSignature, "name" | "message">;
  /** The command, or the call's arguments: what has to vary. */
  readonly call: string;
}

/** Errors of the way the code was called, whatever line of the product they surface in. */
const setUp =
  /^(?:ImportError|ModuleNotFoundError|ImproperlyConfigured|AppRegistryNotReady|UsageError|ConftestImportFailure)$/;
/** An expectation that does not hold is the agent's finding, not its trouble. */
const expectation = /^(?:AssertionError|AssertionFailedError|FAIL|Failed)$/;
/** Asks whether something is there: an error is the answer. */
const probe =
  /^\s*(?:which|type|whereis|command -v|hash)\b|--version\b|\bpip3? (?:show|list|freeze|index)\b|-c\s+(["'])\s*(?:import|from)\s[^;\n]*(?:;\s*print\([^;]*\))?\s*\1\s*$/;
const stopped = /^.*?(?:(\S+): (?:command )?not found|([Pp]ermission denied)).*/m;
/** A runner or program that does not know what it was told. */
const misused = /^\S+: error: (?:unrecognized arguments|argument |invalid choice|no such option).*/m;
/** The exit code of a shell for it. */
const commandNotFound = 127;
const lineLimit = 300;

/** Errors of one step that tell of a wrong call rather than of the code under repair. */
export function errorsOfStep(step: Step): readonly CallError[] {
  if (step.status === "refused" || step.status === "missing" || step.status === "invalid") return [];
  const errors = step.actions.flatMap((action) => errorOf(action, step));
  if (errors.length > 0 || step.status !== "error" || step.command !== undefined) return errors;
  if (!step.actions.every(({ kind }) => kind === "other" || kind === "fetch")) return [];
  const [line = ""] = step.observation.trim().split("\n", 1);
  if (line === "" || line.length > lineLimit) return [];
  return [{ error: { name: step.tool, message: line }, call: JSON.stringify(step.input) ?? "" }];
}

function errorOf(action: Action, step: Step): readonly CallError[] {
  if (isEdit(action)) return refusalOf(action, step);
  if (action.kind !== "run" && action.kind !== "test" && action.kind !== "check") return [];
  if (action.ok || action.tree === "other" || (action.kind === "test" && action.ran)) return [];
  if (probe.test(action.command)) return [];
  const { error, command: call } = action;
  if (error === undefined) {
    if (action.kind === "check") return [];
    const shown = step.observation.slice(0, 4_000);
    const match =
      misused.exec(shown) ??
      (action.kind === "run" && !action.stoppedByEnvironment && action.exitCode !== commandNotFound
        ? null
        : stopped.exec(shown));
    return match === null ? [] : [{ error: { name: "", message: match[0].trim().slice(0, lineLimit) }, call }];
  }
  if (expectation.test(error.name)) return [];
  // What is raised inside the repository's code may be the reported bug itself.
  if (action.kind === "check" && !setUp.test(error.name)) return [];
  return [{ error, call }];
}

const listLimit = 2_000;

/** The answer quotes what was looked for, which is another text each time: only the words before it are the error. */
const beforeQuote = /^[^`"'“:]{12,}(?=[`"'“:]|$)/;

/** What a linter found in the edit: `- E999 SyntaxError: unmatched ')'`. */
const listed = /^- ([A-Z]+\d+ .+)/gm;

function refusalOf({ effect, reason }: EditAction, { command, input, observation }: Step): readonly CallError[] {
  if ((effect !== "rejected" && effect !== "crashed") || reason === undefined) return [];
  const found = [...observation.slice(0, listLimit).matchAll(listed)].map(([, line = ""]) => line);
  if (found.length > 0) {
    const call = command ?? JSON.stringify(input) ?? "";
    return found.map((line) => ({ error: { name: "", message: line.slice(0, lineLimit) }, call }));
  }
  const words = beforeQuote.exec(reason)?.[0];
  const message =
    words === undefined
      ? reason.trim().slice(0, lineLimit)
      : `${words.trim()}${words.length < reason.length ? " …" : ""}`;
  return [{ error: { name: "", message }, call: command ?? JSON.stringify(input) ?? "" }];
}
