import type { EndedBy } from "@mulligan/core";
import { contentText, isRecord, listOf, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source, SourceRecord } from "../source.js";
import { answerOf, refusalWords } from "./claude-answers.js";
import { userText } from "./claude-prompts.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { Transcript } from "./transcript.js";

/** Claude Code's session files. Records are taken in file order, those of sub-agents left out. */
export const claudeCode: Format = {
  name: "claude-code",
  matches(source: Source): Match {
    return match(
      {
        name: "lines with `sessionId` and `uuid`",
        found: someRecord(source, (record) => "sessionId" in record && "uuid" in record),
      },
      { name: "lines of type `user` or `assistant` with `message.content`", found: someRecord(source, isTurn) },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    const session = new Session(source.records);
    return [session.read(source.skippedLines)];
  },
};

function isTurn(record: JsonRecord): boolean {
  const message = record["message"];
  return (
    (record["type"] === "user" || record["type"] === "assistant") &&
    isRecord(message) &&
    "content" in message &&
    "sessionId" in record
  );
}

class Session {
  readonly #records: readonly SourceRecord[];
  readonly #transcript = new Transcript();
  readonly #seen = new Set<string>();
  readonly #turns = new Map<string, number>();
  /** A sub-agent's own file has nothing but side-chain records. */
  readonly #sidechain: boolean;
  #task: string | undefined;
  #cwd: string | undefined;
  #version: string | undefined;
  #model: string | undefined;
  #sessionId: string | undefined;
  #agentId: string | undefined;
  #last: "text" | "call" | "answer" | "user" | "refusal" | "interruption" | "error" | undefined;
  #lastError = "";

  constructor(records: readonly SourceRecord[]) {
    this.#records = records;
    this.#sidechain = !records.some(
      ({ value }) => isRecord(value) && isRecord(value["message"]) && value["isSidechain"] !== true,
    );
  }

  read(skippedLines: number): RecordedRun {
    const records = this.#records;
    for (let index = 0; index < records.length; index += 1) {
      const record = records[index];
      if (record === undefined || !isRecord(record.value)) continue;
      this.#read(record.value, record, recordOf(records[index + 1]?.value));
    }
    const transcript = this.#transcript;
    const endedBy = this.#end();
    const id = this.#sidechain ? (this.#agentId ?? this.#sessionId) : this.#sessionId;
    return {
      ...optional("id", id),
      format: "claude-code",
      ...optional("formatVersion", this.#version),
      agent: { name: "claude-code", ...optional("version", this.#version), ...optional("model", this.#model) },
      task: this.#task ?? "",
      ...optional("cwd", this.#cwd),
      calls: transcript.calls,
      events: transcript.events,
      finalMessage: transcript.finalMessage,
      ended: true,
      endedBy,
      ...optional("infrastructure", endedBy === "error" ? this.#lastError : undefined),
      skippedLines,
    };
  }

  #read(value: JsonRecord, record: SourceRecord, following: JsonRecord): void {
    if (value["isSidechain"] === true && !this.#sidechain) return;
    const uuid = textIn(value["uuid"]);
    if (uuid !== undefined) {
      if (this.#seen.has(uuid)) return;
      this.#seen.add(uuid);
    }
    this.#sessionId ??= textIn(value["sessionId"]);
    this.#agentId ??= textIn(value["agentId"]);
    this.#cwd ??= textIn(value["cwd"]);
    this.#version ??= textIn(value["version"]);
    switch (value["type"]) {
      case "assistant":
        return this.#assistant(value, record);
      case "user":
        return this.#user(value, following);
      case "system":
        return this.#system(value);
      case "attachment": {
        const attachment = recordOf(value["attachment"]);
        if (attachment["type"] === "queued_command") this.#prompt(contentText(attachment["prompt"]));
        return;
      }
      default:
    }
  }

  #assistant(value: JsonRecord, record: SourceRecord): void {
    const message = recordOf(value["message"]);
    const model = textIn(message["model"]);
    const blocks = message["content"];
    if (value["isApiErrorMessage"] === true) {
      this.#lastError = contentText(blocks);
      this.#transcript.modelError(this.#lastError);
      this.#last = "error";
      return;
    }
    // Placeholders that the client writes itself.
    if (model === "<synthetic>") return;
    this.#model ??= model;
    if (typeof blocks === "string") {
      this.#transcript.say(blocks);
      this.#last = "text";
      return;
    }
    for (const item of listOf(blocks)) {
      const block = recordOf(item);
      if (block["type"] === "text") {
        this.#transcript.say(contentText(block));
        this.#last = "text";
      } else if (block["type"] === "tool_use") {
        this.#call(block, value, textIn(message["id"]), record);
      }
    }
  }

  #call(block: JsonRecord, value: JsonRecord, messageId: string | undefined, record: SourceRecord): void {
    const input = block["input"];
    const tool = textIn(block["name"]) ?? "unknown";
    this.#transcript.call({
      origin: { ...record.origin, ...optional("id", textIn(block["id"])) },
      tool,
      input,
      command: tool === "Bash" ? textIn(recordOf(input)["command"]) : undefined,
      turn: this.#turn(messageId),
      cwd: textIn(value["cwd"]),
      id: textIn(block["id"]),
    });
    this.#last = "call";
  }

  #turn(messageId: string | undefined): number | undefined {
    if (messageId === undefined) return undefined;
    const known = this.#turns.get(messageId);
    if (known !== undefined) return known;
    const turn = this.#turns.size + 1;
    this.#turns.set(messageId, turn);
    return turn;
  }

  #user(value: JsonRecord, following: JsonRecord): void {
    const content = recordOf(value["message"])["content"];
    if (value["isCompactSummary"] === true) {
      this.#transcript.compaction("unknown");
      return;
    }
    const answers = listOf(content)
      .map(recordOf)
      .filter((block) => block["type"] === "tool_result");
    for (const block of answers) this.#answer(block, value, answers.length === 1);
    if (value["isMeta"] === true) return;
    const text = userText(content, following);
    if (text.interrupted) {
      this.#transcript.interruption();
      this.#last = "interruption";
    }
    if (text.prompt !== "") this.#prompt(text.prompt);
  }

  #answer(block: JsonRecord, value: JsonRecord, alone: boolean): void {
    const result = value["toolUseResult"];
    const answer = answerOf(block, alone ? result : undefined);
    if (!this.#transcript.answer(textIn(block["tool_use_id"]), answer)) return;
    this.#last = answer.status === "refused" ? "refusal" : "answer";
    const words = answer.status === "refused" ? refusalWords(answer.observation) : undefined;
    if (words !== undefined) this.#transcript.user(words);
  }

  #prompt(text: string): void {
    if (this.#task === undefined && this.#transcript.calls.length === 0) this.#task = text;
    else this.#transcript.user(text);
    this.#last = "user";
  }

  #system(value: JsonRecord): void {
    const subtype = value["subtype"];
    if (subtype === "compact_boundary" || subtype === "microcompact_boundary") {
      const trigger =
        recordOf(value["compactMetadata"])["trigger"] ?? recordOf(value["microcompactMetadata"])["trigger"];
      this.#transcript.compaction(trigger === "auto" ? "automatic" : trigger === "manual" ? "manual" : "unknown");
    } else if (subtype === "api_error") {
      const error = recordOf(value["error"]);
      this.#transcript.modelError(textIn(error["message"]) ?? textIn(value["content"]) ?? "API error");
    }
  }

  #end(): EndedBy {
    if (this.#last === "text") return "message";
    if (this.#last === "interruption" || this.#last === "refusal") return "interrupted";
    if (this.#last !== "error") return "cut";
    return /prompt is too long|context (?:window|length)/i.test(this.#lastError) ? "context" : "error";
  }
}
