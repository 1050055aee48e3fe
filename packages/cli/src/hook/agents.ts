import type { HookAgent } from "../setup/hook-targets.js";
import type { HookAnswer, HookEvent, JsonObject } from "./hook-event.js";
import { eventKind, isSet, readEvent, textOf } from "./read-event.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** How an agent asks and how it wants to be answered. */
export interface AgentAdapter {
  /** Who hears advice at the end of a turn; null where nobody would. */
  readonly advised: "agent" | "person" | null;
  read(input: JsonObject, environment: Environment): HookEvent;
  /** At the end of a turn. Advice is never asked of an agent whose `advised` is null. */
  answer(answer: HookAnswer, event: HookEvent): JsonObject;
  /** What a session is told when it begins, or with a prompt. */
  context(text: string, event: HookEvent): JsonObject;
}

/** Codex takes no other members than these. */
const blockOrMessage = ({ action, text, note }: HookAnswer): JsonObject =>
  action === "block"
    ? { decision: "block", reason: text, ...(note !== null && { systemMessage: note }) }
    : { systemMessage: note === null ? text : `${text}\n\n${note}` };

const namedContext = (text: string, { name }: HookEvent): JsonObject => ({
  hookSpecificOutput: { hookEventName: name, additionalContext: text },
});

/** Claude Code's words, which others took over. */
const claudeCode: AgentAdapter = {
  advised: "agent",
  read: (input) => readEvent(input),
  answer: (answer, event) =>
    answer.action === "block"
      ? blockOrMessage(answer)
      : { ...namedContext(answer.text, event), ...(answer.note !== null && { systemMessage: answer.note }) },
  context: namedContext,
};

export const agents: Readonly<Record<HookAgent, AgentAdapter>> = {
  "claude-code": claudeCode,
  codex: { ...claudeCode, advised: "person", answer: blockOrMessage },
  "gemini-cli": {
    ...claudeCode,
    advised: "person",
    read: (input) => ({ ...readEvent(input), lastMessage: textOf(input["prompt_response"]) }),
    answer: (answer) =>
      answer.action === "block" ? { ...blockOrMessage(answer), decision: "deny" } : blockOrMessage(answer),
  },
  copilot: {
    advised: null,
    read(input) {
      const event = readEvent(input);
      const stop = textOf(input["stopReason"] ?? input["stop_reason"]);
      return {
        ...event,
        kind: event.kind === "other" ? copilotKind(input) : event.kind,
        completed: stop === null || stop === "end_turn",
      };
    },
    answer: ({ text }) => ({ decision: "block", reason: text }),
    context: (text) => ({ additionalContext: text }),
  },
  cursor: {
    advised: null,
    read(input, environment) {
      const event = readEvent(input);
      const loops = input["loop_count"];
      const status = textOf(input["status"]);
      return {
        ...event,
        session: textOf(input["conversation_id"]) ?? event.session,
        transcript: event.transcript ?? environment["CURSOR_TRANSCRIPT_PATH"] ?? null,
        cwd: event.cwd ?? firstText(input["workspace_roots"]),
        continued: event.continued || (typeof loops === "number" && loops > 0),
        completed: status === null || status === "completed",
      };
    },
    answer: ({ text }) => ({ followup_message: text }),
    context: (text) => ({ additional_context: text }),
  },
  // The plugin asks in these words.
  opencode: { ...claudeCode, advised: null, answer: blockOrMessage },
};

/** Its own payloads do not name the event. */
function copilotKind(input: JsonObject): HookEvent["kind"] {
  if (isSet(input["hook_event_name"])) return eventKind(String(input["hook_event_name"]));
  if (isSet(input["stopReason"])) return isSet(input["agentName"]) ? "subagent-end" : "turn-end";
  if (isSet(input["source"])) return "session-start";
  return isSet(input["prompt"]) ? "prompt" : "other";
}

function firstText(value: unknown): string | null {
  return Array.isArray(value) ? textOf(value[0]) : null;
}
