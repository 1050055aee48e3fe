import type { EndedBy, Origin } from "@mulligan/core";
import { contentText, integerIn, isRecord, optional, readArguments, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { openHandsStatus, startFolder, uploadedTo } from "./openhands-answers.js";
import { shellCall } from "./shell-call.js";
import { Transcript } from "./transcript.js";
import type { Answer } from "./transcript.js";

/** Events of OpenHands' software-agent SDK: one a line, or a list; a single event is read as well. */
export const openHandsV1: Format = {
  name: "openhands-v1",
  matches(source: Source): Match {
    return match(
      {
        name: "events whose `kind` ends with `Event`",
        found: someRecord(
          source,
          ({ kind }) => typeof kind === "string" && /Event$|^Condensation|^UserRejectObservation$/.test(kind),
        ),
      },
      { name: "`source` in the events", found: someRecord(source, (record) => "kind" in record && "source" in record) },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const run = new Events();
    for (const { value, origin } of source.records) if (isRecord(value)) run.add(value, origin);
    return [run.finish(source.skippedLines)];
  },
};

class Events {
  readonly #transcript = new Transcript();
  readonly #turns = new Map<string, number>();
  readonly #seen = new Set<string>();
  #task: string | undefined;
  #status: string | undefined;
  #model: string | undefined;
  #error: string | undefined;
  #interrupted = false;
  #cwd: string | undefined;

  add(event: JsonRecord, origin: Origin): void {
    const id = textIn(event["id"]);
    if (id !== undefined) {
      if (this.#seen.has(id)) return;
      this.#seen.add(id);
    }
    switch (event["kind"]) {
      case "MessageEvent":
        return this.#message(event);
      case "ActionEvent":
        return this.#action(event, origin, id);
      case "ObservationEvent": {
        const observation = recordOf(event["observation"]);
        this.#cwd ??= startFolder(observation);
        return this.#observation(event, answerOf(observation));
      }
      case "AgentErrorEvent":
        return this.#observation(event, {
          observation: textIn(event["error"]) ?? "",
          status: openHandsStatus(textIn(event["error"]) ?? "", true) ?? "error",
        });
      case "UserRejectObservation":
        return this.#observation(event, { observation: textIn(event["rejection_reason"]) ?? "", status: "refused" });
      case "Condensation":
        return this.#transcript.compaction("automatic");
      case "ConversationStateUpdateEvent":
        return this.#state(event);
      case "ConversationErrorEvent":
        this.#error = textIn(event["detail"]) ?? textIn(event["error"]) ?? textIn(event["code"]) ?? "error";
        return this.#transcript.modelError(this.#error);
      case "PauseEvent":
      case "InterruptEvent":
        this.#interrupted = true;
        return this.#transcript.interruption();
      default:
    }
  }

  #message(event: JsonRecord): void {
    const text = contentText(recordOf(event["llm_message"])["content"]);
    if (event["source"] === "agent") this.#transcript.message(text);
    else if (this.#task === undefined) this.#task = text;
    else if (event["source"] === "user") this.#transcript.user(text);
  }

  #action(event: JsonRecord, origin: Origin, id: string | undefined): void {
    this.#interrupted = false;
    const action = recordOf(event["action"]);
    const kind = textIn(action["kind"]) ?? "";
    const call = recordOf(event["tool_call"]);
    const tool = textIn(event["tool_name"]) ?? textIn(call["name"]) ?? kind;
    const { kind: _kind, ...fields } = action;
    const input = Object.keys(fields).length > 0 ? fields : readArguments(call["arguments"]).input;
    const shell =
      kind === "TerminalAction" || kind === "ExecuteBashAction"
        ? textIn(action["command"])
        : shellCall(tool, input)?.command;
    const submits = kind === "FinishAction" || tool === "finish";
    this.#transcript.say(contentText(event["thought"]));
    const callId = textIn(event["tool_call_id"]);
    this.#transcript.call({
      origin: { ...origin, ...optional("id", id) },
      tool,
      input,
      command: action["is_input"] === true ? undefined : shell,
      turn: this.#turn(textIn(event["llm_response_id"])),
      id: callId ?? id,
      submits,
      // A call whose arguments do not fit its tool keeps no action.
      malformed: event["action"] === null,
    });
    if (submits) this.#transcript.say(textIn(action["message"]) ?? "");
  }

  #turn(response: string | undefined): number | undefined {
    if (response === undefined) return undefined;
    const turn = this.#turns.get(response) ?? this.#turns.size + 1;
    this.#turns.set(response, turn);
    return turn;
  }

  #observation(event: JsonRecord, answer: Answer): void {
    if (!this.#transcript.answer(textIn(event["tool_call_id"]), answer))
      this.#transcript.answer(textIn(event["action_id"]), answer);
  }

  #state(event: JsonRecord): void {
    const { key, value } = event;
    if (key === "execution_status") this.#status = textIn(value);
    else if (key === "full_state") this.#status = textIn(recordOf(value)["execution_status"]) ?? this.#status;
    else if (key === "stats") {
      const models = Object.values(recordOf(recordOf(value)["usage_to_metrics"])).map((metrics) =>
        textIn(recordOf(metrics)["model_name"]),
      );
      this.#model ??= models.find((model) => model !== undefined);
    }
  }

  finish(skippedLines: number): RecordedRun {
    const transcript = this.#transcript;
    const endedBy = this.#end();
    if (endedBy === "limit") transcript.limit(this.#status ?? "");
    return {
      format: "openhands-v1",
      agent: { name: "openhands", ...optional("model", this.#model) },
      task: this.#task ?? "",
      ...optional("root", uploadedTo(this.#task ?? "")),
      ...optional("cwd", this.#cwd),
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: transcript.finalMessage,
      ended: this.#status !== "running" || endedBy !== "cut",
      endedBy,
      ...optional("endedDetail", this.#status),
      ...optional("infrastructure", endedBy === "error" ? (this.#error ?? "error") : undefined),
      skippedLines,
    };
  }

  #end(): EndedBy {
    if (this.#status === "stuck") return "limit";
    if (this.#status === "error" || (this.#error !== undefined && this.#status === undefined)) {
      if (/max(?:imum)?.?iteration/i.test(this.#error ?? "")) return "limit";
      return /context window|context length|too long/i.test(this.#error ?? "") ? "context" : "error";
    }
    if (this.#transcript.lastSubmits) return "finished";
    if (this.#interrupted) return "interrupted";
    return this.#transcript.silent ? "cut" : "message";
  }
}

function answerOf(observation: JsonRecord): Answer {
  const text =
    contentText(observation["content"]) || contentText(observation["output"]) || textIn(observation["error"]) || "";
  const failed = observation["is_error"] === true || typeof observation["error"] === "string";
  const status = openHandsStatus(text, failed);
  // Beside a call that was turned down, -1 stands for no exit code.
  const exitCode =
    status === "invalid"
      ? null
      : (integerIn(observation["exit_code"]) ?? integerIn(recordOf(observation["metadata"])["exit_code"]) ?? null);
  const { content: _content, output: _output, ...details } = observation;
  return { observation: text, exitCode, details, ...optional("status", status) };
}
