import type { EndedBy } from "@mulligan/core";
import { isRecord, listOf, numberIn, recordOf, textIn, wordOf } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { Sidecar } from "./sidecar.js";
import { verdictOfFlag } from "./verdict.js";
import type { Verdict } from "./verdict.js";

/** Harbor's `result.json` of a trial. */
export function harborVerdict(value: JsonRecord): Verdict | null {
  if (!("verifier_result" in value) || !("trial_name" in value || "task_name" in value || "exception_info" in value))
    return null;
  const score = rewardOf(recordOf(value["verifier_result"])["rewards"]);
  const exception = recordOf(value["exception_info"]);
  const type = textIn(exception["exception_type"]);
  const limit = type !== undefined && /AgentTimeout/.test(type);
  return {
    score,
    ...(limit ? { endedBy: "limit" as EndedBy } : {}),
    ...(type !== undefined && !limit && score === null
      ? { infrastructure: described(type, exception["exception_message"]) }
      : {}),
  };
}

/** `reward`, else the only number among the rewards. */
function rewardOf(rewards: unknown): number | null {
  if (typeof rewards === "number") return rewards;
  const record = recordOf(rewards);
  const reward = numberIn(record["reward"]);
  if (reward !== undefined) return reward;
  const numbers = Object.values(record).filter((value) => typeof value === "number");
  return numbers.length === 1 ? (numbers[0] ?? null) : null;
}

/** benchflow's `result.json`. */
export function benchflowVerdict(value: JsonRecord): Verdict | null {
  if (!("rewards" in value) || !("verifier_error" in value || "partial_trajectory" in value || "n_tool_calls" in value))
    return null;
  const score = rewardOf(value["rewards"]);
  const error = textIn(value["error"]) ?? textIn(value["verifier_error"]);
  return { score, ...(score === null && error !== undefined ? { infrastructure: error } : {}) };
}

const harnessFailures: ReadonlySet<string> = new Set([
  "test_timeout",
  "parse_error",
  "agent_installation_failed",
  "unknown_agent_error",
  "unknown_harness_error",
]);
const endOfMode: ReadonlyMap<string, EndedBy> = new Map([
  ["agent_timeout", "limit"],
  ["context_length_exceeded", "context"],
]);

/** Terminal-Bench: a trial's `results.json`, or that of a run with a list of trials. */
export function terminalBenchSidecar(value: JsonRecord): Sidecar | null {
  if (isTrial(value)) return { kind: "terminal-bench", single: trialVerdict(value), byInstance: new Map() };
  const trials = listOf(value["results"]).map(recordOf);
  if (trials.length === 0 || !trials.every(isTrial)) return null;
  const byInstance = new Map<string, Verdict>();
  // A task that was tried several times is known by its trials only.
  const tasks = new Map<string, number>();
  for (const trial of trials) tasks.set(wordOf(trial["task_id"]), (tasks.get(wordOf(trial["task_id"])) ?? 0) + 1);
  for (const trial of trials) {
    const verdict = trialVerdict(trial);
    const name = textIn(trial["trial_name"]);
    if (name !== undefined) byInstance.set(name, verdict);
    if (tasks.get(wordOf(trial["task_id"])) === 1) byInstance.set(wordOf(trial["task_id"]), verdict);
  }
  return { kind: "terminal-bench", byInstance };
}

function isTrial(value: JsonRecord): boolean {
  return (
    "is_resolved" in value &&
    "task_id" in value &&
    ("failure_mode" in value || "parser_results" in value || "trial_name" in value)
  );
}

function trialVerdict(trial: JsonRecord): Verdict {
  const mode = textIn(trial["failure_mode"]);
  const results = isRecord(trial["parser_results"]) ? Object.entries(trial["parser_results"]) : [];
  const failing = results.filter(([, result]) => result === "failed").map(([name]) => name);
  const flag = verdictOfFlag(trial["is_resolved"]);
  const endedBy = mode === undefined ? undefined : endOfMode.get(mode);
  return {
    ...flag,
    ...(failing.length > 0 ? { failingTests: failing } : {}),
    ...(endedBy === undefined ? {} : { endedBy }),
    ...(flag.status !== "passed" && mode !== undefined && harnessFailures.has(mode) ? { infrastructure: mode } : {}),
  };
}

function described(type: string, message: unknown): string {
  const text = textIn(message);
  return text === undefined ? type : `${type}: ${text}`;
}
