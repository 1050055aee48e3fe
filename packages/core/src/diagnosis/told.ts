import type { Episode } from "../model/episode.js";

/**
 * What people said to the agent, a line break between each: the task, and the user's words that came before `step` (1-based;
 * all of them where it is left out). In a session of several turns the task alone is only the first thing that was asked.
 */
export function told({ task, events }: Episode, step: number = Number.POSITIVE_INFINITY): string {
  let words = task;
  for (const event of events) if (event.kind === "user" && event.afterStep < step) words += `\n${event.text}`;
  return words;
}
