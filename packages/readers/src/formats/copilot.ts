import type { EndedBy } from "@mulligan/core";
import {
  contentText,
  integerIn,
  isRecord,
  observationText,
  optional,
  readArguments,
  recordOf,
  textIn,
} from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { shellCall } from "./shell-call.js";
import { Transcript } from "./transcript.js";

/** Copilot's command line: lines with `type` and `data`, or flat `tool_use` and `tool_result` lines with `usage`. */
export const copilot: Format = {
  name: "copilot",
  matches: (source: Source): Match =>
    match({
      name: "lines of type `tool.execution_start` or `assistant.message` with `data`, or flat `tool_use` and `usage` lines",
      found:
        someRecord(
          source,
          ({ type, data }) => (type === "tool.execution_start" || type === "assistant.message") && isRecord(data),
        ) ||
        (someRecord(source, isFlatCall) && someRecord(source, ({ type }) => type === "usage" || type === "result")),
    }),
  read(source: Source): readonly RecordedRun[] {
    const stream = new Stream();
    for (const { value, origin } of source.records) {
      const line = recordOf(value);
      stream.add(textIn(line["type"]) ?? "", isRecord(line["data"]) ? line["data"] : line, origin);
    }
    return [stream.finish(source.skippedLines)];
  },
};

function isFlatCall(record: JsonRecord): boolean {
  return (
    record["type"] === "tool_use" &&
    (typeof record["name"] === "string" || typeof record["tool"] === "string") &&
    !("sessionID" in record) &&
    !("tool_name" in record)
  );
}

class Stream {
  readonly #transcript = new Transcript();
  #session: string | undefined;
  #model: string | undefined;
  #cwd: string | undefined;
  #task: string | undefined;
  #result: JsonRecord | undefined;
  #error: string | undefined;
  #turn = 0;

  add(type: string, data: JsonRecord, origin: { readonly line?: number; readonly index?: number }): void {
    const transcript = this.#transcript;
    switch (type) {
      case "session.start":
        this.#session ??= textIn(data["sessionId"]);
        this.#model ??= textIn(data["selectedModel"]) ?? textIn(data["model"]);
        this.#cwd ??= textIn(recordOf(data["context"])["cwd"]);
        return;
      case "user.message":
        if (this.#task === undefined) this.#task = contentText(data["content"]);
        else transcript.user(contentText(data["content"]));
        return;
      case "assistant.message":
      case "assistant":
      case "message":
      case "text":
        this.#turn += 1;
        return transcript.say(contentText(data["content"] ?? data["text"]));
      case "tool.execution_start":
      case "tool_use": {
        this.#model ??= textIn(data["model"]);
        const tool = textIn(data["toolName"]) ?? textIn(data["name"]) ?? textIn(data["tool"]) ?? "unknown";
        const { input, malformed } = readArguments(data["arguments"] ?? data["input"] ?? data["args"]);
        const shell = shellCall(tool, input);
        const id = textIn(data["toolCallId"]) ?? textIn(data["id"]) ?? textIn(data["tool_use_id"]);
        return transcript.call({
          origin: { ...origin, ...optional("id", id) },
          tool,
          input,
          command: shell?.command,
          cwd: shell?.cwd,
          turn: this.#turn,
          id,
          malformed,
        });
      }
      case "tool.execution_complete":
      case "tool_result":
        return this.#answer(data);
      case "abort":
        return transcript.interruption();
      case "session.compaction_complete":
        return transcript.compaction("unknown");
      case "session.error":
      case "error":
        this.#error = textIn(data["message"]) ?? "error";
        return transcript.modelError(this.#error);
      case "result":
        this.#result = data;
        return;
      default:
    }
  }

  #answer(data: JsonRecord): void {
    const result = data["result"] ?? data["content"] ?? data["output"];
    const error = data["error"];
    const failed = data["success"] === false || data["is_error"] === true || (error !== undefined && error !== null);
    const detailed = recordOf(result);
    const observation =
      textIn(detailed["content"]) ??
      textIn(detailed["detailedContent"]) ??
      observationText(result ?? recordOf(error)["message"] ?? error);
    const denied = recordOf(error)["code"] === "denied" || recordOf(error)["code"] === "rejected";
    const id = textIn(data["toolCallId"]) ?? textIn(data["tool_use_id"]) ?? textIn(data["id"]);
    const answer = {
      observation,
      ...optional("exitCode", integerIn(data["exitCode"])),
      ...(denied ? { status: "refused" as const } : failed ? { status: "error" as const } : {}),
    };
    if (!this.#transcript.answer(id, answer)) this.#transcript.answerNext(answer);
  }

  finish(skippedLines: number): RecordedRun {
    const transcript = this.#transcript;
    const code = integerIn(this.#result?.["exitCode"]);
    const failed = this.#error !== undefined && transcript.silent;
    const endedBy: EndedBy =
      failed || (code !== undefined && code !== 0) ? "error" : transcript.silent ? "cut" : "message";
    return {
      ...optional("id", this.#session ?? textIn(this.#result?.["sessionId"])),
      format: "copilot",
      agent: { name: "copilot", ...optional("model", this.#model) },
      task: this.#task ?? "",
      ...optional("cwd", this.#cwd),
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: transcript.finalMessage,
      ended: true,
      endedBy,
      ...optional(
        "infrastructure",
        endedBy === "error" ? (this.#error ?? `exit code ${code ?? "unknown"}`) : undefined,
      ),
      skippedLines,
    };
  }
}
