import type { Action } from "./action.js";

/** One attempt at one task: what the agent was told, what it did, and how that was judged. */
export interface Episode {
  /** The source's own id, else a hash of its content. */
  readonly id: string;
  readonly source: EpisodeSource;
  readonly agent: { readonly name?: string; readonly version?: string; readonly model?: string };
  /** The task in the words that the agent got; empty where the source does not hold it. */
  readonly task: string;
  /** The repository's root folder as the run shows it. */
  readonly root?: string;
  /** Step `n` is `steps[n - 1]`. */
  readonly steps: readonly Step[];
  readonly events: readonly EpisodeEvent[];
  /** All text after the last step that is not a submit, the text that comes with the submit included. */
  readonly finalMessage: string;
  /** The submitted patch; absent where the agent's way of working has none. */
  readonly submission?: string;
  readonly outcome: Outcome;
  /** False while the session goes on. */
  readonly ended: boolean;
  /** Files that a correct solution has to touch, where a gold patch or the caller says so. */
  readonly relevantFiles?: readonly string[];
  /** Findings of others (a judge, an evaluator, a person), ranked with those of the rules. */
  readonly annotations?: readonly Annotation[];
}

export interface EpisodeSource {
  /** Short kebab-case name of the format: `swe-agent`, `claude-code`, … */
  readonly format: string;
  readonly formatVersion?: string;
  /** Lines or records that could not be read and were passed over. */
  readonly skippedLines: number;
}

/** Where a step stands in the source: a line (from 1), an index in the file's list of steps (from 0), or an id. */
export interface Origin {
  readonly line?: number;
  readonly index?: number;
  readonly id?: string;
}

/**
 * - `ok`: answered
 * - `error`: the tool or command answered with an error
 * - `invalid`: rejected for its form: unknown tool, bad arguments, unparsable answer
 * - `refused`: the user or a policy did not allow it
 * - `missing`: no answer is recorded
 */
export type StepStatus = "ok" | "error" | "invalid" | "refused" | "missing";

/** One tool call or command of the agent, with the observation it got back. */
export interface Step {
  /** From 1, in file order. */
  readonly number: number;
  readonly origin: Origin;
  /** Text of the agent since the step before. */
  readonly says: string;
  /** Name of the tool as recorded: `bash`, `Edit`, `str_replace_editor`. */
  readonly tool: string;
  /** The shell command, where the step is one. */
  readonly command?: string;
  /** The call's arguments as recorded: a JSON value. */
  readonly input: unknown;
  readonly observation: string;
  readonly status: StepStatus;
  readonly exitCode: number | null;
  readonly actions: readonly Action[];
  /** Index of the model turn that made the call; several calls may share one. */
  readonly turn?: number;
  /** Episode ids of sub-agents that this step started. */
  readonly subagents?: readonly string[];
}

/** Something that happened between steps. `afterStep` is 0 before the first. */
export type EpisodeEvent =
  | { readonly kind: "user"; readonly afterStep: number; readonly text: string }
  | { readonly kind: "compaction"; readonly afterStep: number; readonly trigger: "automatic" | "manual" | "unknown" }
  | { readonly kind: "interruption"; readonly afterStep: number }
  | { readonly kind: "model-error"; readonly afterStep: number; readonly text: string }
  | { readonly kind: "limit"; readonly afterStep: number; readonly text: string }
  | { readonly kind: "message"; readonly afterStep: number; readonly text: string };

export type OutcomeStatus = "passed" | "failed" | "unknown";

/**
 * How the run ended: an explicit submit (`finished`), a final message, a step, cost or time `limit`, the `context`
 * window, an `error` of the infrastructure, an interruption by the user, or a recording that simply stops (`cut`).
 */
export type EndedBy = "finished" | "message" | "limit" | "context" | "error" | "interrupted" | "cut";

/** What an evaluator outside the run said. "Submitted" is not an outcome. */
export interface Outcome {
  readonly status: OutcomeStatus;
  /** 0..1. */
  readonly score: number | null;
  /** A score passes at this value or more. */
  readonly threshold: number;
  readonly endedBy: EndedBy;
  /** The source's own word for the end: `exit_cost`, `Submitted`. */
  readonly endedDetail?: string;
  /** Evaluation tests that fail although they should pass now. */
  readonly failingTests: readonly string[];
  /** Evaluation tests that passed before the run and fail now. */
  readonly regressedTests: readonly string[];
  /** What the evaluator printed, where it is given. */
  readonly evaluatorOutput?: string;
  /** Infrastructure, not the agent, ended the run: its message. */
  readonly infrastructure?: string;
}

/** A finding that comes from outside the rules. */
export interface Annotation {
  /** Bare failure type or full id. */
  readonly type: string;
  readonly steps: readonly number[];
  readonly evidence: string;
  readonly confidence?: number;
  readonly data?: Readonly<Record<string, unknown>>;
}
