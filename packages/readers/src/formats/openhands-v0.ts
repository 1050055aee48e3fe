import type { EndedBy, Origin } from "@mulligan/core";
import { contentText, integerIn, isRecord, listOf, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { openHandsStatus, startFolder, uploadedTo } from "./openhands-answers.js";
import { openHandsCall } from "./openhands-call.js";
import { Transcript } from "./transcript.js";

/** OpenHands before its software-agent SDK: evaluation rows, event lists, lists of action and observation pairs. */
export const openHandsV0: Format = {
  name: "openhands-v0",
  runPerLine: true,
  matches(source: Source): Match {
    const root = recordOf(source.value);
    if (Array.isArray(root["history"])) {
      return match(
        { name: "a list `history`", found: true },
        {
          name: "`instance_id`, `issue` or `test_result`",
          found: "instance_id" in root || "issue" in root || "test_result" in root,
        },
        {
          name: "events with `action` or `observation` in `history`",
          found: listOf(root["history"]).flat().some(isEvent) || listOf(root["history"]).length === 0,
        },
      );
    }
    return match(
      { name: "a list of events, or one a line", found: source.form === "lines" || Array.isArray(source.value) },
      {
        name: "events with `source` and `action` or `observation`",
        found: someRecord(source, (record) => isEvent(record) && "source" in record),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const root = recordOf(source.value);
    if (!Array.isArray(root["history"])) {
      const run = new Events();
      for (const { value, origin } of source.records) run.add(value, origin);
      return [run.finish({}, source.skippedLines)];
    }
    const run = new Events();
    for (const [index, item] of listOf(root["history"]).entries()) {
      // Older rows pair each action with its observation.
      for (const event of Array.isArray(item) ? item : [item]) run.add(event, { index });
    }
    return [run.finish(root, 0)];
  },
};

function isEvent(value: unknown): boolean {
  return isRecord(value) && (typeof value["action"] === "string" || typeof value["observation"] === "string");
}

/** Actions of the machinery, which no model asked for. */
const notACall: ReadonlySet<string> = new Set([
  "system",
  "message",
  "recall",
  "change_agent_state",
  "condensation",
  "condensation_request",
  "null",
  "loop_recovery",
  "start",
  "pause",
  "resume",
  "stop",
]);

class Events {
  readonly #transcript = new Transcript();
  #task: string | undefined;
  #model: string | undefined;
  #turn = 0;
  #lastResponse: string | undefined;
  #state: string | undefined;
  #stuck = false;
  #finalThought = "";
  #cwd: string | undefined;

  add(value: unknown, origin: Origin): void {
    if (!isRecord(value)) return;
    if (typeof value["observation"] === "string") this.#observation(value, value["observation"]);
    else if (typeof value["action"] === "string") this.#action(value, value["action"], origin);
  }

  #action(event: JsonRecord, action: string, origin: Origin): void {
    const args = isRecord(event["args"]) ? event["args"] : event;
    const fromUser =
      event["source"] === "user" || (event["source"] === undefined && this.#task === undefined && action === "message");
    if (action === "message") {
      const text = textIn(args["content"]) ?? textIn(event["message"]) ?? "";
      if (!fromUser) this.#transcript.message(text);
      else if (this.#task === undefined) this.#task = text;
      else this.#transcript.user(text);
      return;
    }
    if (action === "condensation") this.#transcript.compaction("automatic");
    if (notACall.has(action) || event["source"] === "environment") return;
    // Commands that a person ran in the agent's terminal are none of its steps.
    if (event["source"] === "user") return;
    this.#call(event, action, args, origin);
  }

  #call(event: JsonRecord, action: string, args: JsonRecord, origin: Origin): void {
    const metadata = recordOf(event["tool_call_metadata"]);
    this.#model ??= textIn(recordOf(metadata["model_response"])["model"]);
    const response = textIn(recordOf(metadata["model_response"])["id"]);
    if (response === undefined || response !== this.#lastResponse) this.#turn += 1;
    this.#lastResponse = response;
    const submits = action === "finish" || action === "reject";
    const thought = textIn(args["thought"]);
    if (thought !== undefined && action !== "think") this.#transcript.say(thought);
    const command = action === "run" ? (textIn(args["command"]) ?? "") : undefined;
    const id = eventId(event["id"]);
    const { tool, input } = openHandsCall(event, action, args);
    this.#transcript.call({
      origin: { ...origin, ...optional("id", id) },
      tool,
      input,
      command: command === undefined || args["is_input"] === true || args["is_input"] === "true" ? undefined : command,
      turn: this.#turn,
      id,
      submits,
    });
    if (!submits) return;
    this.#transcript.answerLast({ observation: "" });
    this.#finalThought = textIn(args["final_thought"]) ?? textIn(recordOf(args["outputs"])["content"]) ?? "";
  }

  #observation(event: JsonRecord, observation: string): void {
    const extras = recordOf(event["extras"]);
    if (observation === "agent_state_changed") {
      this.#state = textIn(extras["agent_state"]);
      return;
    }
    if (observation === "condense") this.#transcript.compaction("automatic");
    if (observation === "loop_detection") this.#stuck = true;
    if (
      observation === "condense" ||
      observation === "recall" ||
      observation === "loop_detection" ||
      observation === "null"
    )
      return;
    const content = contentText(event["content"]);
    const exitCode =
      integerIn(recordOf(extras["metadata"])["exit_code"]) ??
      integerIn(extras["exit_code"]) ??
      integerIn(event["exit_code"]) ??
      null;
    const status =
      observation === "user_rejected" ? ("refused" as const) : openHandsStatus(content, observation === "error");
    if (observation === "run") this.#cwd ??= startFolder(extras);
    const answer = {
      observation: content,
      exitCode,
      ...(status === undefined ? {} : { status }),
      details: Object.keys(extras).length > 0 ? extras : undefined,
    };
    const cause = eventId(event["cause"]);
    if (cause !== undefined && this.#transcript.answer(cause, answer)) return;
    // Only the oldest rows name no cause; elsewhere this is about no recorded call.
    if (cause === undefined && event["id"] === undefined) this.#transcript.answerNext(answer);
  }

  finish(row: JsonRecord, skippedLines: number): RecordedRun {
    const transcript = this.#transcript;
    const error = textIn(row["error"]);
    const endedBy = this.#end(error);
    if (endedBy === "limit") transcript.limit(error ?? "");
    const metadata = recordOf(row["metadata"]);
    const result = recordOf(row["test_result"]);
    const submission = typeof result["git_patch"] === "string" ? result["git_patch"] : row["git_patch"];
    const verdict = verdictOf(row, result);
    const task = this.#task ?? textIn(row["instruction"]) ?? "";
    return {
      ...optional("id", textIn(row["instance_id"])),
      format: "openhands-v0",
      agent: {
        name: "openhands",
        ...optional("model", textIn(recordOf(metadata["llm_config"])["model"]) ?? this.#model),
      },
      task,
      ...optional("instanceId", textIn(row["instance_id"])),
      ...optional("root", uploadedTo(task)),
      ...optional("cwd", this.#cwd),
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: [transcript.finalMessage, this.#finalThought].filter((part) => part !== "").join("\n\n"),
      ...optional("submission", typeof submission === "string" ? submission : undefined),
      ended: true,
      endedBy,
      ...optional("endedDetail", error ?? this.#state),
      ...optional("infrastructure", endedBy === "error" ? (error ?? this.#state) : undefined),
      ...optional("verdict", verdict),
      skippedLines,
    };
  }

  #end(error: string | undefined): EndedBy {
    if (error !== undefined) {
      if (/maximum iteration|budget|AgentStuckInLoop/i.test(error)) return "limit";
      return /ContextWindowExceeded|context length|prompt is too long/i.test(error) ? "context" : "error";
    }
    if (this.#transcript.lastSubmits) return "finished";
    if (this.#stuck) return "limit";
    if (this.#state === "error") return "error";
    return this.#transcript.silent ? "cut" : "message";
  }
}

function verdictOf(row: JsonRecord, result: JsonRecord): RecordedRun["verdict"] {
  const report = recordOf(row["report"] ?? result["report"]);
  const { resolved } = report;
  if (typeof resolved !== "boolean") return undefined;
  return { status: resolved ? "passed" : "failed", score: resolved ? 1 : 0, threshold: 1 };
}

function eventId(id: unknown): string | undefined {
  return typeof id === "number" || typeof id === "string" ? String(id) : undefined;
}
