import type { Action, Annotation, EpisodeEvent, EndedBy, Origin, OutcomeStatus, StepStatus } from "@mulligan/core";

/** What a format reader takes out of a file, before anyone asks what the calls did. */
export interface RecordedRun {
  /** The file's own id, where it has one. */
  readonly id?: string;
  readonly format: string;
  readonly formatVersion?: string;
  readonly agent: { readonly name?: string; readonly version?: string; readonly model?: string };
  readonly task: string;
  /** SWE-bench instance or another id under which a sidecar may know the run. */
  readonly instanceId?: string;
  /** Repository root, where the file names it outright. */
  readonly root?: string;
  /** Working folder at the start. */
  readonly cwd?: string;
  readonly calls: readonly RecordedCall[];
  readonly events: readonly EpisodeEvent[];
  readonly finalMessage: string;
  readonly submission?: string;
  readonly ended: boolean;
  readonly endedBy: EndedBy;
  readonly endedDetail?: string;
  /** Infrastructure, not the agent, ended the run: its message. */
  readonly infrastructure?: string;
  /** What the file itself says of the result, where it does. */
  readonly verdict?: RecordedVerdict;
  readonly relevantFiles?: readonly string[];
  /** Findings of others that the file holds. */
  readonly annotations?: readonly Annotation[];
  /** Lines or records that could not be read and were passed over. */
  readonly skippedLines: number;
}

export interface RecordedVerdict {
  readonly status: OutcomeStatus;
  readonly score: number | null;
  readonly threshold: number;
  readonly failingTests?: readonly string[];
  readonly regressedTests?: readonly string[];
  readonly evaluatorOutput?: string;
}

/** One tool call or command with its answer. The n-th call becomes step n. */
export interface RecordedCall {
  readonly origin: Origin;
  readonly turn?: number;
  /** Text of the agent since the call before. */
  readonly says: string;
  /** Tool name as recorded; `shell` where the format has only commands. */
  readonly tool: string;
  /** Arguments as recorded (parsed where they were a JSON string). */
  readonly input: unknown;
  /** The command line, for shells and for SWE-agent's command language. */
  readonly command?: string;
  /**
   * - `shell`: `command` is for a POSIX shell
   * - `swe-agent`: `command` is in SWE-agent's language (`open`, `edit 1:2`, `search_dir`, …), else for the shell
   * - `tool`: a named tool with arguments
   */
  readonly dialect: "shell" | "swe-agent" | "tool";
  readonly observation: string;
  readonly exitCode: number | null;
  readonly status: StepStatus;
  /** Working folder of the call, where the format says it. */
  readonly cwd?: string;
  /** SWE-agent's open file before the call. */
  readonly openFile?: string;
  /** Structured answer beside the observation, where the format has one (Claude Code's `toolUseResult`). */
  readonly details?: unknown;
  readonly subagents?: readonly string[];
  /** What the call did, where the file says it itself. It counts only where every call of the run has them. */
  readonly actions?: readonly Action[];
}
