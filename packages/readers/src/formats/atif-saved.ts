import type { EndedBy, EpisodeEvent, OutcomeStatus, StepStatus } from "@mulligan/core";
import { contentText, integerIn, isRecord, listOf, numberIn, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import { joinedTexts } from "../joined-texts.js";
import type { RecordedCall, RecordedRun, RecordedVerdict } from "../recorded-run.js";
import { savedActions, savedAnnotations } from "./atif-saved-values.js";
import { shellCall } from "./shell-call.js";

/**
 * A run that `toAtif` wrote, as it was before; undefined for documents of others. What was changed or left out since
 * reads as in any ATIF document.
 */
export function readSavedRun(root: JsonRecord): RecordedRun | undefined {
  const own = ownOf(root);
  if (own["version"] !== 1) return undefined;
  return new SavedRun(root, own).read();
}

function ownOf(part: JsonRecord): JsonRecord {
  return recordOf(recordOf(part["extra"])["mulligan"]);
}

const ends: ReadonlySet<unknown> = new Set<EndedBy>([
  "finished",
  "message",
  "limit",
  "context",
  "error",
  "interrupted",
  "cut",
]);
const statuses: ReadonlySet<unknown> = new Set<StepStatus>(["ok", "error", "invalid", "refused", "missing"]);
const dialects: ReadonlySet<unknown> = new Set<RecordedCall["dialect"]>(["shell", "swe-agent", "tool"]);
const triggers: ReadonlySet<unknown> = new Set(["automatic", "manual", "unknown"]);
const verdicts: ReadonlySet<unknown> = new Set<OutcomeStatus>(["passed", "failed", "unknown"]);

class SavedRun {
  readonly #root: JsonRecord;
  readonly #own: JsonRecord;
  readonly #calls: RecordedCall[] = [];
  readonly #events: EpisodeEvent[] = [];
  #task = "";
  /** Messages without a call since the last call. */
  #said = "";
  #final: string | undefined;

  constructor(root: JsonRecord, own: JsonRecord) {
    this.#root = root;
    this.#own = own;
  }

  read(): RecordedRun {
    const own = this.#own;
    for (const step of listOf(this.#root["steps"])) this.#step(recordOf(step));
    const verdict = verdictOf(own["outcome"]);
    const files = own["relevant_files"];
    const annotations = savedAnnotations(own["annotations"]);
    return {
      ...optional("id", textIn(this.#root["trajectory_id"]) ?? textIn(this.#root["session_id"])),
      format: textIn(own["format"]) ?? "atif",
      ...optional("formatVersion", textIn(own["format_version"])),
      agent: this.#agent(),
      task: this.#task,
      ...optional("instanceId", textIn(own["instance_id"])),
      ...optional("root", anyText(own["root"])),
      ...optional("cwd", anyText(own["cwd"])),
      calls: this.#calls,
      events: this.#events,
      finalMessage: this.#final ?? anyText(own["final_message"]) ?? this.#said,
      ...optional("submission", anyText(own["submission"])),
      ended: own["ended"] !== false,
      endedBy: ends.has(own["ended_by"]) ? (own["ended_by"] as EndedBy) : "cut",
      ...optional("endedDetail", anyText(own["ended_detail"])),
      ...optional("infrastructure", anyText(own["infrastructure"])),
      ...optional("verdict", verdict),
      ...optional("relevantFiles", Array.isArray(files) ? textsOf(files) : undefined),
      ...optional("annotations", annotations),
      skippedLines: integerIn(own["skipped_lines"]) ?? 0,
    };
  }

  #agent(): RecordedRun["agent"] {
    const agent = recordOf(this.#root["agent"]);
    const given = isRecord(this.#own["agent"]) ? this.#own["agent"] : agent;
    return {
      ...optional("name", anyText(given["name"])),
      ...optional("version", anyText(given["version"])),
      ...optional("model", anyText(agent["model_name"])),
    };
  }

  #step(step: JsonRecord): void {
    if (step["is_copied_context"] === true) return;
    const own = ownOf(step);
    const text = contentText(step["message"]);
    const place = { afterStep: integerIn(own["after_step"]) ?? this.#calls.length };
    if (step["source"] === "user") {
      if (own["task"] === true) this.#task = text;
      else this.#events.push({ kind: "user", ...place, text });
    } else if (step["source"] === "agent") this.#agentStep(step, own, text, place);
    else this.#systemStep(own["event"], own["trigger"], text, place);
  }

  #systemStep(kind: unknown, trigger: unknown, text: string, place: { readonly afterStep: number }): void {
    if (kind === "compaction") {
      const known = triggers.has(trigger) ? (trigger as "automatic" | "manual" | "unknown") : "unknown";
      this.#events.push({ kind, ...place, trigger: known });
    } else if (kind === "interruption") this.#events.push({ kind, ...place });
    else if (kind === "model-error" || kind === "limit") this.#events.push({ kind, ...place, text });
  }

  #agentStep(step: JsonRecord, own: JsonRecord, text: string, place: { readonly afterStep: number }): void {
    const calls = listOf(step["tool_calls"]).map(recordOf);
    if (calls.length === 0) {
      if (own["final"] === true) this.#final = text;
      else {
        this.#events.push({ kind: "message", ...place, text });
        this.#said = joinedTexts(this.#said, text);
      }
      return;
    }
    const results = new Map<unknown, JsonRecord>();
    for (const item of listOf(recordOf(step["observation"])["results"])) {
      const result = recordOf(item);
      results.set(result["source_call_id"], result);
    }
    const turn = numberIn(own["turn"]);
    let says = own["whole"] === true ? text : joinedTexts(this.#said, text);
    this.#said = "";
    for (const call of calls) {
      this.#calls.push(callOf(call, results.get(call["tool_call_id"]), says, turn));
      says = "";
    }
  }
}

function callOf(
  call: JsonRecord,
  result: JsonRecord | undefined,
  says: string,
  turn: number | undefined,
): RecordedCall {
  const own = ownOf(call);
  const tool = anyText(own["tool"]) ?? anyText(call["function_name"]) ?? "unknown";
  const given = call["arguments"];
  const command = "command" in own ? anyText(own["command"]) : shellCall(tool, given)?.command;
  const dialect = dialects.has(own["dialect"])
    ? (own["dialect"] as RecordedCall["dialect"])
    : command === undefined
      ? "tool"
      : "shell";
  return {
    origin: originOf(own["origin"], call["tool_call_id"]),
    ...optional("turn", turn),
    says,
    tool,
    input: inputOf(own, given),
    ...optional("command", command),
    dialect: command === undefined ? "tool" : dialect,
    ...answerOf(result),
    ...optional("cwd", anyText(own["cwd"])),
    ...optional("openFile", anyText(own["open_file"])),
    ...optional("actions", savedActions(own["actions"])),
  };
}

function originOf(origin: unknown, id: unknown): RecordedCall["origin"] {
  if (!isRecord(origin)) return optional("id", textIn(id));
  return {
    ...optional("line", numberIn(origin["line"])),
    ...optional("index", numberIn(origin["index"])),
    ...optional("id", anyText(origin["id"])),
  };
}

function inputOf(own: JsonRecord, given: unknown): unknown {
  if (own["no_input"] === true) return undefined;
  if (own["bare"] === true) return recordOf(given)["input"];
  return "input" in own ? own["input"] : given;
}

function answerOf(
  result: JsonRecord | undefined,
): Pick<RecordedCall, "observation" | "exitCode" | "status" | "details" | "subagents"> {
  if (result === undefined) return { observation: "", exitCode: null, status: "missing" };
  const extra = recordOf(result["extra"]);
  const own = ownOf(result);
  const references = result["subagent_trajectory_ref"];
  return {
    observation: contentText(result["content"]),
    exitCode: numberIn(extra["exit_code"]) ?? null,
    status: statuses.has(own["status"]) ? (own["status"] as StepStatus) : extra["is_error"] === true ? "error" : "ok",
    ...optional("details", own["details"]),
    ...optional("subagents", Array.isArray(references) ? subagentsOf(references) : undefined),
  };
}

function subagentsOf(references: readonly unknown[]): readonly string[] {
  return references
    .map(recordOf)
    .map((reference) => anyText(reference["session_id"]) ?? anyText(reference["trajectory_id"]))
    .filter((id) => id !== undefined);
}

function verdictOf(value: unknown): RecordedVerdict | undefined {
  if (!isRecord(value) || !verdicts.has(value["status"])) return undefined;
  const { failing_tests: failing, regressed_tests: regressed } = value;
  return {
    status: value["status"] as OutcomeStatus,
    score: numberIn(value["score"]) ?? null,
    threshold: numberIn(value["threshold"]) ?? 1,
    ...optional("failingTests", Array.isArray(failing) ? textsOf(failing) : undefined),
    ...optional("regressedTests", Array.isArray(regressed) ? textsOf(regressed) : undefined),
    ...optional("evaluatorOutput", anyText(value["evaluator_output"])),
  };
}

function textsOf(items: readonly unknown[]): readonly string[] {
  return items.filter((item) => typeof item === "string");
}

/** The empty text is a value here. */
function anyText(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
