import type { StepStatus } from "@mulligan/core";
import {
  contentText,
  integerIn,
  isRecord,
  jsonText,
  listOf,
  optional,
  parseJson,
  readArguments,
  recordOf,
  textIn,
} from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { readSavedRun } from "./atif-saved.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { claudeStatus } from "./claude-answers.js";
import { geminiStatus } from "./gemini-answers.js";
import { openHandsStatus } from "./openhands-answers.js";
import { shellCall } from "./shell-call.js";
import { submitText, submitTools } from "./submit-tools.js";
import { readTextCalls, taskIn } from "./text-calls.js";
import { Transcript } from "./transcript.js";
import type { Answer } from "./transcript.js";

/** The Agent Trajectory Interchange Format, 1.0 to 1.8. Embedded sub-agents are runs of their own, after the main one. */
export const atif: Format = {
  name: "atif",
  runPerLine: true,
  matches(source: Source): Match {
    const root = recordOf(source.value);
    return match(
      {
        name: "`schema_version` that starts with `ATIF-v`",
        found: textIn(root["schema_version"])?.startsWith("ATIF-v") === true,
      },
      { name: "a list `steps`", found: Array.isArray(root["steps"]) },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const runs: RecordedRun[] = [];
    addRuns(runs, recordOf(source.value), 0);
    return runs;
  },
};

/** Sub-agents in sub-agents deeper than this are taken for a broken file. */
const deepest = 8;

function addRuns(runs: RecordedRun[], root: JsonRecord, depth: number): void {
  runs.push(readSavedRun(root) ?? new Trajectory(root).read());
  if (depth >= deepest) return;
  for (const item of listOf(root["subagent_trajectories"])) if (isRecord(item)) addRuns(runs, item, depth + 1);
}

const handsOver =
  /^\s*(?:You are picking up work from a previous AI agent|Here are the answers the other agent provided|The next agent has a few questions|You are about to hand off your work)/;

class Trajectory {
  readonly #root: JsonRecord;
  readonly #transcript = new Transcript();
  readonly #agent: string;
  readonly #terminus: boolean;
  #task: string | undefined;
  #turn = 0;

  constructor(root: JsonRecord) {
    this.#root = root;
    this.#agent = (textIn(recordOf(root["agent"])["name"]) ?? "").toLowerCase();
    this.#terminus = this.#agent.startsWith("terminus");
  }

  read(): RecordedRun {
    const root = this.#root;
    for (const [index, item] of listOf(root["steps"]).entries()) this.#step(recordOf(item), index);
    const agent = recordOf(root["agent"]);
    const transcript = this.#transcript;
    const id = textIn(root["trajectory_id"]) ?? textIn(root["session_id"]);
    const continued = root["continued_trajectory_ref"] !== undefined && root["continued_trajectory_ref"] !== null;
    const endedBy = continued ? "context" : transcript.lastSubmits ? "finished" : transcript.silent ? "cut" : "message";
    return {
      ...optional("id", id),
      format: "atif",
      ...optional("formatVersion", textIn(root["schema_version"])?.replace(/^ATIF-v/, "")),
      agent: {
        ...optional("name", textIn(agent["name"])),
        ...optional("version", textIn(agent["version"])),
        ...optional("model", textIn(agent["model_name"])),
      },
      task: this.#task ?? "",
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: transcript.finalMessage,
      ended: true,
      endedBy,
      skippedLines: 0,
    };
  }

  #step(step: JsonRecord, index: number): void {
    if (step["is_copied_context"] === true) {
      // What was copied from an earlier segment took place there; only the task is the same.
      if (step["source"] === "user") this.#task ??= this.#taskText(contentText(step["message"]));
      return;
    }
    const text = contentText(step["message"]);
    if (step["source"] === "agent") this.#agentStep(step, text, index);
    else if (step["source"] === "user") {
      if (this.#task === undefined) this.#task = this.#taskText(text);
      // Terminus speaks to itself in the user's name when it hands over to a fresh context.
      else if (!(this.#terminus && handsOver.test(text)) && text.trim() !== this.#task.trim())
        this.#transcript.user(text);
    } else this.#systemStep(step, text);
  }

  #taskText(text: string): string {
    if (!this.#terminus) return taskIn(text);
    return (
      /Task Description:\s*\n([\s\S]*?)\n\s*(?:Current terminal state:|The current terminal state)/i
        .exec(text)?.[1]
        ?.trim() ?? text
    );
  }

  #systemStep(step: JsonRecord, text: string): void {
    // The first versions wrote the whole prompt, task included, as the system's.
    if (this.#terminus && this.#turn === 0 && text.includes("Task Description:")) this.#task ??= this.#taskText(text);
    const management = recordOf(recordOf(step["extra"])["context_management"]);
    if (
      management["type"] === "compaction" ||
      management["type"] === "pruning" ||
      /context summarization|performed summari[sz]ation|\bcompacted\b|context (?:limit|window|length) (?:was )?(?:exceeded|reached)/i.test(
        text,
      )
    ) {
      this.#transcript.compaction("automatic");
    }
  }

  #agentStep(step: JsonRecord, text: string, index: number): void {
    this.#turn += 1;
    const calls = listOf(step["tool_calls"]).map(recordOf);
    const results = listOf(recordOf(step["observation"])["results"]).map(recordOf);
    // Converters of OpenHands write a call twice: when it was made, and again with its answer.
    const repeated =
      calls.length > 0 && calls.every((call) => this.#transcript.isOpen(textIn(call["tool_call_id"]) ?? ""));
    const before = this.#transcript.calls.length;
    if (calls.length > 0) {
      if (!repeated) this.#transcript.say(text);
      if (!repeated) for (const call of calls) this.#call(call, index);
    } else if (!this.#commandsInMessage(text, index) && !this.#callsInText(text, index)) {
      if (
        results.some((result) => contentText(result["content"]) !== "") &&
        this.#transcript.lastStatus === "missing"
      ) {
        for (const result of results) this.#transcript.answerNext(answerOf(result, this.#agent));
        return;
      }
      this.#transcript.message(text);
    }
    this.#answer(results, this.#transcript.calls.length - before);
  }

  #answer(results: readonly JsonRecord[], made: number): void {
    for (const result of results) {
      const answer = answerOf(result, this.#agent);
      if (this.#transcript.answer(textIn(result["source_call_id"]), answer)) continue;
      // Several commands of one turn share one answer: it shows the terminal after the last.
      if (results.length === 1 && made > 1 && textIn(result["source_call_id"]) === undefined)
        this.#transcript.answerLast(answer);
      else if (made > 0) this.#transcript.answerNext(answer);
    }
  }

  #call(call: JsonRecord, index: number): void {
    const recorded = textIn(call["function_name"]) ?? "unknown";
    const { input, malformed } = readArguments(call["arguments"]);
    const id = textIn(call["tool_call_id"]);
    const submits = submitTools.has(recorded);
    const raw = recorded === "swe_agent_action" ? textIn(recordOf(input)["raw_action"]) : undefined;
    const shell = shellCall(recorded, input);
    this.#transcript.call({
      origin: { index, ...optional("id", id) },
      tool: recorded,
      input,
      command: raw ?? shell?.command,
      dialect: raw !== undefined ? "swe-agent" : shell !== undefined ? "shell" : "tool",
      turn: this.#turn,
      cwd: shell?.cwd,
      id,
      malformed,
      submits: submits || (raw !== undefined && /^\s*submit\b/.test(raw)),
    });
    if (submits) this.#transcript.say(submitText(input));
  }

  /** Models without function calling write their calls into the text. */
  #callsInText(text: string, index: number): boolean {
    const written = readTextCalls(text);
    if (written === undefined) return false;
    this.#transcript.say(written.says);
    for (const { tool, input } of written.calls) this.#call({ function_name: tool, arguments: input }, index);
    return true;
  }

  /** Terminus without tool calls: the commands stand as JSON in the message. */
  #commandsInMessage(text: string, index: number): boolean {
    if (!this.#terminus || !text.trimStart().startsWith("{")) return false;
    const plan = parseJson(text);
    if (!isRecord(plan) || !Array.isArray(plan["commands"])) return false;
    this.#transcript.say([plan["analysis"], plan["plan"]].filter((part) => typeof part === "string").join("\n"));
    for (const command of listOf(plan["commands"])) {
      this.#call({ function_name: "bash_command", arguments: command }, index);
    }
    if (plan["task_complete"] === true) this.#call({ function_name: "mark_task_complete", arguments: {} }, index);
    return true;
  }
}

function answerOf(result: JsonRecord, agent: string): Answer {
  const extra = recordOf(result["extra"]);
  const content = result["content"];
  const text = contentText(content);
  const observation = text === "" && isRecord(content) ? jsonText(content) : text;
  const subagents = listOf(result["subagent_trajectory_ref"])
    .map((reference) => textIn(recordOf(reference)["trajectory_id"]) ?? textIn(recordOf(reference)["session_id"]))
    .filter((id) => id !== undefined);
  const status = statusOf(observation, extra["is_error"] === true, agent);
  return {
    observation,
    ...optional("exitCode", integerIn(extra["exit_code"]) ?? integerIn(extra["returncode"])),
    ...optional("status", status === "ok" ? undefined : status),
    subagents,
  };
}

/** The trajectory keeps little more than texts; how each agent's tools say no is known. */
function statusOf(observation: string, failed: boolean, agent: string): StepStatus | undefined {
  if (agent.includes("claude")) return claudeStatus(observation, failed);
  if (agent.includes("gemini") || agent.includes("qwen")) return geminiStatus(observation, failed);
  if (agent.includes("openhands")) return openHandsStatus(observation, failed);
  return failed ? "error" : undefined;
}
