import type { EndedBy } from "@mulligan/core";
import { contentText, observationText, optional, recordOf, textIn } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { SourceRecord } from "../source.js";
import { geminiStatus } from "./gemini-answers.js";
import { shellCall } from "./shell-call.js";
import { Transcript } from "./transcript.js";

/** What Gemini CLI prints with `--output-format stream-json`. */
export function readGeminiStream(records: readonly SourceRecord[], skippedLines: number): RecordedRun {
  const transcript = new Transcript();
  let session: string | undefined;
  let model: string | undefined;
  let task: string | undefined;
  let pieces = "";
  let endedBy: EndedBy = "cut";
  let error: string | undefined;
  const flush = (): void => {
    transcript.say(pieces);
    pieces = "";
  };
  for (const { value, origin } of records) {
    const line = recordOf(value);
    if (line["type"] === "message" && line["role"] === "assistant") {
      // Messages come in pieces, each with the text that is new.
      pieces += contentText(line["content"]);
      continue;
    }
    flush();
    if (line["type"] === "init") {
      session ??= textIn(line["session_id"]);
      model ??= textIn(line["model"]);
    } else if (line["type"] === "message") {
      if (task === undefined) task = contentText(line["content"]);
      else transcript.user(contentText(line["content"]));
    } else if (line["type"] === "tool_use") {
      const tool = textIn(line["tool_name"]) ?? "unknown";
      const id = textIn(line["tool_id"]);
      const input = line["parameters"] ?? {};
      const shell = shellCall(tool, input);
      transcript.call({
        origin: { ...origin, ...optional("id", id) },
        tool,
        input,
        command: shell?.command,
        cwd: shell?.cwd,
        id,
      });
    } else if (line["type"] === "tool_result") {
      const failed = line["status"] === "error";
      const observation = observationText(line["output"]) || contentText(recordOf(line["error"])["message"]);
      transcript.answer(textIn(line["tool_id"]), {
        observation,
        ...optional("status", geminiStatus(observation, failed)),
      });
    } else if (line["type"] === "error") {
      error = contentText(line["message"]);
      transcript.modelError(error);
    } else if (line["type"] === "result") {
      error = textIn(recordOf(line["error"])["message"]) ?? error;
      endedBy = line["status"] === "success" ? "message" : "error";
    }
  }
  flush();
  return {
    ...optional("id", session),
    format: "gemini-cli",
    formatVersion: "stream-json",
    agent: { name: "gemini-cli", ...optional("model", model) },
    task: task ?? "",
    calls: transcript.calls,
    events: transcript.events,
    finalMessage: transcript.finalMessage,
    ended: true,
    endedBy,
    ...optional("infrastructure", endedBy === "error" ? (error ?? "error") : undefined),
    skippedLines,
  };
}
