import type { DetectContext, Detection, Episode, Step } from "@mulligan/core";
import { capitalised, citedSteps, inCode, inFiles, inNumber, inSteps, isCodeEdit, told } from "@mulligan/core";

export type NeverTestedData = {
  readonly files: readonly string[];
  readonly firstEdit: number;
  readonly lastEdit: number;
  readonly edits: number;
  /** Steps between the last edit and the end. */
  readonly stepsAfter: number;
  /** The last execution that was tried after the first edit and did not reach the code. */
  readonly attempt: { readonly step: number; readonly command: string } | null;
  /** A test file that the run had before its eyes. */
  readonly testFile: string | null;
};

/** Nothing to execute: data, style sheets, pages. */
const notExecutable =
  /\.(?:jsonc?|ya?ml|toml|ini|cfg|conf|properties|xml|csv|tsv|svg|css|scss|less|html?|txt|gitignore)$/i;
/** A person who says what they did with the code. "Works" alone may be about anything. */
const ownTry = /\bI(?:'ve| have)?(?: just)? (?:ran|run|tested|tried|executed|built|compiled|restarted)\b/i;
const inBackground = /\bin (?:the )?background\b/i;
const asksForRun = /\b(?:tests?|verify|validate|run|build)\b/i;
/** The person does not want it run. */
const waived =
  /\b(?:no need to|(?:do not|don['’]t|need not|needn['’]t)(?: (?:have|need) to)?) (?:run|execute|test|build)(?: (?:it|this|that|anything|any (?:code|tests?)|the (?:code|app|application|program|game|script|tests?)))?\s*(?:[.,;:!)\n]|$)/i;

/**
 * Product code was edited and the run ended without a test run that ran or a check after the first edit.
 *
 * Not: a verification before the last edit (another type's business) or by checks alone; every attempt to execute was
 * stopped by the environment; only comments, documents or data were edited, or files moved; an edited file that was itself started; a test
 * run in the background or by a command whose output nobody can tell; an edited file that was sent to a server; a user's own
 * try; a sub-agent that was sent to test; a person who does not want it run, or who refused the command; a session that
 * goes on, or that infrastructure ended.
 */
export function detectNeverTested(episode: Episode, { facts }: DetectContext): readonly Detection<NeverTestedData>[] {
  if (episode.outcome.infrastructure !== undefined) return [];
  if (facts.verifications.length > 0) return [];
  const edits = facts.productEdits.filter(
    ({ path, action }) => action.kind !== "move" && isCodeEdit(action) && !notExecutable.test(path),
  );
  const first = edits[0];
  const last = edits.at(-1);
  if (first === undefined || last === undefined) return [];
  const files = [...new Set(edits.map(({ path }) => path))];
  if (triedByOthers(episode, first.step) || stoppedByEnvironment(episode)) return [];
  if (isWaived(episode) || wasRefused(episode.steps.slice(first.step))) return [];
  if (episode.steps.slice(first.step - 1).some((step) => mayHaveReached(step, files))) return [];

  const attempt = attempts(episode.steps.slice(first.step - 1)).at(-1) ?? null;
  const editSteps = citedSteps(first.step, ...edits.map(({ step }) => step));
  const stepsAfter = episode.steps.length - last.step;
  const tried =
    attempt === null
      ? "and no later step ran a test or executed that code"
      : `and nothing later reached that code, ${inCode(attempt.command)} at step ${attempt.step} included`;
  return [
    {
      confidence: confidenceOf(episode, attempt, stepsAfter),
      steps: citedSteps(first.step, last.step, episode.steps.length),
      evidence: `${capitalised(inSteps(editSteps))} changed ${inFiles(files)}, ${tried}; the run ended ${stepsAfter === 0 ? "there" : `${inNumber(stepsAfter, "step")} after the last edit`}.`,
      data: {
        files,
        firstEdit: first.step,
        lastEdit: last.step,
        edits: editSteps.length,
        stepsAfter,
        attempt,
        testFile: testFileOf(episode),
      },
    },
  ];
}

/** A recording that stops at the edit leaves open whether more was to come. */
function confidenceOf({ outcome }: Episode, attempt: Attempt | null, stepsAfter: number): number {
  if (outcome.endedBy === "cut" && stepsAfter === 0) return 0.6;
  return attempt === null ? 0.95 : 0.8;
}

function triedByOthers(episode: Episode, firstEdit: number): boolean {
  return (
    episode.events.some((event) => event.kind === "user" && event.afterStep >= firstEdit && ownTry.test(event.text)) ||
    episode.steps
      .slice(firstEdit - 1)
      .some(({ actions }) => actions.some((action) => action.kind === "delegate" && asksForRun.test(action.task)))
  );
}

function isWaived(episode: Episode): boolean {
  return waived.test(told(episode));
}

/** A command that the person stopped, other than one of version control. */
function wasRefused(steps: readonly Step[]): boolean {
  return steps.some(
    ({ status, command }) => status === "refused" && command !== undefined && !/^\s*git\s[^;&|]*$/.test(command),
  );
}

/** Executions that no fact counts as verification, and that may have been one. */
function mayHaveReached({ actions, observation, command: line = "" }: Step, files: readonly string[]): boolean {
  return actions.some((action) => {
    if (action.kind === "fetch") return files.some((path) => sends(line, path));
    if (action.kind === "run")
      return !action.stoppedByEnvironment && files.some((path) => starts(action.command, path));
    if (action.kind !== "test" || action.ran) return false;
    return inBackground.test(observation.slice(0, 400)) || (action.runner === "unknown" && action.error === undefined);
  });
}

/** `curl -F file=@a.pl`: what the server makes of it, the answer shows. */
function sends(command: string, path: string): boolean {
  return command.includes(`@${path}`) || command.includes(`@${path.slice(path.lastIndexOf("/") + 1)}`);
}

/** A command may hold a whole script behind its first words. */
const longestStart = 1_000;

/** `python a.py`, `go run ./a.go`, `./a.sh`: the file stands among the first words. */
function starts(command: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return command
    .slice(0, longestStart)
    .split(/\s+/, 4)
    .some((word) => word === name || word.endsWith(`/${name}`));
}

interface Attempt {
  readonly step: number;
  readonly command: string;
}

/** Executions that were meant to reach the code and did not. */
function attempts(steps: readonly Step[]): Attempt[] {
  return steps.flatMap(({ number: step, actions }) =>
    actions.flatMap((action) => {
      const tried = (action.kind === "test" && !action.ran) || (action.kind === "run" && action.stoppedByEnvironment);
      return tried ? [{ step, command: action.command }] : [];
    }),
  );
}

/** At least one attempt, and none that anything but the environment stopped. */
function stoppedByEnvironment(episode: Episode): boolean {
  let stopped = false;
  for (const { actions } of episode.steps) {
    for (const action of actions) {
      // Before the edits the code could be reached: not every attempt was stopped.
      if (action.kind === "check" && action.tree === "current") return false;
      if (action.kind === "run" && action.stoppedByEnvironment) stopped = true;
      if (action.kind !== "test") continue;
      if (action.ran || !(action.notRun === "not-started" || isMissingDependency(action.error?.name))) return false;
      stopped = true;
    }
  }
  return stopped;
}

function isMissingDependency(name: string | undefined): boolean {
  return name === "ModuleNotFoundError" || name === "ImportError";
}

function testFileOf(episode: Episode): string | null {
  for (const { actions } of episode.steps) {
    for (const action of actions) {
      if ((action.kind === "look" || action.kind === "edit") && action.pathClass === "test") return action.path;
    }
  }
  return null;
}
