import type { StepStatus } from "@mulligan/core";
import { isRecord, jsonText, observationText, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { Answer } from "./transcript.js";

const refused =
  /^(?:The user doesn't want to (?:proceed|take this action)|User rejected|\[Request interrupted by user|Permission to use .{1,200}? has been denied|Claude requested permissions? to|The user denied|Error: (?:The user doesn't want|Permission to use .{1,200}? has been denied))/;
const invalid = /^(?:<tool_use_error>)?\s*(?:Error: )?(?:InputValidationError|No such tool available|Unknown tool)/;
const exitCodeLine = /^(?:Error: )?Exit code (\d+)\b/;
const usersWords = /(?:the user said|user provided the following reason for the rejection):\s*\n?([\s\S]+)/i;

/** A `tool_result` block with the structured answer that Claude Code keeps beside it. */
export function answerOf(block: JsonRecord, toolUseResult: unknown): Answer {
  const observation = observationOf(block["content"]);
  const failed = block["is_error"] === true;
  const status = statusOf(observation, failed);
  const agentId = isRecord(toolUseResult) ? textIn(toolUseResult["agentId"]) : undefined;
  return {
    observation,
    status,
    exitCode: exitCodeOf(observation, status, toolUseResult),
    details: toolUseResult,
    subagents: agentId === undefined ? undefined : [agentId],
  };
}

/** What the user wrote when refusing a call. */
export function refusalWords(observation: string): string | undefined {
  return usersWords.exec(observation)?.[1]?.trim();
}

function observationOf(content: unknown): string {
  const text = observationText(content);
  if (!Array.isArray(content) || text === "" || !text.startsWith("[{")) return text;
  // Nothing but images and the like: their kinds say enough.
  return jsonText(content.map((part: unknown) => (isRecord(part) ? part["type"] : part)));
}

/** The status of an answer of which only the text is kept. */
export function claudeStatus(observation: string, failed: boolean): StepStatus {
  return statusOf(observation, failed || observation.startsWith("<tool_use_error>") || exitCodeLine.test(observation));
}

function statusOf(observation: string, failed: boolean): StepStatus {
  if (refused.test(observation) && (failed || observation.length < 2_000)) return "refused";
  if (!failed) return "ok";
  return invalid.test(observation) ? "invalid" : "error";
}

/** Sessions record no exit code: a failure starts its text with it, and a shell's plain answer means 0. */
function exitCodeOf(observation: string, status: StepStatus, result: unknown): number | null {
  if (status === "error") {
    const line = exitCodeLine.exec(observation);
    return line === null ? null : Number(line[1]);
  }
  if (status !== "ok" || !isRecord(result) || typeof result["stdout"] !== "string") return null;
  const unclear =
    result["interrupted"] === true ||
    result["returnCodeInterpretation"] !== undefined ||
    result["backgroundTaskId"] !== undefined;
  return unclear ? null : 0;
}
