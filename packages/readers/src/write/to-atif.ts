import type { Episode, Outcome } from "@mulligan/core";
import type { RecordedRun } from "../recorded-run.js";
import { runId } from "../run-id.js";
import type { AtifAgent, AtifExtra, AtifTrajectory } from "./atif-trajectory.js";
import { defined } from "./defined.js";
import { runOfEpisode } from "./run-of-episode.js";
import { StepWriter } from "./step-writer.js";
import { withOutcome } from "./with-outcome.js";

export interface AtifOptions {
  /** The outcome to save in place of the run's own, as an evaluator's verdict changed it. */
  readonly outcome?: Outcome;
  /** Runs of sub-agents that the calls name; they are embedded. */
  readonly subagents?: readonly (RecordedRun | Episode)[];
}

/**
 * The run as an ATIF 1.7 document, from which `readText` gives the same run again. Other tools read it as any ATIF
 * file; what the format has no member for stands under `extra.mulligan`.
 *
 * A recorded run is saved as it was recorded, and what its calls did is worked out anew when it is read. An episode is
 * saved with the actions that its steps have; prefer the run where there is one.
 */
export function toAtif(source: RecordedRun | Episode, options: AtifOptions = {}): AtifTrajectory {
  const embedded = new Map<string, AtifTrajectory>();
  for (const subagent of options.subagents ?? []) {
    const document = toAtif(subagent);
    if (!embedded.has(document.trajectory_id)) embedded.set(document.trajectory_id, document);
  }
  const recorded = "steps" in source ? runOfEpisode(source) : source;
  const run = options.outcome === undefined ? recorded : withOutcome(recorded, options.outcome);
  const id = runId(run);
  const { steps, finalMessage } = new StepWriter(embedded).write(run);
  return {
    schema_version: "ATIF-v1.7",
    session_id: id,
    trajectory_id: id,
    agent: agentOf(run),
    steps,
    final_metrics: { total_steps: steps.length },
    extra: { mulligan: savedOf(run, finalMessage) },
    ...(embedded.size > 0 ? { subagent_trajectories: [...embedded.values()] } : {}),
  };
}

/** The format wants a name and a version. */
function agentOf({ agent }: RecordedRun): AtifAgent {
  return {
    name: agent.name ?? "unknown",
    version: agent.version ?? "unknown",
    ...defined({ model_name: agent.model }),
  };
}

function savedOf(run: RecordedRun, finalMessage: string | undefined): AtifExtra {
  const { agent, verdict } = run;
  return {
    version: 1,
    ...defined({
      format: run.format,
      format_version: run.formatVersion,
      agent: agent.name === undefined || agent.version === undefined ? agent : undefined,
      instance_id: run.instanceId,
      root: run.root,
      cwd: run.cwd,
      ended: run.ended ? undefined : false,
      ended_by: run.endedBy,
      ended_detail: run.endedDetail,
      infrastructure: run.infrastructure,
      outcome: verdict && {
        status: verdict.status,
        score: verdict.score,
        threshold: verdict.threshold,
        ...defined({
          failing_tests: verdict.failingTests,
          regressed_tests: verdict.regressedTests,
          evaluator_output: verdict.evaluatorOutput,
        }),
      },
      final_message: finalMessage,
      submission: run.submission,
      relevant_files: run.relevantFiles,
      annotations: run.annotations,
      skipped_lines: run.skippedLines === 0 ? undefined : run.skippedLines,
    }),
  };
}
