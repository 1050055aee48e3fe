import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { isMulliganError } from "@mulligan/core";
import { runCampaign } from "@mulligan/retry";
import type { AttemptRecord, CampaignEnd, EpisodeTask, Timers } from "@mulligan/retry";
import { openLedger } from "@mulligan/retry/ledger";
import { isOn } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import type { Io } from "../io.js";
import { armsOf } from "./arms-of.js";
import type { LoopArguments } from "./loop-arguments.js";
import { stopConditions } from "./loop-arguments.js";
import { processRunner } from "./process-runner.js";
import { Progress } from "./progress.js";

export interface Loop {
  readonly command: "retry" | "campaign";
  readonly loop: LoopArguments;
  readonly episodes: readonly EpisodeTask[];
  readonly arms: string;
  /** Absolute folder. */
  readonly results: string;
  readonly jobs: number;
  readonly retrySolved: boolean;
}

export interface LoopEnd {
  /** Null where it was interrupted. */
  readonly end: CampaignEnd | null;
  readonly records: readonly AttemptRecord[];
}

export const campaignName = "campaign";

/** Runs a campaign on the ledger in its folder of results, and gives what stands in it at the end. */
export async function runLoop(work: Loop, parsed: Arguments, io: Io): Promise<LoopEnd> {
  const { command, loop, episodes, results } = work;
  const { registry } = await loadRegistry(parsed, io);
  const arms = armsOf(command, work.arms, registry);
  const stopWhen = stopConditions(command, parsed, registry, command === "retry" ? loop.maxCost : undefined);
  mkdirSync(results, { recursive: true });
  const ledger = await openLedger(join(results, "ledger.db"), { importModule: (name) => io.importModule(name) });
  const controller = new AbortController();
  const release = io.onInterruption?.(() => controller.abort());
  const runner = processRunner({
    command: loop.run,
    evaluation: loop.evaluate,
    trajectory: loop.trajectory,
    seconds: loop.seconds,
    results,
    worktree: isOn(parsed, "worktree"),
    keep: isOn(parsed, "keep-workspaces"),
    environment: io.environment,
  });
  const progress = new Progress(
    io,
    isOn(parsed, "quiet"),
    episodes.length * (1 + arms.length * (loop.maxAttempts - 1)),
  );
  try {
    for (const record of ledger.summaries(campaignName)) progress.known(record);
    const end = await runCampaign({
      ...runner,
      registry,
      arms,
      stopWhen,
      store: ledger,
      campaign: campaignName,
      episodes,
      maxAttempts: loop.maxAttempts,
      maxCost: loop.maxCost,
      passThreshold: loop.passThreshold,
      retrySolved: work.retrySolved,
      hideEvaluation: isOn(parsed, "hide-evaluation"),
      concurrency: work.jobs,
      signal: controller.signal,
      timers: timersFor(controller.signal),
      onAttempt: (record) => progress.made(record),
    });
    return { end, records: await ledger.results(campaignName) };
  } catch (error) {
    if (!isMulliganError(error) || error.code !== "interrupted") throw error;
    return { end: null, records: await ledger.results(campaignName) };
  } finally {
    release?.();
    ledger.close();
  }
}

function timersFor(signal: AbortSignal): Timers {
  return {
    wait: (milliseconds) =>
      new Promise((resolve) => {
        const done = () => {
          clearTimeout(timer);
          signal.removeEventListener("abort", done);
          resolve();
        };
        const timer = setTimeout(done, milliseconds);
        signal.addEventListener("abort", done);
      }),
    repeat: (milliseconds, action) => {
      const timer = setInterval(action, milliseconds);
      return () => clearInterval(timer);
    },
  };
}
