import { contentText, isRecord, listOf, numberIn, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source, SourceRecord } from "../source.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { Messages } from "./messages.js";
import { readTextCalls } from "./text-calls.js";

/** OpenAI chat messages: a list, a wrapper around one, or a message a line. */
export const openAiChat: Format = {
  name: "openai-chat",
  runPerLine: true,
  matches: (source: Source): Match => {
    const messages = conversation(source);
    return match(
      {
        name: "messages with `role`",
        found: messages.some(({ value }) => typeof recordOf(value)["role"] === "string"),
      },
      {
        name: "`tool_calls`, `function_call` or written calls in the assistant's messages",
        found: messages.some(({ value }) => isRecord(value) && hasCalls(value)),
      },
    );
  },
  read: (source: Source): readonly RecordedRun[] => [readConversation("openai-chat", source)],
};

/** Anthropic messages: a list, a wrapper around one, or a message a line. */
export const anthropicMessages: Format = {
  name: "anthropic-messages",
  runPerLine: true,
  matches: (source: Source): Match => {
    const messages = conversation(source);
    return match(
      {
        name: "messages with `role`",
        found: messages.some(({ value }) => typeof recordOf(value)["role"] === "string"),
      },
      { name: "content blocks of type `tool_use`", found: hasPart(messages, "tool_use") },
    );
  },
  read: (source: Source): readonly RecordedRun[] => [readConversation("anthropic-messages", source)],
};

/** The AI SDK's model messages. */
export const aiSdkMessages: Format = {
  name: "ai-sdk",
  runPerLine: true,
  matches: (source: Source): Match => {
    const messages = conversation(source);
    return match(
      {
        name: "messages with `role`",
        found: messages.some(({ value }) => typeof recordOf(value)["role"] === "string"),
      },
      { name: "content parts of type `tool-call`", found: hasPart(messages, "tool-call") },
    );
  },
  read: (source: Source): readonly RecordedRun[] => [readConversation("ai-sdk", source)],
};

const wrappers = ["messages", "conversation", "conversations", "history", "trajectory", "traj"] as const;

/** The messages of a source, whatever they are wrapped in. */
export function conversation(source: Source): readonly SourceRecord[] {
  if (!isRecord(source.value)) return source.records;
  for (const name of wrappers) {
    const list = source.value[name];
    if (!Array.isArray(list)) continue;
    const records = list.map((value: unknown, index) => ({ origin: { index }, value }));
    const reply = replyOf(source.value);
    return reply === undefined ? records : [...records, { origin: { index: records.length }, value: reply }];
  }
  // One message alone is a line of a conversation, not a conversation.
  return [];
}

/** A log of one request to the model holds its reply beside the conversation. */
function replyOf(root: JsonRecord): unknown {
  const message = recordOf(listOf(recordOf(root["response"])["choices"])[0])["message"];
  return isRecord(message) ? message : undefined;
}

function hasCalls(message: JsonRecord): boolean {
  return (
    message["role"] === "assistant" &&
    (listOf(message["tool_calls"]).length > 0 ||
      isRecord(message["function_call"]) ||
      readTextCalls(contentText(message["content"])) !== undefined)
  );
}

function hasPart(messages: readonly SourceRecord[], type: string): boolean {
  return messages.some(({ value }) =>
    listOf(recordOf(value)["content"]).some((part) => recordOf(part)["type"] === type),
  );
}

export function readConversation(format: string, source: Source): RecordedRun {
  const messages = new Messages();
  for (const { value, origin } of conversation(source)) if (isRecord(value)) messages.add(value, origin);
  const root = recordOf(source.value);
  return { ...messages.run(format, source.skippedLines), ...wrapperFacts(root) };
}

/** What wrappers of data sets say besides: ids, and a result under one of the usual names. */
export function wrapperFacts(root: JsonRecord): Partial<RecordedRun> {
  const id =
    textIn(root["episode_id"]) ??
    textIn(root["traj_id"]) ??
    textIn(root["trajectory_id"]) ??
    textIn(root["session_id"]) ??
    textIn(root["id"]);
  const reward = numberIn(root["reward"]) ?? numberIn(root["score"]);
  const flag =
    typeof root["resolved"] === "boolean"
      ? root["resolved"]
      : typeof root["success"] === "boolean"
        ? root["success"]
        : undefined;
  const score = reward ?? (flag === undefined ? undefined : flag ? 1 : 0);
  const patch = textIn(root["model_patch"]) ?? textIn(root["git_patch"]) ?? textIn(root["patch"]);
  return {
    ...optional("id", id),
    ...optional("instanceId", textIn(root["instance_id"]) ?? textIn(root["task_id"])),
    ...optional("submission", patch),
    ...optional(
      "verdict",
      score === undefined
        ? undefined
        : { status: score >= 1 ? ("passed" as const) : ("failed" as const), score, threshold: 1 },
    ),
  };
}
