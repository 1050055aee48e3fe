import type { DetectContext, Detection, Episode, ErrorSignature, Facts } from "@mulligan/core";
import { citedSteps, inCode, inFiles, isCodeEdit } from "@mulligan/core";
import { executions } from "../shared/executions.js";
import type { Executed } from "../shared/executions.js";
import { oneLine } from "../shared/one-line.js";

export type BrokenBuildLeftData = {
  readonly step: number;
  readonly command: string;
  /** Class and message on one line. */
  readonly error: string;
  /** The edited file that the error stands in or names. */
  readonly path: string;
  readonly line: number | null;
  readonly lastEdit: number;
};

const errorLimit = 160;
/** The code cannot be loaded, whatever it would do. */
const loadError =
  /^(?:SyntaxError|IndentationError|TabError|ImportError|ModuleNotFoundError|ParseError|ParserError|compile error|TS\d+|CS\d+|E\d{4}|MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND)$/;
const importError = /^(?:ImportError|ModuleNotFoundError|MODULE_NOT_FOUND|ERR_MODULE_NOT_FOUND)$/;

/**
 * The last execution after the last edit of code could not load it: a syntax, import, collection or compile error that stands in
 * an edited file or names one, and the run ended there.
 *
 * Not: an error that an earlier execution of the unedited tree showed too; one of the environment or of a scratch file; one that
 * a later execution or edit followed; a failing assertion.
 */
export function detectBrokenBuildLeft(
  episode: Episode,
  { facts }: DetectContext,
): readonly Detection<BrokenBuildLeftData>[] {
  const edits = [...facts.productEdits, ...facts.testFileEdits].filter(({ action }) => isCodeEdit(action));
  const lastEdit = edits.reduce((last, { step }) => Math.max(last, step), 0);
  const last = executions(episode).findLast(({ action }) => action.tree === "current" && meansCode(action));
  if (lastEdit === 0 || last === undefined || last.step < lastEdit) return [];
  const { error } = last.action;
  if (last.action.ok || error === undefined || !cannotLoad(last, error)) return [];
  const path = brokenFile(error, new Set(edits.map((edit) => edit.path)));
  if (path === null || shownBefore(error, facts)) return [];
  const words = oneLine(`${error.name}: ${error.message}`, errorLimit);
  const line = error.path === path ? (error.line ?? null) : null;
  return [
    {
      confidence: error.path === path ? 0.9 : 0.75,
      steps: citedSteps(lastEdit, last.step),
      evidence: `The last execution (step ${last.step}, ${inCode(last.action.command)}) ended with ${inCode(words)}, which concerns the edited ${inFiles([path])}; the last edit was at step ${lastEdit} and nothing was mended after it.`,
      data: { step: last.step, command: last.action.command, error: words, path, line, lastEdit },
    },
  ];
}

/** A run that neither failed nor was meant to reach the code says nothing. */
function meansCode(action: Executed["action"]): boolean {
  return action.kind !== "run" || action.error !== undefined;
}

function cannotLoad({ action }: Executed, error: ErrorSignature): boolean {
  if (action.kind === "check" && (action.checks === "build" || action.checks === "types")) return true;
  return (
    loadError.test(error.name) ||
    (action.kind === "test" && !action.ran && action.notRun === "died" && error.path !== undefined)
  );
}

/** Where the error stands, or the edited module that an import names. */
function brokenFile(error: ErrorSignature, edited: ReadonlySet<string>): string | null {
  if (error.path !== undefined && edited.has(error.path) && !isForeign(error)) return error.path;
  if (!importError.test(error.name)) return null;
  for (const name of modulesIn(error.message)) {
    const path = name.replaceAll(".", "/");
    for (const candidate of edited) {
      const bare = candidate.replace(/(?:\/__init__)?\.\w+$/, "");
      if (path.includes("/") ? bare === path || bare.endsWith(`/${path}`) : bare === path) return candidate;
    }
  }
  return null;
}

/** A whole package that is not there is the environment's, though an edited file imports it. */
function isForeign({ name, message }: ErrorSignature): boolean {
  return (
    importError.test(name) && /No module named '?\w+'?$|Cannot find (?:module|package) '[^./]/.test(message.trim())
  );
}

function modulesIn(message: string): string[] {
  return [...message.matchAll(/(?:from|module named|module) ['"]([\w./@-]+)['"]/g)].map((match) => match[1] ?? "");
}

function shownBefore({ name, message }: ErrorSignature, { baselines, testRuns, checks }: Facts): boolean {
  const earlier = [
    ...baselines,
    ...testRuns.filter(({ baseline }) => baseline),
    ...checks.filter(({ baseline }) => baseline),
  ];
  return earlier.some(({ action }) => action.error?.name === name && action.error.message === message);
}
