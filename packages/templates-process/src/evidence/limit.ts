import type { Episode } from "@mulligan/core";

export type LimitKind = "steps" | "cost" | "time" | "unknown";

/** The limit that ended a run, in the run's own words. */
export interface EndingLimit {
  readonly words: string;
  readonly kind: LimitKind;
}

/** By the run's own status or a message after its last step; null where neither says so. The context limit is another matter. */
export function endingLimit({ steps, events, outcome }: Episode): EndingLimit | null {
  if (outcome.endedBy === "context") return null;
  const message = events.findLast((event) => event.kind === "limit" && event.afterStep >= steps.length);
  if (outcome.endedBy !== "limit" && message === undefined) return null;
  const said = message !== undefined && message.kind === "limit" ? message.text.trim() : "";
  const status = outcome.endedDetail ?? "";
  const [words = ""] = (said || status || "limit").split("\n", 1);
  return { words, kind: kindOf(`${status} ${said}`) };
}

function kindOf(words: string): LimitKind {
  if (/cost|credit|budget|spend|usd|\$/i.test(words)) return "cost";
  if (/time|deadline|duration|wall/i.test(words)) return "time";
  return /step|turn|iteration|call|action/i.test(words) ? "steps" : "unknown";
}
