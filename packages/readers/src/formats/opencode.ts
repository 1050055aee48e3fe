import type { EndedBy, Origin } from "@mulligan/core";
import { contentText, integerIn, isRecord, listOf, observationText, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { shellCall } from "./shell-call.js";
import { Transcript } from "./transcript.js";
import type { Answer } from "./transcript.js";

/** OpenCode: the stream of `opencode run --format json`, and what `opencode export` writes. */
export const openCode: Format = {
  name: "opencode",
  matches(source: Source): Match {
    if (isExport(source.value)) return match({ name: "an export", found: true });
    return match(
      {
        name: "lines with `sessionID`",
        found: someRecord(source, (record) => "sessionID" in record && typeof record["type"] === "string"),
      },
      {
        name: "lines with `part`, or of type `error`",
        found: someRecord(
          source,
          (record) => "sessionID" in record && (isRecord(record["part"]) || record["type"] === "error"),
        ),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const run = new Parts();
    if (isExport(source.value)) {
      const root = recordOf(source.value);
      for (const [index, message] of listOf(root["messages"]).entries()) run.addMessage(recordOf(message), index);
      return [run.finish(0, textIn(recordOf(root["info"])["id"]), textIn(recordOf(root["info"])["directory"]))];
    }
    for (const { value, origin } of source.records) if (isRecord(value)) run.addLine(value, origin);
    return [run.finish(source.skippedLines)];
  },
};

function isExport(value: unknown): boolean {
  const messages = listOf(recordOf(value)["messages"]);
  const first = recordOf(messages[0]);
  return isRecord(recordOf(value)["info"]) && isRecord(first["info"]) && Array.isArray(first["parts"]);
}

class Parts {
  readonly #transcript = new Transcript();
  readonly #seen = new Set<string>();
  readonly #turns = new Map<string, number>();
  #session: string | undefined;
  #model: string | undefined;
  #task: string | undefined;
  #reason: string | undefined;
  #error: string | undefined;

  addLine(line: JsonRecord, origin: Origin): void {
    this.#session ??= textIn(line["sessionID"]);
    if (line["type"] === "error") this.#fail(line["error"] ?? line["part"]);
    else if (line["type"] === "user") this.#user(contentText(recordOf(line["part"])));
    else this.#part(recordOf(line["part"]), origin);
  }

  addMessage(message: JsonRecord, index: number): void {
    const info = recordOf(message["info"]);
    const parts = listOf(message["parts"]).map(recordOf);
    if (info["role"] === "user") {
      this.#user(
        parts
          .filter((part) => part["type"] === "text" && part["synthetic"] !== true)
          .map((part) => contentText(part))
          .join("\n"),
      );
      if (parts.some((part) => part["type"] === "compaction")) this.#transcript.compaction("unknown");
      return;
    }
    this.#model ??= textIn(info["modelID"]);
    if (info["summary"] === true) {
      this.#transcript.compaction("automatic");
      return;
    }
    for (const part of parts) this.#part(part, { index });
    if (isRecord(info["error"])) this.#fail(info["error"]);
    this.#reason = textIn(info["finish"]) ?? this.#reason;
  }

  #user(text: string): void {
    if (text.trim() === "") return;
    if (this.#task === undefined) this.#task = text;
    else this.#transcript.user(text);
  }

  #part(part: JsonRecord, origin: Origin): void {
    const id = textIn(part["id"]);
    switch (part["type"]) {
      case "text":
        if (!this.#isNew(id)) return;
        this.#error = undefined;
        return this.#transcript.say(contentText(part));
      case "step-finish":
        this.#reason = textIn(part["reason"]);
        return;
      case "compaction":
        return this.#transcript.compaction(part["auto"] === true ? "automatic" : "unknown");
      case "tool":
        if (this.#isNew(textIn(part["callID"]) ?? id)) this.#tool(part, origin);
        return;
      default:
    }
  }

  #isNew(id: string | undefined): boolean {
    if (id === undefined) return true;
    if (this.#seen.has(id)) return false;
    this.#seen.add(id);
    return true;
  }

  #tool(part: JsonRecord, origin: Origin): void {
    const state = recordOf(part["state"]);
    const tool = textIn(part["tool"]) ?? "unknown";
    const input = state["input"] ?? {};
    const shell = shellCall(tool, input);
    const id = textIn(part["callID"]);
    this.#error = undefined;
    this.#transcript.call({
      origin: { ...origin, ...optional("id", id) },
      tool,
      input,
      command: shell?.command,
      cwd: shell?.cwd,
      turn: this.#turn(textIn(part["messageID"])),
      malformed: tool === "invalid",
    });
    if (state["status"] === "completed" || state["status"] === "error") this.#transcript.answerLast(answerOf(state));
  }

  #turn(message: string | undefined): number | undefined {
    if (message === undefined) return undefined;
    const turn = this.#turns.get(message) ?? this.#turns.size + 1;
    this.#turns.set(message, turn);
    return turn;
  }

  #fail(error: unknown): void {
    const record = recordOf(error);
    this.#error =
      textIn(recordOf(record["data"])["message"]) ??
      textIn(record["message"]) ??
      textIn(record["name"]) ??
      observationText(error);
    if (record["name"] === "MessageAbortedError") this.#transcript.interruption();
    else this.#transcript.modelError(this.#error);
    if (record["name"] === "MessageAbortedError") this.#reason = "aborted";
  }

  finish(skippedLines: number, session?: string, cwd?: string): RecordedRun {
    const transcript = this.#transcript;
    const endedBy = this.#end();
    return {
      ...optional("id", session ?? this.#session),
      format: "opencode",
      agent: { name: "opencode", ...optional("model", this.#model) },
      task: this.#task ?? "",
      ...optional("cwd", cwd),
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: transcript.finalMessage,
      ended: true,
      endedBy,
      ...optional("endedDetail", this.#reason),
      ...optional("infrastructure", endedBy === "error" ? this.#error : undefined),
      skippedLines,
    };
  }

  #end(): EndedBy {
    if (this.#reason === "aborted") return "interrupted";
    if (this.#error !== undefined)
      return /context.{0,20}(?:window|length)|too long|ContextOverflow/i.test(this.#error) ? "context" : "error";
    if (this.#reason === "stop") return "message";
    return "cut";
  }
}

const refused = /user (?:rejected|dismissed)|rejected permission|prevents you from using this specific tool call/i;

function answerOf(state: JsonRecord): Answer {
  const metadata = recordOf(state["metadata"]);
  const details = Object.keys(metadata).length > 0 ? metadata : undefined;
  if (state["status"] === "error") {
    const observation = observationText(state["error"] ?? state["output"]);
    return { observation, status: refused.test(observation) ? "refused" : "error", details };
  }
  const child = textIn(metadata["sessionId"]) ?? textIn(metadata["sessionID"]);
  return {
    observation: observationText(state["output"]),
    exitCode: integerIn(metadata["exit"]) ?? null,
    details,
    subagents: child === undefined ? undefined : [child],
  };
}
