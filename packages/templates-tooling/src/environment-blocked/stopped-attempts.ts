import type { Episode, ErrorSignature, Facts, RunAction } from "@mulligan/core";
import { executions } from "../shared/executions.js";
import type { Executed } from "../shared/executions.js";
import { oneLine } from "../shared/one-line.js";

export interface StoppedAttempt {
  readonly step: number;
  readonly command: string;
  /** A start of the test suite. */
  readonly suite: boolean;
  /** What stopped it, in one line. */
  readonly reason: string;
}

const reasonLimit = 160;
/** Classes of errors that a machine causes, not a program. */
const machineError =
  /^(?:ModuleNotFoundError|ImportError|PackageNotFoundError|DistributionNotFound|VersionConflict|ContextualVersionConflict|PermissionError|ConnectionError|ConnectionRefusedError|MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND|EACCES|ENOSPC|ECONNREFUSED|ENOTFOUND|OSError|OperationalError|command not found)$/;
const machineWords =
  /(?:command not found|: not found$|[Nn]o module named|[Cc]annot find (?:module|package)|[Pp]ermission denied|[Nn]o space left|[Nn]etwork is unreachable|[Cc]ould not resolve host|[Cc]onnection refused|[Cc]annot import name|[Cc]an't open display|[Uu]nsupported engine|shared object file|GLIBC_)/m;

/** The call is at fault, not the machine: options or files that the program does not know. */
const misused =
  /\berror: (?:unrecognized arguments|argument |invalid choice|no such option)|file or directory not found: |unrecognized (?:CLI parameter|option)|unknown (?:CLI )?option|bad option|flag provided but not defined|unexpected argument '|could not find (?:`Cargo\.toml`|Package\.swift)|no POM in this directory|MSB1003|tox config file/i;

/** What a script loads: the first part of the module's name. */
const loads = /^\s*(?:from|import|use)\s+(\w+)|(?:require|import)\(\s*["'](?:\.{1,2}\/)*(\w+)/gm;

/** Every attempt to execute the code where all were stopped by the environment; empty where one was not. */
export function stoppedAttempts(episode: Episode, facts: Facts): readonly StoppedAttempt[] {
  const stopped: StoppedAttempt[] = [];
  const made = new Set(
    [...facts.files].flatMap(([path, { createdAt, edits }]) => (createdAt !== null || edits.length > 0 ? [path] : [])),
  );
  for (const executed of executions(episode)) {
    const { action, step } = executed;
    if (action.kind === "check" || (action.kind === "test" && action.ran)) return [];
    if (action.kind === "run" && !action.stoppedByEnvironment) {
      if (diedOfItself(action, facts)) return [];
      continue;
    }
    const reason = reasonOf(executed, episode, made);
    if (reason === null) return [];
    stopped.push({ step, command: action.command, suite: action.kind === "test", reason });
  }
  return stopped;
}

/** It reached the repository's code, or a script that loads that code crashed by itself: an attempt that nothing stopped. */
function diedOfItself({ ok, error }: RunAction, { files, productEdits }: Facts): boolean {
  if (ok || error?.path === undefined || machineError.test(error.name) || machineWords.test(error.message))
    return false;
  const script = files.get(error.path);
  if (script === undefined || script.createdAt === null) return true;
  const text = script.edits.map(({ action }) => action.added ?? "").join("\n");
  const packages = new Set(
    productEdits.map(({ path }) => path.replace(/^(?:src|lib)\//, "").split(/[/.]/, 1)[0] ?? ""),
  );
  return [...text.matchAll(loads)].some((match) => packages.has(match[1] ?? match[2] ?? ""));
}

/** Null where something else than the environment stopped it. */
function reasonOf({ step, action }: Executed, episode: Episode, made: ReadonlySet<string>): string | null {
  const { error } = action;
  if (action.kind === "test" && (action.notRun === "none-selected" || action.notRun === "timed-out")) return null;
  if (error !== undefined) {
    if (namesOwn(error, made)) return null;
    if (machineError.test(error.name) || machineWords.test(error.message))
      return oneLine(`${error.name}: ${error.message}`, reasonLimit);
    return action.kind === "run" || (action.kind === "test" && action.notRun === "not-started")
      ? oneLine(`${error.name}: ${error.message}`, reasonLimit)
      : null;
  }
  const { observation = "" } = episode.steps[step - 1] ?? {};
  const shown = observation.slice(0, 8_000);
  const match = machineWords.exec(shown);
  if (match === null && misused.test(shown)) return null;
  if (match === null)
    return action.kind === "run" || (action.kind === "test" && action.notRun === "not-started")
      ? "could not start"
      : null;
  return lineAround(observation, match.index);
}

/** The missing module is one that the agent itself made or edited: not the environment's. */
function namesOwn({ name, message }: ErrorSignature, made: ReadonlySet<string>): boolean {
  if (!/Import|ModuleNotFound/.test(name)) return false;
  const module = /No module named '?([\w.]+)/.exec(message)?.[1];
  if (module === undefined) return false;
  const path = module.replaceAll(".", "/");
  return made.has(`${path}.py`) || made.has(`${path}/__init__.py`);
}

function lineAround(text: string, index: number): string {
  const from = text.lastIndexOf("\n", index) + 1;
  return oneLine(text.slice(from, from + 2 * reasonLimit), reasonLimit);
}
