import type { Origin } from "@mulligan/core";
import { contentText, isRecord, listOf, observationText, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";
import { conversation, wrapperFacts } from "./openai-chat.js";

/** The AI SDK's UI messages, which carry calls and their outputs in one part, and those of its version 4. */
export const aiSdkUi: Format = {
  name: "ai-sdk",
  runPerLine: true,
  matches: (source: Source): Match =>
    match({
      name: "messages with `parts` of type `tool-…` or `dynamic-tool`, or with `toolInvocations`",
      found: conversation(source).some(
        ({ value }) => isRecord(value) && typeof value["role"] === "string" && callParts(value).length > 0,
      ),
    }),
  read(source: Source): readonly RecordedRun[] {
    const messages = new Messages();
    for (const { value, origin } of conversation(source)) if (isRecord(value)) addMessage(messages, value, origin);
    return [{ ...messages.run("ai-sdk", source.skippedLines), ...wrapperFacts(recordOf(source.value)) }];
  },
};

function callParts(message: JsonRecord): readonly JsonRecord[] {
  const parts = listOf(message["parts"]).map(recordOf);
  return [...parts.filter(isCallPart), ...listOf(message["toolInvocations"]).map(recordOf)];
}

function isCallPart({ type, toolCallId, toolInvocation }: JsonRecord): boolean {
  if (type === "tool-invocation") return isRecord(toolInvocation);
  return (
    typeof type === "string" && typeof toolCallId === "string" && (type === "dynamic-tool" || type.startsWith("tool-"))
  );
}

function addMessage(messages: Messages, message: JsonRecord, origin: Origin): void {
  if (message["role"] !== "assistant") {
    const text = Array.isArray(message["parts"]) ? contentText(message["parts"]) : contentText(message["content"]);
    messages.add({ role: message["role"], content: text }, origin);
    return;
  }
  const parts = Array.isArray(message["parts"])
    ? listOf(message["parts"]).map(recordOf)
    : [
        { type: "text", text: contentText(message["content"]) },
        ...listOf(message["toolInvocations"]).map((toolInvocation) => ({ type: "tool-invocation", toolInvocation })),
      ];
  for (const part of parts.map(recordOf)) {
    if (part["type"] === "text") messages.add({ role: "assistant", content: contentText(part) }, origin);
    else if (isCallPart(part))
      addCall(messages, part["type"] === "tool-invocation" ? recordOf(part["toolInvocation"]) : part, origin);
  }
}

function addCall(messages: Messages, part: JsonRecord, origin: Origin): void {
  const type = textIn(part["type"]) ?? "";
  const tool = textIn(part["toolName"]) ?? type.replace(/^tool-/, "");
  const id = textIn(part["toolCallId"]);
  messages.call(tool, part["input"] ?? part["rawInput"] ?? part["args"], id, origin);
  const state = part["state"];
  if (state === "output-denied") messages.transcript.answer(id, { observation: "", status: "refused" });
  else if (state === "output-error") messages.answer(id, textIn(part["errorText"]) ?? "", true);
  else if (state === "output-available" || state === "result")
    messages.answer(id, observationText(part["output"] ?? part["result"]), false);
}
