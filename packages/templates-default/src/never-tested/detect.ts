import type { DetectContext, Detection, Episode, Step } from "@mulligan/core";
import {
  capitalised,
  citedSteps,
  executableEdits,
  inCode,
  inFiles,
  inNumber,
  inSteps,
  isRunRefused,
  isRunWaived,
  isToolMissing,
  verifiedOtherwise,
} from "@mulligan/core";

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

/**
 * Product code was edited and the run ended without a test run that ran or a check after the first edit.
 *
 * Not: a verification before the last edit (another type's business) or by checks alone; every attempt to execute was
 * stopped by the environment; only comments, documents, data, infrastructure descriptions or a version number were edited, or
 * files moved; an edited file that was itself started, loaded or sent to a server; a test run in the background, on another
 * machine, by the hook of a commit, or by a command whose output nobody can tell; a tool that builds, runs or shows the
 * program; a linter where the task is what it says; a user's own try; a sub-agent that was sent to test; a person who runs it
 * themselves, does not want it run, or stopped the command; a machine without the compiler or runner that the agent looked
 * for, where the last message says what was not run; a session that goes on, or that infrastructure ended.
 */
export function detectNeverTested(episode: Episode, { facts }: DetectContext): readonly Detection<NeverTestedData>[] {
  if (episode.outcome.infrastructure !== undefined) return [];
  if (facts.verifications.length > 0) return [];
  const edits = executableEdits(facts);
  const first = edits[0];
  const last = edits.at(-1);
  if (first === undefined || last === undefined) return [];
  const files = [...new Set(edits.map(({ path }) => path))];
  if (stoppedByEnvironment(episode) || isRunWaived(episode) || isRunRefused(episode, first.step)) return [];
  if (isToolMissing(episode)) return [];
  if (verifiedOtherwise(episode, first.step, files)) return [];

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
