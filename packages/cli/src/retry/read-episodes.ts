import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { Verdict } from "@mulligan/readers";
import type { EpisodeTask } from "@mulligan/retry";
import { usageError } from "../errors.js";
import { reasonOf } from "../input/read-bytes.js";
import type { EpisodeData } from "./process-runner.js";

/**
 * Reads a campaign's episodes: JSON Lines with `id`, `task` or `task_file`, and if wanted `workspace`, `seed`,
 * `system_prompt`, `recording` with `outcome` or `score`. Paths are relative to the file. `seeds` above 1 runs each with as
 * many seeds, from its own upwards.
 */
export function readEpisodes(shown: string, cwd: string, workspace: string | null, seeds: number): EpisodeTask[] {
  const path = resolve(cwd, shown);
  const episodes: EpisodeTask[] = [];
  for (const [index, line] of textOf(path, shown).split("\n").entries()) {
    if (line.trim() === "") continue;
    const place = `${shown}:${index + 1}`;
    const episode = episodeOf(line, place, dirname(path), workspace);
    const start = episode.seed ?? 1;
    for (let seed = start; seed < start + seeds; seed += 1) episodes.push({ ...episode, seed });
  }
  if (episodes.length === 0) throw usageError("campaign", `${shown} holds no episode.`);
  return episodes;
}

function episodeOf(line: string, place: string, folder: string, workspace: string | null): EpisodeTask {
  const row = recordIn(line, place);
  const wrong = (problem: string) => usageError("campaign", `${place}: ${problem}`);
  const text = (name: string) => {
    const value = row[name];
    if (value === undefined || typeof value === "string") return value;
    throw wrong(`${name} is no text.`);
  };
  const number = (name: string) => {
    const value = row[name];
    if (value === undefined || typeof value === "number") return value;
    throw wrong(`${name} is no number.`);
  };
  const id = text("id");
  if (id === undefined || id === "") throw wrong("there is no id.");
  const taskFile = text("task_file");
  const task =
    text("task") ?? (taskFile === undefined ? undefined : textOf(resolve(folder, taskFile), `${place}: ${taskFile}`));
  if (task === undefined) throw wrong("there is neither task nor task_file.");
  const own = text("workspace");
  const data: EpisodeData = {
    workspace: own === undefined ? workspace : folderAt(resolve(folder, own), `${place}: ${own}`),
  };
  const recording = text("recording");
  const seed = number("seed");
  const systemPrompt = text("system_prompt");
  return {
    id,
    task,
    data,
    ...(seed !== undefined && { seed }),
    ...(systemPrompt !== undefined && { systemPrompt }),
    ...(recording !== undefined && {
      recording: bytesOf(resolve(folder, recording), `${place}: ${recording}`),
      ...verdictOf(text("outcome"), number("score")),
    }),
  };
}

function verdictOf(outcome: string | undefined, score: number | undefined): { verdict?: Verdict } {
  if (outcome === "passed" || outcome === "failed") return { verdict: { status: outcome, score: score ?? null } };
  return score === undefined ? {} : { verdict: { score } };
}

function recordIn(line: string, place: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw usageError("campaign", `${place}: this is no JSON (${reasonOf(error)}).`);
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw usageError("campaign", `${place}: an episode is an object.`);
}

function textOf(path: string, shown: string): string {
  return bytesOf(path, shown).toString("utf8");
}

function bytesOf(path: string, shown: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw usageError(
      "campaign",
      `${shown}: it could not be read (${(error as NodeJS.ErrnoException).code ?? reasonOf(error)}).`,
    );
  }
}

/** @throws a usage error where it is no folder. */
export function folderAt(path: string, shown: string, command = "campaign"): string {
  if (existsSync(path) && statSync(path).isDirectory()) return path;
  throw usageError(command, `${shown}: there is no such folder.`);
}
