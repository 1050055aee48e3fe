import type { EndedBy } from "@mulligan/core";
import type { JsonRecord } from "../json.js";

/** `submitted (exit_cost)` was handed in by the harness after a limit; `exit_*` alone tells why it stopped. */
export function endOf(exitStatus: string | undefined, lastSubmits: boolean): EndedBy {
  if (exitStatus === undefined) return lastSubmits ? "finished" : "cut";
  const reason = /\(([^()]+)\)/.exec(exitStatus)?.[1] ?? exitStatus;
  if (reason === "submitted" || reason === "exit_forfeit") return "finished";
  if (reason.startsWith("exit_context")) return "context";
  if (/^exit_(?:cost|total_execution_time|command_timeout|format)/.test(reason) || reason === "early_exit")
    return "limit";
  if (/^exit_(?:api|environment_error)/.test(reason)) return "error";
  if (reason === "exit_command") return "interrupted";
  return reason.startsWith("exit_") ? "error" : lastSubmits ? "finished" : "cut";
}

export function submissionOf(info: JsonRecord, endedBy: EndedBy): string | undefined {
  if (typeof info["submission"] === "string") return info["submission"];
  // A null submission is an empty patch, unless the recording stops before anything could be handed in.
  return info["submission"] === null && endedBy !== "cut" && endedBy !== "error" ? "" : undefined;
}
