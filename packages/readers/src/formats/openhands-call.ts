import { listOf, readArguments, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";

export interface OpenHandsCall {
  readonly tool: string;
  readonly input: unknown;
}

/** The call behind an event of OpenHands before its SDK: as the model made it, else as the event tells it. */
export function openHandsCall(event: JsonRecord, action: string, args: JsonRecord): OpenHandsCall {
  const metadata = recordOf(event["tool_call_metadata"]);
  const name = textIn(metadata["function_name"]);
  const input = modelArguments(metadata) ?? eventArguments(action, args);
  if (name !== undefined) return { tool: name, input };
  const editor = (action === "edit" || action === "read") && textIn(args["command"]) !== undefined;
  return { tool: editor ? "str_replace_editor" : action, input };
}

/** Events leave out what the model's own call says: whether an editor's call views, creates or replaces. */
function modelArguments(metadata: JsonRecord): JsonRecord | undefined {
  const message = recordOf(recordOf(listOf(recordOf(metadata["model_response"])["choices"])[0])["message"]);
  const id = metadata["tool_call_id"];
  const call = listOf(message["tool_calls"])
    .map(recordOf)
    .find((item) => item["id"] === id);
  if (call === undefined) return undefined;
  const { input, malformed } = readArguments(recordOf(call["function"])["arguments"]);
  return malformed || Object.keys(recordOf(input)).length === 0 ? undefined : recordOf(input);
}

const machinery: ReadonlySet<string> = new Set([
  "action",
  "source",
  "timestamp",
  "message",
  "thought",
  "action_risk",
  "is_confirmed",
  "keep_prompt",
  "id",
  "timeout",
  "tool_call_metadata",
  "llm_metrics",
  "confirmation_state",
  "security_risk",
  "blocking",
  "is_static",
  "hidden",
  "kernel_init_code",
  "impl_source",
  "translated_ipython_code",
]);

function eventArguments(action: string, args: JsonRecord): JsonRecord {
  // The whole file is meant by these two.
  const noRange = action === "read" && args["end"] === -1 && (args["start"] === 0 || args["start"] === 1);
  return Object.fromEntries(
    Object.entries(args).filter(([key, value]) => {
      if (value === null) return false;
      if (action === "think") return key === "thought";
      return !machinery.has(key) && !(noRange && (key === "start" || key === "end"));
    }),
  );
}
