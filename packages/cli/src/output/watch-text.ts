import { findingToWire } from "@mulligan/core";
import type { Finding, JsonObject } from "@mulligan/core";
import type { NewFindings } from "../watch/watcher.js";
import { findingText } from "./finding-text.js";
import type { Style } from "./style.js";
import { counted, indented } from "./text.js";

/** A finding as it appears, for a person: where, after how many steps, and what. */
export function newFindingText({ file, run, episode }: NewFindings, finding: Finding, style: Style): string {
  const place = run > 1 ? `${file} (run ${run})` : file;
  const state = episode.ended ? "the agent has ended its turn" : "going on";
  const heading = `${style.bold(place)} ${style.dim(`(${counted(episode.steps.length, "step")}, ${state})`)}`;
  const inner = { ...style, width: style.width - 2 };
  return `${heading}\n${indented(findingText(finding, episode, inner, false), "  ")}\n`;
}

/** A line of `watch --jsonl`. */
export function newFindingDocument({ file, run, episode }: NewFindings, finding: Finding): JsonObject {
  return {
    file,
    run,
    format: episode.source.format,
    episode_id: episode.id,
    steps: episode.steps.length,
    ended: episode.ended,
    finding: findingToWire(finding),
  };
}
