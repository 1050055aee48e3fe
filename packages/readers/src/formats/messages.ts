import type { EndedBy, Origin } from "@mulligan/core";
import { contentText, isRecord, listOf, observationText, optional, readArguments, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import { shellCall } from "./shell-call.js";
import { submitText, submitTools } from "./submit-tools.js";
import { readTextAnswer, readTextCalls, taskIn } from "./text-calls.js";
import { Transcript } from "./transcript.js";
import type { Answer } from "./transcript.js";

/**
 * A conversation in the words of the model APIs: OpenAI's `tool_calls`, Anthropic's blocks, the AI SDK's parts,
 * LangChain's and Inspect's messages. What they share is a role, text, calls with an id, and answers that name it.
 */
export class Messages {
  readonly transcript: Transcript = new Transcript();
  #task: string | undefined;
  #model: string | undefined;
  #turn = 0;
  #last: "agent" | "call" | "other" = "other";

  add(message: JsonRecord, origin: Origin): void {
    const role = textIn(message["role"]) ?? textIn(message["type"]) ?? textIn(message["from"]) ?? "";
    switch (role) {
      case "assistant":
      case "ai":
      case "gpt":
      case "model":
        return this.#assistant(message, origin);
      case "user":
      case "human":
        return this.#user(message);
      case "tool":
      case "function":
      case "toolResult":
        return this.#tool(message);
      default:
    }
  }

  #assistant(message: JsonRecord, origin: Origin): void {
    this.#turn += 1;
    this.#model ??= textIn(message["model"]);
    const content = message["content"] ?? message["value"];
    const before = this.transcript.calls.length;
    const written = listOf(message["tool_calls"]).length === 0 ? readTextCalls(contentText(content)) : undefined;
    if (written !== undefined) {
      this.#say(written.says);
      for (const { tool, input } of written.calls) this.call(tool, input, undefined, origin);
    } else if (typeof content === "string") this.#say(content);
    else for (const part of listOf(content)) this.#part(recordOf(part), origin);
    for (const item of listOf(message["tool_calls"])) {
      const call = recordOf(item);
      const name = recordOf(call["function"]);
      const tool =
        textIn(name["name"]) ??
        textIn(call["function"]) ??
        textIn(call["name"]) ??
        textIn(recordOf(call["custom"])["name"]);
      const recorded = name["arguments"] ?? call["arguments"] ?? call["args"] ?? recordOf(call["custom"])["input"];
      this.call(tool, recorded, textIn(call["id"]), origin, textIn(call["parse_error"]) !== undefined);
    }
    const legacy = message["function_call"];
    if (isRecord(legacy)) this.call(textIn(legacy["name"]), legacy["arguments"], undefined, origin);
    if (this.transcript.calls.length === before) this.transcript.endTurn();
  }

  #part(part: JsonRecord, origin: Origin): void {
    switch (part["type"]) {
      case "text":
      case "output_text":
        return this.#say(contentText(part));
      case "tool_use":
      case "server_tool_use":
        return this.call(textIn(part["name"]), part["input"], textIn(part["id"]), origin);
      case "toolCall":
        return this.call(textIn(part["name"]), part["arguments"], textIn(part["id"]), origin);
      case "tool-call":
        return this.call(textIn(part["toolName"]), part["input"] ?? part["args"], textIn(part["toolCallId"]), origin);
      case "tool_result":
      case "tool-result":
        return this.#result(part);
      default:
    }
  }

  #say(text: string): void {
    if (text.trim() === "") return;
    this.transcript.say(text);
    this.#last = "agent";
  }

  call(name: string | undefined, recorded: unknown, id: string | undefined, origin: Origin, broken = false): void {
    const tool = name ?? "unknown";
    const { input, malformed } = readArguments(recorded);
    const shell = shellCall(tool, input);
    this.transcript.call({
      origin: { ...origin, ...optional("id", id) },
      tool,
      input,
      command: shell?.command,
      cwd: shell?.cwd,
      turn: this.#turn,
      id,
      malformed: malformed || broken,
      submits: submitTools.has(tool),
    });
    this.#last = "call";
    if (submitTools.has(tool)) this.transcript.say(submitText(input));
  }

  #user(message: JsonRecord): void {
    const content = message["content"] ?? message["value"];
    const texts: string[] = [];
    if (typeof content === "string") texts.push(content);
    for (const item of listOf(content)) {
      const part = recordOf(item);
      if (part["type"] === "tool_result" || part["type"] === "tool-result") this.#result(part);
      else texts.push(contentText(part));
    }
    const text = texts.filter((piece) => piece !== "").join("\n");
    if (text.trim() === "") return;
    const answered = this.#task === undefined ? undefined : readTextAnswer(text);
    if (answered !== undefined) return this.answer(undefined, answered, false);
    if (this.#task === undefined) this.#task = taskIn(text);
    else this.transcript.user(text);
    this.#last = "other";
  }

  #tool(message: JsonRecord): void {
    const parts = listOf(message["content"])
      .map(recordOf)
      .filter((part) => part["type"] === "tool-result");
    if (parts.length > 0) {
      for (const part of parts) this.#result(part);
      return;
    }
    const error = recordOf(message["error"]);
    const failed =
      message["is_error"] === true ||
      message["isError"] === true ||
      message["status"] === "error" ||
      isRecord(message["error"]);
    const observation = observationText(message["content"]) || (textIn(error["message"]) ?? "");
    this.answer(
      textIn(message["tool_call_id"]) ?? textIn(message["toolCallId"]),
      observation,
      failed,
      error["type"] === "parsing",
    );
  }

  #result(part: JsonRecord): void {
    const id = textIn(part["tool_use_id"]) ?? textIn(part["toolCallId"]);
    const output = part["output"] ?? part["result"];
    const typed = isRecord(output) && typeof output["type"] === "string" && "value" in output ? output : undefined;
    const kind = textIn(typed?.["type"]) ?? "";
    const failed = part["is_error"] === true || part["isError"] === true || kind.startsWith("error");
    const observation = observationText(typed?.["value"] ?? output ?? part["content"]);
    if (kind === "execution-denied") this.#fill(id, { observation, status: "refused" });
    else this.answer(id, observation, failed);
  }

  answer(id: string | undefined, observation: string, failed: boolean, invalid = false): void {
    const status = invalid ? ("invalid" as const) : failed ? ("error" as const) : undefined;
    this.#fill(id, { observation, ...optional("status", status) });
  }

  #fill(id: string | undefined, answer: Answer): void {
    // Without ids, answers come in the order of the calls.
    if (!this.transcript.answer(id, answer) && id === undefined) this.transcript.answerNext(answer);
    this.#last = "other";
  }

  get task(): string {
    return this.#task ?? "";
  }

  get model(): string | undefined {
    return this.#model;
  }

  get endedBy(): EndedBy {
    if (this.transcript.lastSubmits) return "finished";
    return this.#last === "agent" && !this.transcript.silent ? "message" : "cut";
  }

  /** The run, for formats that know nothing besides the conversation. */
  run(format: string, skippedLines: number): RecordedRun {
    const { transcript } = this;
    return {
      format,
      agent: optional("model", this.#model),
      task: this.task,
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: transcript.finalMessage,
      ended: true,
      endedBy: this.endedBy,
      skippedLines,
    };
  }
}
