import { createHash } from "node:crypto";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { planToWire } from "@mulligan/core";
import type { Verdict } from "@mulligan/readers";
import type { AttemptAnswer, AttemptRequest, Evaluate, RunAttempt } from "@mulligan/retry";
import { findRecording } from "./find-recording.js";
import { judge } from "./judge.js";
import { outsideCause } from "./outside-cause.js";
import { runProcess } from "./run-process.js";
import { usageOf } from "./usage-of.js";
import { makeWorkspace } from "./workspace.js";

export interface RunnerOptions {
  readonly command: string;
  readonly evaluation: string | undefined;
  /** Null: the agent prints its recorded run on standard output. */
  readonly trajectory: string | null;
  /** Of the agent, and of the evaluator. */
  readonly seconds: number;
  /** Absolute. */
  readonly results: string;
  /** Absolute: where the command line was started. */
  readonly start: string;
  readonly worktree: boolean;
  /** Which workspaces are left where they are. */
  readonly keep: "none" | "solved" | "all";
  /** The score that solves. */
  readonly threshold: number;
  /** Gets each workspace that is kept because its attempt solved the task. */
  readonly onSolved: (workspace: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What an episode of the command line carries besides its task. */
export interface EpisodeData {
  /** Absolute; null for an empty folder. */
  readonly workspace: string | null;
}

/** What `evaluate` needs of the attempt. */
interface AttemptData {
  readonly folder: string;
  readonly workspace: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly dispose: () => Promise<void>;
}

const largestRecording = 500_000_000;

/** Runs agent and evaluator as processes, each attempt in a folder of its own. */
export function processRunner(options: RunnerOptions): {
  readonly runAttempt: RunAttempt;
  readonly evaluate: Evaluate | undefined;
} {
  const runAttempt: RunAttempt = async (request) => {
    const folder = join(options.results, "attempts", folderName(request.episode.id), attemptName(request));
    const workspace = join(folder, "workspace");
    await mkdir(folder, { recursive: true });
    const source = { folder: dataOf(request).workspace, worktree: options.worktree, results: options.results };
    const dispose = await makeWorkspace(source, workspace);
    const data: AttemptData = {
      folder,
      workspace,
      environment: {
        ...options.environment,
        ...writeInputs(request, folder, workspace),
        MULLIGAN_START_DIR: options.start,
      },
      dispose: options.keep === "all" ? async () => undefined : dispose,
    };
    try {
      const answer = await runAgent(options, request, data);
      if (options.evaluation === undefined || answer.infrastructure !== undefined) await data.dispose();
      return { ...answer, data };
    } catch (error) {
      await data.dispose().catch(() => undefined);
      throw error;
    }
  };
  if (options.evaluation === undefined) return { runAttempt, evaluate: undefined };
  const command = options.evaluation;
  return {
    runAttempt,
    evaluate: async (request) => {
      const data = request.answer.data as AttemptData;
      let keep = false;
      try {
        const verdict = await judge({ command, seconds: options.seconds, signal: request.signal, ...data });
        if (isSolved(verdict, options.threshold) && options.keep !== "none") {
          keep = true;
          options.onSolved(data.workspace);
        }
        return verdict;
      } finally {
        if (!keep) await data.dispose().catch(() => undefined);
      }
    },
  };
}

/** Writes what the agent gets, and gives the variables that say where. */
function writeInputs(request: AttemptRequest, folder: string, workspace: string): Record<string, string> {
  const { episode, arm, attempt, seed, addons, userPrompt } = request;
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  return {
    MULLIGAN_EPISODE: episode.id,
    MULLIGAN_ARM: arm,
    MULLIGAN_ATTEMPT: String(attempt),
    MULLIGAN_SEED: String(seed),
    MULLIGAN_WORKSPACE: workspace,
    MULLIGAN_ATTEMPT_DIR: folder,
    MULLIGAN_TASK_FILE: file("task.md", episode.task),
    MULLIGAN_PROMPT_FILE: file("prompt.md", userPrompt),
    MULLIGAN_SYSTEM_ADDON_FILE: file("system-addon.md", ended(addons.systemPromptAddon)),
    MULLIGAN_USER_ADDON_FILE: file("user-addon.md", addons.userContextAddon),
    MULLIGAN_SYSTEM_ADDON: addons.systemPromptAddon,
    MULLIGAN_USER_ADDON: addons.userContextAddon,
    MULLIGAN_PLAN_FILE:
      addons.plan === undefined ? "" : file("plan.json", `${JSON.stringify(planToWire(addons.plan), null, 2)}\n`),
    MULLIGAN_USAGE_FILE: join(folder, "usage.json"),
  };
}

async function runAgent(options: RunnerOptions, request: AttemptRequest, data: AttemptData): Promise<AttemptAnswer> {
  const { folder, workspace, environment } = data;
  const out = join(folder, "agent.out");
  const error = join(folder, "agent.err");
  // File systems keep whole seconds, some of them.
  const since = Math.floor(Date.now() / 1_000) * 1_000 - 1_000;
  const begun = performance.now();
  const end = await runProcess({
    command: options.command,
    cwd: workspace,
    environment,
    input: request.userPrompt,
    out,
    error,
    seconds: options.seconds,
    signal: request.signal,
  });
  const seconds = (performance.now() - begun) / 1_000;
  const found = options.trajectory === null ? out : findRecording(options.trajectory, [folder, workspace], since);
  const recording = found === null || isEmpty(found) ? null : readFileSync(found);
  const problems = [
    ...(end.timedOut ? [`The agent was stopped after ${options.seconds} seconds.`] : []),
    ...(end.cut ? ["The agent's output was cut."] : []),
    ...(recording === null ? ["The agent left no recorded run."] : []),
  ];
  const usage = { seconds, ...usageOf(join(folder, "usage.json"), recording?.toString("latin1") ?? null) };
  const infrastructure = end.timedOut ? undefined : outsideCause("The agent", end, recording === null, error);
  return { recording, usage, problems, ...(infrastructure !== undefined && { infrastructure }) };
}

/** With a line's end, so that a shell can put it in front of another file. */
function ended(text: string): string {
  return text === "" ? "" : `${text}\n`;
}

function isSolved({ status, score, infrastructure }: Verdict, threshold: number): boolean {
  if (infrastructure !== undefined) return false;
  return status === undefined ? score !== null && score >= threshold : status === "passed";
}

function dataOf({ episode }: AttemptRequest): EpisodeData {
  return episode.data as EpisodeData;
}

function attemptName({ arm, attempt, seed, epoch, tries }: AttemptRequest): string {
  return `${folderName(arm)}-${attempt}${seed === 1 ? "" : `-seed${seed}`}-e${epoch}.${tries}`;
}

/** A name of the user's as that of a folder; where characters have to go, a hash keeps names apart. */
function folderName(name: string): string {
  const safe = name.replaceAll(/[^\w.-]+/g, "-").slice(0, 80);
  return safe === name && !/^\.*$/.test(name)
    ? name
    : `${safe}-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
}

function isEmpty(path: string): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size === 0 || size > largestRecording;
}
