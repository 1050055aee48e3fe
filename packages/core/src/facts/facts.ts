import type { CheckAction, EditAction, LineRange, TestAction } from "../model/action.js";

/** What an episode holds, counted once and shared by all detectors. Lists are in step order. */
export interface Facts {
  readonly stepCount: number;
  /** The task asks for a change of product files (not a question, a review, or a task about tests alone). */
  readonly editTask: boolean;
  /** The step of an explicit submit call. */
  readonly finish: number | null;

  /** Edits that took effect, one entry per step and path. */
  readonly productEdits: readonly FileEdit[];
  readonly testFileEdits: readonly FileEdit[];
  readonly scratchCreated: readonly { readonly step: number; readonly path: string }[];
  readonly failedEdits: readonly FileEdit[];
  /** Without comment-only edits and documents. */
  readonly firstCodeEdit: FileEdit | null;
  readonly lastCodeEdit: FileEdit | null;

  /** Every start of a test runner, also those that ran nothing. */
  readonly testRuns: readonly TestRun[];
  readonly checks: readonly Check[];
  /** Test runs that ran and checks, of the current tree, in order; baselines left out. */
  readonly verifications: readonly Verification[];
  /** Runs of the tree without the agent's edits: under a stash, and everything before the first product edit. */
  readonly baselines: readonly Verification[];
  /** Verifications at or after the last code edit; all of them where nothing was edited. */
  readonly verificationsAfterLastEdit: readonly Verification[];
  readonly lastVerification: Verification | null;

  readonly files: ReadonlyMap<string, FileTimeline>;
  /** Repository files that the task or a traceback names, resolved against paths of the run where possible. */
  readonly namedFiles: readonly NamedFile[];
  /** The test command that the run used with success, else the last one tried. */
  readonly testCommand: string | null;
  readonly repeats: readonly Repeat[];
  /** After which steps the context was compacted. */
  readonly compactions: readonly number[];
  /** The last failing output of a test run or check, if there is one. */
  readonly lastFailure: Verification | null;
}

export interface FileEdit {
  readonly step: number;
  readonly path: string;
  readonly action: EditAction;
}

export interface TestRun {
  readonly step: number;
  readonly action: TestAction;
  /** A run of the tree without the agent's edits. */
  readonly baseline: boolean;
}

export interface Check {
  readonly step: number;
  readonly action: CheckAction;
  readonly baseline: boolean;
}

export interface Verification {
  readonly step: number;
  readonly action: TestAction | CheckAction;
  readonly ok: boolean;
  /** Names what was executed, for comparing one run with another: runner and targets, or the command. */
  readonly key: string;
}

export interface FileTimeline {
  readonly path: string;
  readonly looks: readonly FileLook[];
  readonly edits: readonly FileEdit[];
  /** Made by the agent at this step; null when it was there before. */
  readonly createdAt: number | null;
}

export interface FileLook {
  readonly step: number;
  readonly lines?: LineRange;
  readonly whole: boolean;
  /** Seen as lines of a search, a traceback or a diff rather than opened. */
  readonly partial: boolean;
}

export interface NamedFile {
  readonly path: string;
  /** `task`, or the step whose output names it. */
  readonly by: "task" | number;
}

/** The same action with the same observation, again and again, with no change of state in between. */
export interface Repeat {
  /** `action`: one call; `cycle`: a sequence of calls; `range`: the same lines of a file; `message`: the same words. */
  readonly kind: "action" | "cycle" | "range" | "message";
  /** All steps of it, ascending. */
  readonly steps: readonly number[];
  /** How often it was gone through. */
  readonly times: number;
  /** Number of steps of one round. */
  readonly length: number;
  /** What was repeated, in words for a person: a command, a path with lines. */
  readonly what: string;
}
