import type { HookEvent, JsonObject } from "./hook-event.js";

const kinds: Readonly<Record<string, HookEvent["kind"]>> = {
  stop: "turn-end",
  agentstop: "turn-end",
  afteragent: "turn-end",
  subagentstop: "subagent-end",
  sessionstart: "session-start",
  userpromptsubmit: "prompt",
  userpromptsubmitted: "prompt",
  beforeagent: "prompt",
};

export function eventKind(name: string): HookEvent["kind"] {
  return kinds[name.toLowerCase()] ?? "other";
}

/** The members that most agents have, in snake case or camel case. */
export function readEvent(input: JsonObject): HookEvent {
  const member = (snake: string, camel: string): unknown => input[snake] ?? input[camel];
  const name = textOf(member("hook_event_name", "hookEventName")) ?? "";
  const kind = eventKind(name);
  const own = kind === "subagent-end" ? textOf(member("agent_transcript_path", "agentTranscriptPath")) : null;
  const tasks = input["background_tasks"];
  return {
    kind,
    name,
    session: [
      textOf(member("session_id", "sessionId")) ?? "",
      ...(kind === "subagent-end" ? [textOf(member("agent_id", "agentId")) ?? ""] : []),
    ]
      .filter((part) => part !== "")
      .join("."),
    transcript: own ?? textOf(member("transcript_path", "transcriptPath")),
    cwd: textOf(input["cwd"]),
    continued: member("stop_hook_active", "stopHookActive") === true,
    lastMessage: textOf(input["last_assistant_message"]),
    backgroundTasks: Array.isArray(tasks) && tasks.length > 0,
    completed: true,
  };
}

/** A text that is not empty. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
