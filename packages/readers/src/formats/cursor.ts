import type { EndedBy } from "@mulligan/core";
import { contentText, integerIn, isRecord, observationText, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { Transcript } from "./transcript.js";
import type { Answer } from "./transcript.js";

/** What Cursor's command line prints with `--output-format stream-json`. */
export const cursor: Format = {
  name: "cursor",
  matches: (source: Source): Match =>
    match(
      {
        name: "lines of type `tool_call` with `tool_call`",
        found: someRecord(source, (record) => record["type"] === "tool_call" && isRecord(record["tool_call"])),
      },
      {
        name: "`subtype` and `call_id` in them",
        found: someRecord(
          source,
          (record) => record["type"] === "tool_call" && "subtype" in record && "call_id" in record,
        ),
      },
    ),
  read(source: Source): readonly RecordedRun[] {
    const transcript = new Transcript();
    const started = new Set<string>();
    let init: JsonRecord = {};
    let result: JsonRecord | undefined;
    let task: string | undefined;
    for (const { value, origin } of source.records) {
      const line = recordOf(value);
      if (line["type"] === "system" && line["subtype"] === "init") init = line;
      else if (line["type"] === "result") result = line;
      else if (line["type"] === "assistant") transcript.say(contentText(recordOf(line["message"])["content"]));
      else if (line["type"] === "user") {
        const text = contentText(recordOf(line["message"])["content"]);
        if (task === undefined) task = text;
        else transcript.user(text);
      } else if (line["type"] === "tool_call") {
        const id = textIn(line["call_id"]);
        const [name = "unknown", body] = Object.entries(recordOf(line["tool_call"]))[0] ?? [];
        // The record of the end says again what was called.
        if (line["subtype"] === "started" && !isRecord(body)) continue;
        const call = recordOf(body);
        if (id === undefined || !started.has(id)) {
          if (id !== undefined) started.add(id);
          const input = call["args"] ?? {};
          const command = name === "shellToolCall" ? textIn(recordOf(input)["command"]) : undefined;
          const cwd = textIn(recordOf(input)["workingDirectory"]);
          transcript.call({ origin: { ...origin, ...optional("id", id) }, tool: name, input, command, cwd, id });
        }
        if (line["subtype"] === "completed" && !transcript.answer(id, answerOf(call["result"])))
          transcript.answerLast(answerOf(call["result"]));
      }
    }
    const text = textIn(result?.["result"]);
    if (text !== undefined && transcript.silent) transcript.say(text);
    const endedBy: EndedBy = result === undefined ? "cut" : result["is_error"] === true ? "error" : "message";
    return [
      {
        ...optional("id", textIn(init["session_id"])),
        format: "cursor",
        agent: { name: "cursor", ...optional("model", textIn(init["model"])) },
        task: task ?? "",
        ...optional("cwd", textIn(init["cwd"])),
        calls: transcript.calls,
        events: transcript.events,
        finalMessage: transcript.finalMessage,
        ended: true,
        endedBy,
        ...optional("infrastructure", endedBy === "error" ? (text ?? "error") : undefined),
        skippedLines: source.skippedLines,
      },
    ];
  },
};

function answerOf(result: unknown): Answer {
  const record = recordOf(result);
  const rejected = record["rejected"] ?? record["permissionDenied"];
  if (rejected !== undefined) return { observation: textIn(recordOf(rejected)["reason"]) ?? "", status: "refused" };
  const failure = record["error"] ?? record["failure"] ?? record["timeout"];
  const body = failure ?? record["success"];
  const values = recordOf(body);
  const output = [values["stdout"], values["stderr"]]
    .filter((part) => typeof part === "string" && part !== "")
    .join("\n");
  const observation =
    output ||
    textIn(values["content"]) ||
    textIn(values["errorMessage"]) ||
    textIn(values["error"]) ||
    textIn(values["message"]) ||
    observationText(body);
  const exitCode = integerIn(values["exitCode"]) ?? null;
  return { observation, exitCode, details: body, ...(failure === undefined ? {} : { status: "error" as const }) };
}
