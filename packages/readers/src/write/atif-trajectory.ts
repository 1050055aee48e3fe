/** A document of the Agent Trajectory Interchange Format, 1.7, with the members that are written here. */
export interface AtifTrajectory {
  readonly schema_version: "ATIF-v1.7";
  readonly session_id: string;
  readonly trajectory_id: string;
  readonly agent: AtifAgent;
  /** At least one. */
  readonly steps: readonly AtifStep[];
  readonly final_metrics: { readonly total_steps: number };
  readonly extra: AtifExtra;
  readonly subagent_trajectories?: readonly AtifTrajectory[];
}

export interface AtifAgent {
  readonly name: string;
  readonly version: string;
  readonly model_name?: string;
}

export interface AtifStep {
  /** From 1, without gaps. */
  readonly step_id: number;
  readonly source: "system" | "user" | "agent";
  readonly message: string;
  readonly tool_calls?: readonly AtifToolCall[];
  readonly observation?: { readonly results: readonly AtifResult[] };
  readonly extra?: AtifExtra;
}

export interface AtifToolCall {
  /** Occurs once in the document. */
  readonly tool_call_id: string;
  readonly function_name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly extra?: AtifExtra;
}

export interface AtifResult {
  /** A call of the same step. */
  readonly source_call_id: string;
  readonly content: string;
  readonly subagent_trajectory_ref?: readonly AtifSubagent[];
  readonly extra?: AtifExtra;
}

/** `trajectory_id` names a sub-agent in the same document, `trajectory_path` one elsewhere. */
export interface AtifSubagent {
  readonly trajectory_id?: string;
  readonly trajectory_path?: string;
  readonly session_id: string;
}

/** What the format has no member for; `mulligan` holds what reading the document back needs besides. */
export type AtifExtra = Readonly<Record<string, unknown>>;
