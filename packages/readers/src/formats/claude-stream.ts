import type { EndedBy } from "@mulligan/core";
import { contentText, isRecord, listOf, numberIn, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source, SourceRecord } from "../source.js";
import { answerOf, refusalWords } from "./claude-answers.js";
import { userText } from "./claude-prompts.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { Transcript } from "./transcript.js";

/** What Claude Code prints with `--output-format stream-json`, and the one result of `--output-format json`. */
export const claudeStream: Format = {
  name: "claude-stream-json",
  matches(source: Source): Match {
    return match(
      {
        name: "lines with `session_id` of type `system` (init), `assistant` or `result`",
        found: someRecord(source, isLine),
      },
      {
        name: "`message.content` in its lines, or a `result` with `num_turns`",
        found:
          someRecord(source, (record) => isRecord(record["message"]) && "content" in record["message"]) ||
          someRecord(source, (record) => record["type"] === "result" && "num_turns" in record),
      },
    );
  },
  read: (source: Source): readonly RecordedRun[] => [readStream(source.records, source.skippedLines)],
};

function isLine(record: JsonRecord): boolean {
  const { type, session_id: id } = record;
  return (
    typeof id === "string" &&
    ((type === "system" && record["subtype"] === "init" && "tools" in record) ||
      (type === "assistant" && "parent_tool_use_id" in record) ||
      (type === "result" && "num_turns" in record))
  );
}

function readStream(records: readonly SourceRecord[], skippedLines: number): RecordedRun {
  const transcript = new Transcript();
  const turns = new Map<string, number>();
  let init: JsonRecord = {};
  let result: JsonRecord | undefined;
  let task: string | undefined;
  let session: string | undefined;
  let spoke = false;
  for (const { value, origin } of records) {
    const line = recordOf(value);
    session ??= textIn(line["session_id"]);
    // Messages of sub-agents name the call that started them.
    if (typeof line["parent_tool_use_id"] === "string") continue;
    const message = recordOf(line["message"]);
    if (line["type"] === "system") {
      if (line["subtype"] === "init") init = Object.keys(init).length === 0 ? line : init;
      else if (line["subtype"] === "compact_boundary")
        transcript.compaction(recordOf(line["compact_metadata"])["trigger"] === "manual" ? "manual" : "automatic");
    } else if (line["type"] === "assistant") {
      const id = textIn(message["id"]);
      if (id !== undefined && !turns.has(id)) turns.set(id, turns.size + 1);
      for (const item of typeof message["content"] === "string"
        ? [{ type: "text", text: message["content"] }]
        : listOf(message["content"])) {
        const block = recordOf(item);
        spoke = block["type"] === "text" || (spoke && block["type"] !== "tool_use");
        if (block["type"] === "text") transcript.say(contentText(block));
        else if (block["type"] === "tool_use") {
          const tool = textIn(block["name"]) ?? "unknown";
          transcript.call({
            origin: { ...origin, ...optional("id", textIn(block["id"])) },
            tool,
            input: block["input"],
            command: tool === "Bash" ? textIn(recordOf(block["input"])["command"]) : undefined,
            turn: id === undefined ? undefined : turns.get(id),
            id: textIn(block["id"]),
          });
        }
      }
    } else if (line["type"] === "user") {
      for (const item of listOf(message["content"])) {
        const block = recordOf(item);
        if (block["type"] !== "tool_result") continue;
        const answer = answerOf(block, line["tool_use_result"]);
        transcript.answer(textIn(block["tool_use_id"]), answer);
        const words = answer.status === "refused" ? refusalWords(answer.observation) : undefined;
        if (words !== undefined) transcript.user(words);
      }
      const { prompt, interrupted } =
        line["isSynthetic"] === true ? { prompt: "", interrupted: false } : userText(message["content"], {});
      if (interrupted) transcript.interruption();
      if (prompt !== "" && task === undefined && transcript.calls.length === 0) task = prompt;
      else transcript.user(prompt);
    } else if (line["type"] === "result") result = line;
  }
  const final = textIn(result?.["result"]);
  if (final !== undefined && transcript.silent) transcript.say(final);
  const { endedBy, detail } = endOf(result, spoke);
  if (endedBy === "limit") transcript.limit(detail ?? "");
  const model = textIn(init["model"]);
  return {
    ...optional("id", session),
    format: "claude-stream-json",
    ...optional("formatVersion", textIn(init["claude_code_version"])),
    agent: {
      name: "claude-code",
      ...optional("version", textIn(init["claude_code_version"])),
      ...optional("model", model),
    },
    task: task ?? "",
    ...optional("cwd", textIn(init["cwd"])),
    calls: transcript.calls,
    events: transcript.events,
    finalMessage: transcript.finalMessage,
    ended: true,
    endedBy,
    ...optional("endedDetail", detail),
    ...optional("infrastructure", endedBy === "error" ? (final ?? detail ?? "error") : undefined),
    skippedLines,
  };
}

function endOf(result: JsonRecord | undefined, spoke: boolean): { endedBy: EndedBy; detail?: string } {
  if (result === undefined) return { endedBy: spoke ? "message" : "cut" };
  const detail = textIn(result["subtype"]) ?? (numberIn(result["num_turns"]) === undefined ? "" : "result");
  if (detail.startsWith("error_max_")) return { endedBy: "limit", detail };
  if (result["is_error"] !== true && detail === "success") return { endedBy: "message", detail };
  const text = textIn(result["result"]) ?? "";
  return { endedBy: /prompt is too long|context.{0,20}(?:window|length)/i.test(text) ? "context" : "error", detail };
}
