import type { Origin } from "@mulligan/core";
import {
  contentText,
  integerIn,
  isRecord,
  listOf,
  observationText,
  optional,
  parseJson,
  readArguments,
  recordOf,
  textIn,
} from "../json.js";
import type { JsonRecord } from "../json.js";
import { shellCall } from "./shell-call.js";
import { Transcript } from "./transcript.js";
import type { Answer } from "./transcript.js";

const injected =
  /^\s*(?:# AGENTS\.md instructions|<(?:environment_context|user_instructions|INSTRUCTIONS|turn_aborted|permissions|collaboration_mode|skill)\b)/;

/** User messages that Codex writes itself. */
export function isInjected(text: string): boolean {
  return injected.test(text);
}

/** Items of the Responses API, as Codex records them too: calls, their outputs, messages. */
export class ResponseItems {
  readonly transcript: Transcript = new Transcript();
  #turn = 0;
  #inTurn = false;
  /** Ids of calls that asked for more rights than the sandbox gives. */
  readonly #escalated = new Set<string>();

  add(item: JsonRecord, origin: Origin, folder?: string): void {
    switch (item["type"]) {
      case "message":
        if (item["role"] === "assistant") {
          this.#startTurn();
          this.transcript.say(messageText(item["content"]));
        }
        return;
      case "reasoning":
        return this.#startTurn();
      case "function_call":
        return this.#call(item, textIn(item["name"]) ?? "unknown", readArguments(item["arguments"]), origin, folder);
      case "custom_tool_call":
        return this.#call(
          item,
          textIn(item["name"]) ?? "unknown",
          { input: { input: item["input"] }, malformed: false },
          origin,
          folder,
        );
      case "local_shell_call":
        return this.#call(item, "local_shell", { input: item["action"], malformed: false }, origin, folder);
      case "apply_patch_call":
        return this.#call(
          item,
          "apply_patch",
          { input: item["operation"] ?? item["patch"], malformed: false },
          origin,
          folder,
        );
      case "web_search_call":
        this.#call(item, "web_search", { input: item["action"] ?? {}, malformed: false }, origin, folder);
        return this.transcript.answerLast({ observation: "" });
      case "function_call_output":
      case "custom_tool_call_output":
      case "local_shell_call_output":
      case "apply_patch_call_output":
        this.#inTurn = false;
        this.transcript.answer(
          textIn(item["call_id"]) ?? textIn(item["id"]),
          outputAnswer(item["output"], item["status"]),
        );
        return;
      default:
    }
  }

  /** A call that asked for more rights and got no answer was refused by the user. */
  refuseOpen(): void {
    for (const id of this.#escalated)
      if (this.transcript.isOpen(id)) this.transcript.answer(id, { observation: "", status: "refused" });
    this.#escalated.clear();
  }

  #startTurn(): void {
    if (!this.#inTurn) this.#turn += 1;
    this.#inTurn = true;
  }

  #call(
    item: JsonRecord,
    tool: string,
    { input, malformed }: { input: unknown; malformed: boolean },
    origin: Origin,
    folder: string | undefined,
  ): void {
    this.#startTurn();
    const values = recordOf(input);
    const shell = shellCall(tool, input);
    const id = textIn(item["call_id"]) ?? textIn(item["id"]);
    if (
      id !== undefined &&
      (values["with_escalated_permissions"] === true || values["sandbox_permissions"] === "require_escalated")
    )
      this.#escalated.add(id);
    this.transcript.call({
      origin: { ...origin, ...optional("id", id) },
      tool,
      input,
      command: shell?.command,
      turn: this.#turn,
      cwd: shell?.cwd ?? textIn(values["working_directory"]) ?? folder,
      id,
      malformed,
    });
  }
}

function messageText(content: unknown): string {
  if (!Array.isArray(content)) return contentText(content);
  return contentText(content.filter((part) => recordOf(part)["type"] !== "reasoning"));
}

const exitedWith = /(?:Process exited with code|Exit code:|exited with code|exit code)\s*(-?\d+)/i;

/** Outputs are plain text, JSON text with `output` and `metadata`, an object, or a list of content parts. */
export function outputAnswer(output: unknown, status?: unknown): Answer {
  const value = typeof output === "string" && output.startsWith("{") ? (parseJson(output) ?? output) : output;
  if (isRecord(value) && ("output" in value || "content" in value)) {
    const metadata = recordOf(value["metadata"]);
    const failed = value["success"] === false;
    return {
      observation: observationText(value["output"] ?? value["content"]),
      exitCode: integerIn(metadata["exit_code"]) ?? integerIn(value["exit_code"]) ?? null,
      ...(failed ? { status: "error" as const } : {}),
    };
  }
  const outcomes = listOf(value).map((part) => integerIn(recordOf(recordOf(part)["outcome"])["exit_code"]));
  const text = outcomes.some((code) => code !== undefined) ? shellParts(value) : observationText(value);
  // The first lines tell of the process; an exit code further down is something the command printed.
  const printed = exitedWith.exec(text.slice(0, 300));
  const exitCode = outcomes.find((code) => code !== undefined) ?? integerIn(printed?.[1]) ?? null;
  if (/^(?:exec command rejected by user|rejected by user|aborted by user)/i.test(text))
    return { observation: text, status: "refused" };
  if (/^(?:failed to parse function arguments|unsupported call)/i.test(text))
    return { observation: text, status: "invalid" };
  const failed =
    status === "failed" ||
    /^(?:apply_patch verification failed|failed in sandbox|execution error|exec_command failed)/i.test(text);
  return { observation: text, exitCode, ...(failed ? { status: "error" as const } : {}) };
}

function shellParts(parts: unknown): string {
  return listOf(parts)
    .map((part) =>
      [textIn(recordOf(part)["stdout"]), textIn(recordOf(part)["stderr"])]
        .filter((text) => text !== undefined)
        .join("\n"),
    )
    .join("\n");
}
