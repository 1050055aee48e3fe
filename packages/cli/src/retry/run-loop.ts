import { join, relative } from "node:path";
import { isMulliganError } from "@mulligan/core";
import { runCampaign } from "@mulligan/retry";
import type { AttemptRecord, CampaignEnd, EpisodeTask, Timers } from "@mulligan/retry";
import { openLedger } from "@mulligan/retry/ledger";
import { isOn, textOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import type { Io } from "../io.js";
import { counted } from "../output/text.js";
import { armsOf } from "./arms-of.js";
import type { LoopArguments } from "./loop-arguments.js";
import { stopConditions } from "./loop-arguments.js";
import { makeFolder } from "./make-folder.js";
import { preferredRegistry } from "./prefer.js";
import { processRunner } from "./process-runner.js";
import type { EpisodeData } from "./process-runner.js";
import { Progress } from "./progress.js";
import { sameCommands } from "./same-commands.js";
import type { Commands } from "./same-commands.js";
import { sameTasks } from "./same-tasks.js";
import { removeLeftWorkspaces } from "./workspace.js";

export interface Loop {
  readonly command: "retry" | "campaign";
  readonly loop: LoopArguments;
  readonly episodes: readonly EpisodeTask[];
  readonly arms: string;
  /** Absolute folder. */
  readonly results: string;
  readonly jobs: number;
  readonly retrySolved: boolean;
  /** Which workspaces stay. */
  readonly keep: "none" | "solved" | "all";
  /** Said before the first attempt. */
  readonly notes?: readonly string[];
}

export interface LoopEnd {
  /** Null where it was interrupted. */
  readonly end: CampaignEnd | null;
  readonly records: readonly AttemptRecord[];
  /** Workspaces in which the task was solved, where they were kept for that. */
  readonly solvedIn: readonly string[];
}

export const campaignName = "campaign";
/** As many attempts in a row that the infrastructure spoiled, and the next ones will not go better. */
export const maxInfrastructure = 10;

/** Runs a campaign on the ledger in its folder of results, and gives what stands in it at the end. */
export async function runLoop(work: Loop, parsed: Arguments, io: Io): Promise<LoopEnd> {
  const { command, loop, episodes, results } = work;
  const registry = await preferredRegistry(command, parsed, (await loadRegistry(parsed, io)).registry, io);
  const arms = armsOf(command, work.arms, registry);
  const stopWhen = stopConditions(command, parsed, registry, command === "retry" ? loop.maxCost : undefined);
  const shown = relative(io.cwd, results) || ".";
  makeFolder(command, shown, results);
  sameTasks(command, shown, results, episodes);
  if (!isOn(parsed, "quiet")) for (const note of work.notes ?? []) io.error(`note: ${note}\n`);
  const solvedIn: string[] = [];
  const keep = isOn(parsed, "keep-workspaces") ? "all" : work.keep;
  const ledger = await openLedger(join(results, "ledger.db"), { importModule: (name) => io.importModule(name) });
  const controller = new AbortController();
  const release = io.onInterruption?.(() => controller.abort());
  const runner = processRunner({
    command: loop.run,
    evaluation: loop.evaluate,
    trajectory: loop.trajectory,
    seconds: loop.seconds,
    results,
    start: io.cwd,
    worktree: isOn(parsed, "worktree"),
    keep,
    threshold: loop.passThreshold ?? 1,
    onSolved: (workspace) => solvedIn.push(workspace),
    environment: io.environment,
  });
  const progress = new Progress(
    io,
    isOn(parsed, "quiet"),
    episodes.length * (1 + arms.length * (loop.maxAttempts - 1)),
  );
  try {
    if (isOn(parsed, "retry-infrastructure")) ledger.forgetInfrastructure(campaignName);
    const kept = ledger.summaries(campaignName);
    sameCommands(command, shown, results, commandsOf(parsed), {
      counts: kept.some(({ result }) => result !== "infrastructure"),
      allowed: isOn(parsed, "changed-commands"),
    });
    for (const record of kept) progress.known(record);
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
      maxInfrastructure,
      passThreshold: loop.passThreshold,
      retrySolved: work.retrySolved,
      hideEvaluation: isOn(parsed, "hide-evaluation"),
      concurrency: work.jobs,
      signal: controller.signal,
      timers: timersFor(controller.signal),
      onAttempt: (record) => progress.made(record),
    });
    if (end.ended === "complete" && keep === "none") {
      await removeLeftWorkspaces(results, isOn(parsed, "worktree") ? foldersOf(episodes) : []);
    }
    return { end, records: await ledger.results(campaignName), solvedIn };
  } catch (error) {
    if (!isMulliganError(error) || error.code !== "interrupted") throw error;
    return { end: null, records: await ledger.results(campaignName), solvedIn };
  } finally {
    release?.();
    ledger.close();
  }
}

/** As they were written: what a path leads to may lie elsewhere on another machine. */
function commandsOf(parsed: Arguments): Commands {
  return { run: textOf(parsed, "run") ?? "", evaluate: textOf(parsed, "evaluate") };
}

/** What was recorded before an interruption. */
export function keptIn(shown: string, { length }: readonly AttemptRecord[]): string {
  return `${counted(length, "result")} ${length === 1 ? "is" : "are"} kept in ${shown}`;
}

function foldersOf(episodes: readonly EpisodeTask[]): string[] {
  const folders = episodes.map(({ data }) => (data as EpisodeData).workspace);
  return [...new Set(folders.filter((folder) => folder !== null))];
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
