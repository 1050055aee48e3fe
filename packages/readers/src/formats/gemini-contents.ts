import type { EndedBy } from "@mulligan/core";
import { isRecord, listOf, observationText, optional, recordOf, textIn } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { SourceRecord } from "../source.js";
import { geminiStatus } from "./gemini-answers.js";
import { shellCall } from "./shell-call.js";
import { Transcript } from "./transcript.js";

/** The Gemini API's own history: `role` and `parts` with text, calls and responses. Responses follow in order. */
export function readContents(records: readonly SourceRecord[]): RecordedRun {
  const transcript = new Transcript();
  let task: string | undefined;
  let turn = 0;
  let endedBy: EndedBy = "cut";
  for (const { value, origin } of records) {
    const content = recordOf(value);
    const fromModel = content["role"] === "model";
    if (fromModel) turn += 1;
    for (const item of listOf(content["parts"])) {
      const part = recordOf(item);
      const call = part["functionCall"];
      const response = part["functionResponse"];
      const text = textIn(part["text"]);
      if (isRecord(call)) {
        const tool = textIn(call["name"]) ?? "unknown";
        const shell = shellCall(tool, call["args"]);
        const id = textIn(call["id"]);
        transcript.call({
          origin: { ...origin, ...optional("id", id) },
          tool,
          input: call["args"] ?? {},
          command: shell?.command,
          cwd: shell?.cwd,
          turn,
          id,
        });
        endedBy = "cut";
      } else if (isRecord(response)) {
        const result = recordOf(response["response"]);
        const observation = observationText(
          result["output"] ?? result["error"] ?? result["result"] ?? response["response"],
        );
        const answer = { observation, ...optional("status", geminiStatus(observation, "error" in result)) };
        if (!transcript.answer(textIn(response["id"]), answer)) transcript.answerNext(answer);
      } else if (text !== undefined && fromModel && part["thought"] !== true) {
        transcript.say(text);
        endedBy = "message";
      } else if (text !== undefined && !fromModel) {
        if (/^\s*<state_snapshot>/.test(text)) transcript.compaction("unknown");
        else if (/^\s*<session_context>/.test(text)) continue;
        else if (task === undefined) task = text;
        else transcript.user(text);
        endedBy = "cut";
      }
    }
  }
  return {
    format: "gemini-cli",
    formatVersion: "contents",
    agent: { name: "gemini-cli" },
    task: task ?? "",
    calls: transcript.calls,
    events: transcript.events,
    finalMessage: transcript.finalMessage,
    ended: true,
    endedBy,
    skippedLines: 0,
  };
}
