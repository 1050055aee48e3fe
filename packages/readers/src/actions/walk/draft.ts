import type { Action, EditAction, TreeState } from "@mulligan/core";
import type { RecordedCall } from "../../recorded-run.js";
import type { ScriptLanguage } from "../scripts/writes.js";

export type Draft<T> = T extends unknown ? { -readonly [Key in keyof T]: T[Key] } : never;
export type DraftAction = Draft<Action>;
export type DraftEdit = Draft<EditAction>;

export interface DraftStep {
  readonly number: number;
  readonly call: RecordedCall;
  readonly actions: DraftAction[];
}

/** Code that a command ran: a file, or text given on the command line. */
export interface ScriptSource {
  readonly language: ScriptLanguage;
  /** Undefined where the run does not show it. */
  readonly content: string | undefined;
  /** The script file, as the actions name it. */
  readonly path?: string;
  /** `python -m name`. */
  readonly module?: string;
}

/**
 * An execution whose meaning (check or mere run) can only be told when the whole run is known: which packages are the
 * product, which files are the agent's own.
 */
export interface PendingExecution {
  readonly step: DraftStep;
  /** Where its action goes: before the action that stands at this index now. */
  readonly action: DraftAction & { kind: "run" };
  readonly words: readonly string[];
  readonly source: ScriptSource | undefined;
  readonly output: string;
  /** Working folder, as the actions write paths. */
  readonly folder: string;
  readonly tree: TreeState;
  readonly timedOut: boolean;
  /** Other commands wrote to the same observation. */
  readonly shared: boolean;
  /** The command itself tells that it checks the code. */
  readonly certain?: "program" | "build" | "types" | "lint";
  /** The output was thrown away or sent to a file. */
  readonly unseen: boolean;
}
