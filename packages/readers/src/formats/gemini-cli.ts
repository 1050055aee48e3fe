import type { EndedBy, Origin } from "@mulligan/core";
import { contentText, isRecord, listOf, observationText, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source, SourceRecord } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { geminiStatus } from "./gemini-answers.js";
import { readContents } from "./gemini-contents.js";
import { readGeminiStream } from "./gemini-stream.js";
import { shellCall } from "./shell-call.js";
import { submitText } from "./submit-tools.js";
import { Transcript } from "./transcript.js";
import type { Answer } from "./transcript.js";

/** Gemini CLI: sessions as JSON or JSON Lines, bare content lists, the stream of `--output-format stream-json`. */
export const geminiCli: Format = {
  name: "gemini-cli",
  matches(source: Source): Match {
    if (isContents(source) || isStream(source)) return match({ name: "contents or a stream", found: true });
    const root = recordOf(source.value);
    return match(
      {
        name: "`sessionId` and `projectHash`",
        found:
          ("sessionId" in root && "projectHash" in root) ||
          someRecord(source, (record) => "projectHash" in record && "sessionId" in record),
      },
      {
        name: "a list `messages`, or message records",
        found: Array.isArray(root["messages"]) || someRecord(source, isMessage),
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    if (isContents(source)) return [readContents(source.records)];
    if (isStream(source)) return [readGeminiStream(source.records, source.skippedLines)];
    const root = recordOf(source.value);
    if (Array.isArray(root["messages"])) {
      const messages = listOf(root["messages"]).map((value, index) => ({ origin: { index }, value }));
      return [readSession(root, messages, 0)];
    }
    const { metadata, messages } = replay(source.records);
    return [readSession(metadata, messages, source.skippedLines)];
  },
};

function isContents(source: Source): boolean {
  const { value } = source;
  if (!Array.isArray(value)) return false;
  return (
    value.length > 0 &&
    value.every(
      (item) =>
        isRecord(item) &&
        Array.isArray(item["parts"]) &&
        !("type" in recordOf(listOf(item["parts"])[0])) &&
        !("id" in item && "metadata" in item),
    )
  );
}

function isStream(source: Source): boolean {
  return someRecord(
    source,
    ({ type, session_id: id, model }) => type === "init" && typeof id === "string" && typeof model === "string",
  );
}

function isMessage(record: JsonRecord): boolean {
  return (record["type"] === "user" || record["type"] === "gemini") && "content" in record;
}

/** The messages that are left of a JSON Lines session: records may replace, merge and take back earlier ones. */
function replay(records: readonly SourceRecord[]): { metadata: JsonRecord; messages: readonly SourceRecord[] } {
  let metadata: JsonRecord = {};
  let messages = new Map<string, SourceRecord>();
  for (const { value, origin } of records) {
    if (!isRecord(value)) continue;
    const id = textIn(value["id"]);
    if (isRecord(value["$set"])) metadata = { ...metadata, ...value["$set"] };
    else if ("$rewindTo" in value) messages = rewound(messages, value["$rewindTo"]);
    else if (value["type"] === "message_update" && id !== undefined) {
      const before = messages.get(id);
      const { type: _type, ...changes } = value;
      if (before !== undefined)
        messages.set(id, { origin: before.origin, value: { ...recordOf(before.value), ...changes } });
    } else if (id !== undefined && "type" in value)
      messages.set(id, { origin: messages.get(id)?.origin ?? origin, value });
    else if ("projectHash" in value) metadata = { ...metadata, ...value };
  }
  return { metadata, messages: [...messages.values()] };
}

function rewound(messages: Map<string, SourceRecord>, target: unknown): Map<string, SourceRecord> {
  const kept = new Map<string, SourceRecord>();
  if (typeof target !== "string" || !messages.has(target)) return kept;
  for (const [id, message] of messages) {
    if (id === target) break;
    kept.set(id, message);
  }
  return kept;
}

function readSession(metadata: JsonRecord, messages: readonly SourceRecord[], skippedLines: number): RecordedRun {
  const transcript = new Transcript();
  let task: string | undefined;
  let model: string | undefined;
  let turn = 0;
  let endedBy: EndedBy = "cut";
  let error: string | undefined;
  for (const { value, origin } of messages) {
    const message = recordOf(value);
    const text = contentText(message["content"]);
    if (message["type"] === "user") {
      if (task === undefined) task = text;
      else if (!text.startsWith("System: ")) transcript.user(text);
      endedBy = "cut";
    } else if (message["type"] === "gemini") {
      turn += 1;
      model ??= textIn(message["model"]);
      const calls = listOf(message["toolCalls"]).map(recordOf);
      transcript.say(text);
      for (const call of calls) addCall(transcript, call, origin, turn);
      endedBy = text.trim() !== "" && calls.length === 0 ? "message" : "cut";
    } else if (message["type"] === "error") {
      error = text;
      transcript.modelError(text);
      endedBy = "error";
    } else if (message["type"] === "info" && /request cancelled/i.test(text)) {
      transcript.interruption();
      endedBy = "interrupted";
    } else if (message["type"] === "info" && /chat history compressed|compress(?:ed|ion)/i.test(text))
      transcript.compaction("unknown");
  }
  return {
    ...optional("id", textIn(metadata["sessionId"])),
    format: "gemini-cli",
    agent: { name: "gemini-cli", ...optional("model", model) },
    task: task ?? "",
    ...optional("cwd", textIn(listOf(metadata["directories"])[0])),
    calls: transcript.calls,
    events: transcript.events,
    finalMessage: transcript.finalMessage,
    ended: true,
    endedBy,
    ...optional("infrastructure", endedBy === "error" ? error : undefined),
    skippedLines,
  };
}

function addCall(transcript: Transcript, call: JsonRecord, origin: Origin, turn: number): void {
  const tool = textIn(call["name"]) ?? "unknown";
  const input = call["args"] ?? {};
  const shell = shellCall(tool, input);
  const id = textIn(call["id"]);
  transcript.call({
    origin: { ...origin, ...optional("id", id) },
    tool,
    input,
    command: shell?.command,
    cwd: shell?.cwd,
    turn,
    submits: tool === "complete_task",
  });
  if (tool === "complete_task") transcript.say(submitText(input));
  if (call["status"] !== undefined || call["result"] !== undefined) transcript.answerLast(answerOf(call));
}

function answerOf(call: JsonRecord): Answer {
  const responses = listOf(call["result"]).map((part) =>
    recordOf(recordOf(recordOf(part)["functionResponse"])["response"]),
  );
  const texts = responses.map((response) =>
    observationText(response["output"] ?? response["error"] ?? response["result"]),
  );
  const failed = responses.some((response) => "error" in response) || call["status"] === "error";
  const display = call["resultDisplay"];
  const observation = texts.join("\n") || (typeof display === "string" ? display : "");
  const status = call["status"] === "cancelled" ? "refused" : geminiStatus(observation, failed);
  return { observation, details: isRecord(display) ? display : undefined, ...optional("status", status) };
}
