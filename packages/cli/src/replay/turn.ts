/** A session as an agent had it at the end of one of its turns. */
export interface ReplayedTurn {
  /** From 1. */
  readonly number: number;
  /** What the person asked for; empty where the file does not hold it. */
  readonly prompt: string;
  /** What the agent said at the end. */
  readonly said: string;
  /** The agent ended the turn by itself: only then it calls a hook. */
  readonly ended: boolean;
  /** What the session's file holds now, or what it has gained since the turn before. */
  readonly content: { readonly whole: string } | { readonly gained: string };
}
