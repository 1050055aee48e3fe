/** What an agent tells a hook, in one form for all agents. */
export interface HookEvent {
  readonly kind: "turn-end" | "subagent-end" | "session-start" | "prompt" | "other";
  /** As the agent calls it. */
  readonly name: string;
  /** Empty where the agent names none. */
  readonly session: string;
  /** Absolute path of the session's file. */
  readonly transcript: string | null;
  readonly cwd: string | null;
  /** The turn goes on because a hook sent the agent back. */
  readonly continued: boolean;
  /** What the agent said last; the session's file may not hold it yet. */
  readonly lastMessage: string | null;
  /** Something still runs whose result the agent will be told. */
  readonly backgroundTasks: boolean;
  /** The agent handed over by itself: no abort, no error. */
  readonly completed: boolean;
}

/** What is said to the agent, or to the person, at the end of a turn. */
export interface HookAnswer {
  /** `block` sends the agent back; `advise` only tells. */
  readonly action: "block" | "advise";
  readonly text: string;
  /** For the person, beside it. */
  readonly note: string | null;
}

export type JsonObject = Readonly<Record<string, unknown>>;
