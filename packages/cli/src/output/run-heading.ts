import { roundScore } from "@mulligan/core";
import type { Episode } from "@mulligan/core";
import type { InputRun } from "../input/read-runs.js";
import type { Style } from "./style.js";
import { counted } from "./text.js";

const ends: Readonly<Record<Episode["outcome"]["endedBy"], string>> = {
  finished: "submitted",
  message: "ended with a message",
  limit: "stopped by a limit",
  context: "stopped by the context window",
  error: "stopped by an error of the infrastructure",
  interrupted: "interrupted by the user",
  cut: "the recording stops",
};

/** `run.traj.json: failed (score 0.25), 27 steps, submitted [mini-swe-agent]`. */
export function runHeading({ file, run, episode }: InputRun, style: Style): string {
  const { status, score, endedBy } = episode.outcome;
  const outcome = status === "unknown" ? "outcome unknown" : status;
  const scored = score === null ? "" : ` (score ${roundScore(score)})`;
  const place = run > 1 ? `${file} (run ${run})` : file;
  const facts = [`${outcome}${scored}`, counted(episode.steps.length, "step"), ends[endedBy]].join(", ");
  return `${style.bold(place)}: ${facts} ${style.dim(`[${episode.source.format}]`)}`;
}
