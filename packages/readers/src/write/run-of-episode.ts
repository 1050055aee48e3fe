import type { Episode, Step } from "@mulligan/core";
import type { RecordedCall, RecordedRun } from "../recorded-run.js";
import { defined } from "./defined.js";
import { withOutcome } from "./with-outcome.js";

/** An episode as a recorded run whose calls say themselves what they did. */
export function runOfEpisode(episode: Episode): RecordedRun {
  const run: RecordedRun = {
    id: episode.id,
    format: episode.source.format,
    agent: episode.agent,
    task: episode.task,
    calls: episode.steps.map(callOf),
    events: episode.events,
    finalMessage: episode.finalMessage,
    ended: episode.ended,
    endedBy: episode.outcome.endedBy,
    skippedLines: episode.source.skippedLines,
    ...defined({
      formatVersion: episode.source.formatVersion,
      root: episode.root,
      submission: episode.submission,
      relevantFiles: episode.relevantFiles,
      annotations: episode.annotations,
    }),
  };
  return withOutcome(run, episode.outcome);
}

function callOf(step: Step): RecordedCall {
  const { origin, says, tool, input, observation, status, exitCode, actions, command, turn, subagents } = step;
  return {
    origin,
    says,
    tool,
    input,
    observation,
    status,
    exitCode,
    actions,
    dialect: command === undefined ? "tool" : "shell",
    ...defined({ command, turn, subagents }),
  };
}
