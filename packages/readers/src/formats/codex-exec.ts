import type { EndedBy, Origin } from "@mulligan/core";
import {
  contentText,
  integerIn,
  isRecord,
  listOf,
  observationText,
  optional,
  recordOf,
  textIn,
  wordOf,
} from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { commandLine } from "./shell-call.js";
import { Transcript } from "./transcript.js";

/** What `codex exec --json` prints. The user's prompt is not in it. */
export const codexExec: Format = {
  name: "codex-exec",
  matches(source: Source): Match {
    return match(
      {
        name: "lines of type `thread.started` or `turn.started`",
        found: someRecord(source, ({ type }) => type === "thread.started" || type === "turn.started"),
      },
      {
        name: "lines of type `item.completed`, `turn.completed` or `turn.failed`",
        found: someRecord(
          source,
          ({ type }) => typeof type === "string" && /^(?:item\.|turn\.(?:completed|failed))/.test(type),
        ),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const stream = new Stream();
    for (const { value, origin } of source.records) if (isRecord(value)) stream.add(value, origin);
    return [stream.finish(source.skippedLines)];
  },
};

class Stream {
  readonly #transcript = new Transcript();
  readonly #called = new Set<string>();
  #thread: string | undefined;
  #completed = false;
  #error: string | undefined;

  add(line: JsonRecord, origin: Origin): void {
    switch (line["type"]) {
      case "thread.started":
        this.#thread ??= textIn(line["thread_id"]);
        return;
      case "turn.started":
        this.#completed = false;
        return;
      case "turn.completed":
        this.#completed = true;
        return;
      case "turn.failed":
      case "error":
        this.#error = textIn(recordOf(line["error"])["message"]) ?? textIn(line["message"]) ?? "error";
        return this.#transcript.modelError(this.#error);
      case "item.started":
        return this.#started(recordOf(line["item"]), origin);
      case "item.completed":
        return this.#item(recordOf(line["item"]), origin);
      default:
    }
  }

  /** Calls take their place when they start: those that run side by side complete in any order. */
  #started(item: JsonRecord, origin: Origin): void {
    if (callTypes.has(item["type"])) this.#call(item, origin);
  }

  #item(item: JsonRecord, origin: Origin): void {
    const type = item["type"] ?? item["item_type"];
    if (type === "agent_message" || type === "assistant_message") this.#transcript.say(contentText(item["text"]));
    else if (type === "error") this.#transcript.modelError(contentText(item["message"]));
    else if (callTypes.has(type)) {
      const id = textIn(item["id"]);
      if (id === undefined || !this.#called.has(id)) this.#call(item, origin);
      const answer = answerOf(type, item);
      if (!this.#transcript.answer(id, answer)) this.#transcript.answerLast(answer);
    }
  }

  #call(item: JsonRecord, origin: Origin): void {
    const id = textIn(item["id"]);
    if (id !== undefined) {
      if (this.#called.has(id)) return;
      this.#called.add(id);
    }
    const type = textIn(item["type"]) ?? textIn(item["item_type"]) ?? "unknown";
    const command = type === "command_execution" ? (commandLine(item["command"]) ?? "") : undefined;
    this.#transcript.call({
      origin: { ...origin, ...optional("id", id) },
      tool: toolOf(type, item),
      input: inputOf(type, item),
      command,
      id,
    });
  }

  finish(skippedLines: number): RecordedRun {
    const transcript = this.#transcript;
    const endedBy = this.#end();
    return {
      ...optional("id", this.#thread),
      format: "codex-exec",
      agent: { name: "codex" },
      task: "",
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: transcript.finalMessage,
      ended: true,
      endedBy,
      ...optional("infrastructure", endedBy === "error" ? this.#error : undefined),
      skippedLines,
    };
  }

  #end(): EndedBy {
    if (this.#completed && !this.#transcript.silent) return "message";
    if (this.#error !== undefined)
      return /context.{0,20}(?:window|length)|too long/i.test(this.#error) ? "context" : "error";
    return this.#completed ? "message" : "cut";
  }
}

const callTypes: ReadonlySet<unknown> = new Set([
  "command_execution",
  "file_change",
  "mcp_tool_call",
  "web_search",
  "todo_list",
  "collab_tool_call",
]);

function toolOf(type: string, item: JsonRecord): string {
  if (type === "command_execution") return "shell";
  if (type === "todo_list") return "update_plan";
  if (type === "mcp_tool_call") return `${textIn(item["server"]) ?? "mcp"}__${textIn(item["tool"]) ?? "unknown"}`;
  return type;
}

function inputOf(type: string, item: JsonRecord): unknown {
  if (type === "command_execution") return { command: item["command"] };
  if (type === "file_change") return { changes: item["changes"] };
  if (type === "mcp_tool_call") return item["arguments"] ?? {};
  return type === "todo_list" ? { items: item["items"] } : { query: item["query"] };
}

function answerOf(type: unknown, item: JsonRecord): { observation: string; exitCode: number | null; status?: "error" } {
  const exitCode = integerIn(item["exit_code"]) ?? null;
  const failed = item["status"] === "failed" || isRecord(item["error"]);
  const text =
    type === "command_execution"
      ? contentText(item["aggregated_output"])
      : type === "file_change"
        ? listOf(item["changes"])
            .map((change) => `${wordOf(recordOf(change)["kind"])} ${wordOf(recordOf(change)["path"])}`)
            .join("\n")
        : (textIn(recordOf(item["error"])["message"]) ??
          observationText(recordOf(item["result"])["content"] ?? item["result"]));
  return { observation: text, exitCode, ...(failed ? { status: "error" as const } : {}) };
}
