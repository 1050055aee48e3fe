/**
 * What one step did, in the words of the catalogue. One step has any number of actions, in the order in which they
 * happened: `cd a && sed -i s/x/y/ f.py && pytest -q` is an edit and a test.
 */
export type Action =
  | LookAction
  | SearchAction
  | ListAction
  | EditAction
  | TestAction
  | CheckAction
  | RunAction
  | VersionControlAction
  | InstallAction
  | FetchAction
  | PlanAction
  | DelegateAction
  | AskAction
  | FinishAction
  | OtherAction;

export type ActionKind = Action["kind"];

/**
 * - `product`: code under repair, or a document or configuration that the task asks for
 * - `test`: belongs to the project's own test suite
 * - `scratch`: made by the agent to reproduce, explore, back up or note
 * - `config`, `docs`, `generated`: configuration, documentation, and files that a tool writes (lock files, snapshots)
 */
export type PathClass = "product" | "test" | "scratch" | "config" | "docs" | "generated";

/** Lines counted from 1, both ends included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Paths are relative to the repository root, with `/`; outside the repository they stay as the run shows them. */
interface WithPath {
  readonly path: string;
  readonly pathClass: PathClass;
}

/** An observation that showed a file's content. */
export interface LookAction extends WithPath {
  readonly kind: "look";
  /** The lines that the observation showed; absent where that is not known. */
  readonly lines?: LineRange;
  /** The whole file was shown. */
  readonly whole: boolean;
  /** The number of lines of the file, where the observation says so. */
  readonly fileLines?: number;
  /** False when the file was not found or not readable: nothing was seen. */
  readonly found: boolean;
}

/** A search in contents or for file names. */
export interface SearchAction {
  readonly kind: "search";
  readonly pattern: string;
  /** Folder or file searched in, where one was named. */
  readonly path?: string;
  /** Files of which the answer printed lines, with the line numbers where they were printed. */
  readonly shown: readonly { readonly path: string; readonly lines: readonly number[] }[];
  /** Searched for file names, not in contents. */
  readonly names: boolean;
}

export interface ListAction {
  readonly kind: "list";
  readonly path: string;
}

/**
 * - `changed`: the content differs now
 * - `unchanged`: identical content was written: neither an edit nor a failed edit
 * - `rejected`: refused (text not found, patch does not apply, the editor's linter refused)
 * - `crashed`: died before it wrote
 * - `no-match`: reported no error and silently changed nothing (a substitution without a match)
 */
export type EditEffect = "changed" | "unchanged" | "rejected" | "crashed" | "no-match";

/** A change of a file, or the attempt. */
export interface EditAction extends WithPath {
  readonly kind: "edit" | "create" | "delete" | "move";
  readonly effect: EditEffect;
  /** The old path of a move. */
  readonly from?: string;
  /** The replaced lines, where the format tells. */
  readonly lines?: LineRange;
  /** Text added, where the format has it. */
  readonly added?: string;
  /** Text removed, where the format has it. */
  readonly removed?: string;
  /** The whole content was written at once. */
  readonly whole: boolean;
  /** Lines of the file before the change, where known. */
  readonly fileLines?: number;
  /** `restore`: the file was put back to an earlier content (`git checkout -- f`, a backup copied back). */
  readonly by: "editor" | "patch" | "shell" | "script" | "restore";
  /** Changes nothing but comments, docstrings or blank lines. */
  readonly commentOnly: boolean;
  /** Why it failed, as the tool said it: one line. */
  readonly reason?: string;
}

/** The tree that an execution saw: `baseline` is the tree without the agent's edits, `other` another checkout. */
export type TreeState = "current" | "baseline" | "other";

/** The error that an output shows, with paths and numbers kept apart from the message. */
export interface ErrorSignature {
  /** Class or kind: `NameError`, `TypeError`, `E0425`, `SyntaxError`. */
  readonly name: string;
  /** The message on one line. */
  readonly message: string;
  /** Innermost file that belongs to the repository, where a traceback names one. */
  readonly path?: string;
  readonly line?: number;
}

interface Execution {
  /** The command as a person would type it, without `cd`, wrappers and redirections. */
  readonly command: string;
  readonly exitCode: number | null;
  readonly tree: TreeState;
  /** Exited well and printed no failure, error or traceback. */
  readonly ok: boolean;
  readonly error?: ErrorSignature;
}

/** Why a runner executed no test. `none-selected`: it collected nothing. */
export type NotRunReason = "not-started" | "died" | "none-selected" | "timed-out";

/** A start of the project's test suite or of a part of it. */
export interface TestAction extends Execution {
  readonly kind: "test";
  /** `pytest`, `django`, `go-test`, `jest`, … */
  readonly runner: string;
  /** At least one test was executed and the agent saw the result. */
  readonly ran: boolean;
  readonly notRun?: NotRunReason;
  /** As the runner prints them; errors count as failed; null where not printed or not run. */
  readonly passed: number | null;
  readonly failed: number | null;
  readonly skipped: number | null;
  /** Names of failing tests, as printed. */
  readonly failing: readonly string[];
  /** Test files and ids named on the command line. */
  readonly targets: readonly string[];
  /** Only test files that the agent made itself were run. */
  readonly ownTestsOnly: boolean;
}

/** An execution, other than a test run, that reached the product code and whose result the agent saw. */
export interface CheckAction extends Execution {
  readonly kind: "check";
  /** `script` covers reproductions and one-liners. */
  readonly checks: "script" | "program" | "build" | "types" | "lint";
  /** The script that ran, where it was a file. */
  readonly script?: string;
}

/** An execution that says nothing about the product code. */
export interface RunAction extends Execution {
  readonly kind: "run";
  /** It was meant to execute the code and the environment stopped it (a missing command or module, no permission). */
  readonly stoppedByEnvironment: boolean;
}

export interface VersionControlAction {
  readonly kind: "vcs";
  readonly command: string;
}

export interface InstallAction {
  readonly kind: "install";
  readonly command: string;
  readonly packages: readonly string[];
  readonly ok: boolean;
}

export interface FetchAction {
  readonly kind: "fetch";
  readonly url: string;
}

export interface PlanAction {
  readonly kind: "plan";
}

/** Work handed to a sub-agent. */
export interface DelegateAction {
  readonly kind: "delegate";
  readonly task: string;
}

export interface AskAction {
  readonly kind: "ask";
}

/** An explicit submit call. */
export interface FinishAction {
  readonly kind: "finish";
}

export interface OtherAction {
  readonly kind: "other";
  readonly command?: string;
}
