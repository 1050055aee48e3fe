import type { Episode } from "@mulligan/core";
import { told } from "@mulligan/core";

/**
 * Whether the task, a message or an observation before `step` shows `text`. Costs a search through all of them: only for
 * what would be reported otherwise.
 */
export function shownBefore(episode: Episode, step: number, text: string): boolean {
  if (text === "") return false;
  if (told(episode, step).includes(text)) return true;
  return episode.steps.slice(0, step - 1).some(({ observation }) => observation.includes(text));
}

/** The line of a text that is least likely to occur by chance: the longest one, without its indentation. */
export function tellingLine(text: string): string {
  let longest = "";
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (trimmed.length > longest.length) longest = trimmed;
  }
  return longest;
}
