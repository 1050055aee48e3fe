import type { EndedBy } from "@mulligan/core";
import { contentText, isRecord, listOf, observationText, optional, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match, someRecord } from "./format.js";
import type { Format, Match } from "./format.js";
import { shellCall } from "./shell-call.js";
import { Transcript } from "./transcript.js";

/** What Goose prints with `--output-format stream-json`. Pieces of one message come one after the other. */
export const goose: Format = {
  name: "goose",
  matches: (source: Source): Match =>
    match(
      {
        name: "lines of type `message` with `message.content`",
        found: someRecord(
          source,
          (record) => record["type"] === "message" && Array.isArray(recordOf(record["message"])["content"]),
        ),
      },
      { name: "content of type `toolRequest` or `toolResponse`", found: someRecord(source, hasToolPart) },
    ),
  read(source: Source): readonly RecordedRun[] {
    const transcript = new Transcript();
    let task: string | undefined;
    let endedBy: EndedBy = "cut";
    let error: string | undefined;
    let pieces = "";
    let current: unknown;
    let turn = 0;
    const flush = (): void => {
      transcript.say(pieces);
      pieces = "";
    };
    for (const { value, origin } of source.records) {
      const line = recordOf(value);
      if (line["type"] === "complete") endedBy = "message";
      else if (line["type"] === "error") {
        error = textIn(line["error"]) ?? textIn(line["message"]) ?? "error";
        transcript.modelError(error);
        endedBy = "error";
      }
      const message = recordOf(line["message"]);
      if (line["type"] !== "message") continue;
      if (message["id"] !== current || message["id"] === undefined) {
        flush();
        turn += 1;
        current = message["id"];
      }
      for (const item of listOf(message["content"])) {
        const part = recordOf(item);
        if (part["type"] === "toolRequest") {
          flush();
          const call = recordOf(recordOf(part["toolCall"])["value"]);
          const tool = textIn(call["name"]) ?? "unknown";
          const input = call["arguments"] ?? {};
          const shell = shellCall(tool, input);
          const id = textIn(part["id"]);
          const malformed = recordOf(part["toolCall"])["status"] === "error";
          transcript.call({
            origin: { ...origin, ...optional("id", id) },
            tool,
            input,
            command: shell?.command,
            cwd: shell?.cwd,
            turn,
            id,
            malformed,
          });
        } else if (part["type"] === "toolResponse") {
          const result = recordOf(part["toolResult"]);
          const failed = result["status"] === "error" || recordOf(result["value"])["isError"] === true;
          const observation = observationText(
            recordOf(result["value"])["content"] ?? result["value"] ?? result["error"],
          );
          transcript.answer(textIn(part["id"]), {
            observation,
            ...(failed ? { status: "error" as const } : {}),
          });
        } else if (part["type"] === "text" && message["role"] === "assistant") pieces += contentText(part);
        else if (part["type"] === "text" && message["role"] === "user") {
          if (task === undefined) task = contentText(part);
          else transcript.user(contentText(part));
        }
      }
    }
    flush();
    return [
      {
        format: "goose",
        agent: { name: "goose" },
        task: task ?? "",
        calls: transcript.calls,
        events: transcript.events,
        finalMessage: transcript.finalMessage,
        ended: true,
        endedBy: endedBy === "cut" && !transcript.silent ? "message" : endedBy,
        ...optional("infrastructure", endedBy === "error" ? error : undefined),
        skippedLines: source.skippedLines,
      },
    ];
  },
};

function hasToolPart(record: JsonRecord): boolean {
  return listOf(recordOf(record["message"])["content"]).some(
    (part) => isRecord(part) && (part["type"] === "toolRequest" || part["type"] === "toolResponse"),
  );
}
