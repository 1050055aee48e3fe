import type { Episode } from "@mulligan/core";
import { readText } from "../src/read.js";
import { words } from "./actions-helpers.js";

/** The only episode of a recording's text. */
export function readEpisode(text: string): Episode {
  const { episodes } = readText(text);
  if (episodes.length !== 1) throw new Error(`expected one episode, got ${episodes.length}`);
  return episodes[0]!;
}

/** One line a step: its status where that is not `ok`, and its actions in words. */
export function stepWords(episode: Episode): readonly string[] {
  return episode.steps.map((step) => {
    const said = step.actions.map((action) => {
      if (action.kind === "test")
        return action.ran ? `test:${action.passed}/${action.failed}` : `test:${action.notRun}`;
      return words([action])[0]!;
    });
    return [...(step.status === "ok" ? [] : [step.status]), ...said].join(" ");
  });
}
