import type { SimpleCommand } from "../shell/commands.js";

/** What a shell call answered, and how far that can be told apart by command. */
export interface ShellAnswer {
  /** Without colour codes. */
  readonly output: string;
  readonly exitCode: number | null;
  /** The call answered with an error, where the exit code is not recorded. */
  readonly failed: boolean;
  readonly timedOut: boolean;
  /** The command goes on after its call was answered. */
  readonly background: boolean;
  /** The shell could not read the command line: nothing ran. */
  readonly broken: boolean;
  /** Several commands wrote to the output. */
  readonly shared: boolean;
  /** Answer of a background start or an unanswered call. */
  readonly unanswered: boolean;
}

/** One pipeline with its place in the call. */
export interface Piped {
  readonly commands: readonly SimpleCommand[];
  readonly first: SimpleCommand;
  readonly last: SimpleCommand;
  readonly answer: ShellAnswer;
  /** Last pipeline of the call: the exit code is its own. */
  readonly final: boolean;
  /** Runs only if the one before failed. */
  readonly fallback: boolean;
}

/** The output goes into a file or nowhere: the agent sees nothing of it. */
export function outputHidden(piped: Piped): boolean {
  return piped.last.writes.length > 0;
}
