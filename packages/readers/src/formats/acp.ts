import type { Origin } from "@mulligan/core";
import { contentText, isRecord, listOf, observationText, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { Transcript } from "./transcript.js";

/** Trajectories of the Agent Client Protocol. Most hold no arguments, so that a call's title is all that is known. */
export const acp: Format = {
  name: "acp",
  matches: (source: Source): Match =>
    match(
      { name: "lines of type `tool_call` with `tool_call_id`, `kind` and `status`", found: someRecord(source, isCall) },
      {
        name: "lines of type `user_message`, `agent_message` or `agent_thought`",
        found: someRecord(
          source,
          ({ type }) => type === "user_message" || type === "agent_message" || type === "agent_thought",
        ),
      },
    ),
  read(source: Source): readonly RecordedRun[] {
    const transcript = new Transcript();
    const known = new Set<string>();
    let task: string | undefined;
    for (const { value, origin } of source.records) {
      const line = recordOf(value);
      if (line["type"] === "user_message") {
        const text = textOf(line);
        if (task === undefined) task = text;
        else transcript.user(text);
      } else if (line["type"] === "agent_message") transcript.say(textOf(line));
      else if (isCall(line)) addCall(transcript, known, line, origin);
    }
    return [
      {
        format: "acp",
        agent: {},
        task: task ?? "",
        calls: transcript.calls,
        events: transcript.events,
        finalMessage: transcript.finalMessage,
        ended: true,
        endedBy: transcript.silent ? "cut" : "message",
        skippedLines: source.skippedLines,
      },
    ];
  },
};

function isCall(record: JsonRecord): boolean {
  return (
    record["type"] === "tool_call" &&
    typeof record["tool_call_id"] === "string" &&
    ("kind" in record || "status" in record) &&
    !isRecord(record["tool_call"])
  );
}

function textOf(line: JsonRecord): string {
  return contentText(line["text"] ?? line["content"] ?? line["message"]);
}

/** A call may be written again as it goes on: the last record has the whole answer. */
function addCall(transcript: Transcript, known: Set<string>, line: JsonRecord, origin: Origin): void {
  const id = textIn(line["tool_call_id"]) ?? "";
  const input = recordOf(line["raw_input"] ?? line["rawInput"]);
  const kind = textIn(line["kind"]) ?? "other";
  if (!known.has(id)) {
    known.add(id);
    const command = kind === "execute" ? textIn(input["command"]) : undefined;
    transcript.call({
      origin: { ...origin, ...optional("id", id) },
      tool: toolNames.get(kind) ?? kind,
      input: Object.keys(input).length > 0 ? input : { title: line["title"] },
      command,
      id,
    });
  }
  if (line["status"] !== "completed" && line["status"] !== "failed") return;
  const parts = listOf(line["content"]).map((part) => observationText(recordOf(part)["content"] ?? part));
  transcript.answer(id, { observation: parts.at(-1) ?? "", status: line["status"] === "failed" ? "error" : "ok" });
}

const toolNames: ReadonlyMap<string, string> = new Map([["execute", "shell"]]);
