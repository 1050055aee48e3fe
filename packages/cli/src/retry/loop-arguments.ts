import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Registry } from "@mulligan/core";
import {
  whenCostReaches,
  whenEnvironmentBlocked,
  whenSameFailure,
  whenScoreStopsRising,
  whenSecondsReach,
  whenSolved,
} from "@mulligan/retry";
import type { StopCondition } from "@mulligan/retry";
import { configOptions, isOn, numberOf, outputOptions, textOf } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { usageError } from "../errors.js";
import type { Io } from "../io.js";
import { preferOptions } from "./prefer.js";
import { folderAt } from "./read-episodes.js";
import { seenFrom } from "./seen-from.js";

export const loopOptions: Options = {
  ...configOptions,
  ...outputOptions,
  run: { type: "string" },
  evaluate: { type: "string" },
  trajectory: { type: "string" },
  workspace: { type: "string" },
  worktree: { type: "boolean" },
  "time-limit": { type: "string" },
  attempts: { type: "string" },
  arms: { type: "string" },
  "stop-on": { type: "string" },
  "max-cost": { type: "string" },
  "max-seconds": { type: "string" },
  "pass-threshold": { type: "string" },
  "hide-evaluation": { type: "boolean" },
  out: { type: "string" },
  "keep-workspaces": { type: "boolean" },
  "retry-infrastructure": { type: "boolean" },
  "changed-commands": { type: "boolean" },
  ...preferOptions,
};

export interface LoopArguments {
  readonly run: string;
  readonly evaluate: string | undefined;
  readonly trajectory: string | null;
  /** Absolute; null where none is given. */
  readonly workspace: string | null;
  readonly seconds: number;
  readonly maxAttempts: number;
  readonly maxCost: number | undefined;
  readonly passThreshold: number | undefined;
}

export function loopArguments(command: string, parsed: Arguments, io: Io): LoopArguments {
  const run = textOf(parsed, "run");
  if (run === undefined || run.trim() === "") throw usageError(command, "--run COMMAND says how the agent is started.");
  const evaluate = textOf(parsed, "evaluate");
  const worktree = isOn(parsed, "worktree");
  const workspace = textOf(parsed, "workspace") ?? (worktree && command === "retry" ? "." : undefined);
  const folder =
    workspace === undefined ? null : folderAt(resolve(io.cwd, workspace), `--workspace ${workspace}`, command);
  if (worktree && folder !== null && !existsSync(join(folder, ".git")))
    throw usageError(command, `--worktree: ${workspace} is not the root of a git repository.`);
  return {
    run: seenFrom(io.cwd, run),
    evaluate: evaluate === undefined ? undefined : seenFrom(io.cwd, evaluate),
    trajectory: textOf(parsed, "trajectory") ?? null,
    workspace: folder,
    seconds: numberOf(command, parsed, "time-limit", { minimum: 0.001, maximum: 2_000_000 }) ?? 1_800,
    maxAttempts: numberOf(command, parsed, "attempts", { minimum: 1, integer: true }) ?? 3,
    maxCost: numberOf(command, parsed, "max-cost", { minimum: 0.000_001 }),
    passThreshold: numberOf(command, parsed, "pass-threshold", { minimum: 0, maximum: 1 }),
  };
}

/** `--max-cost` holds for all attempts together, so a single task's loop stops at it as well. */
export function stopConditions(
  command: string,
  parsed: Arguments,
  registry: Registry,
  maxCost: number | undefined,
): StopCondition[] {
  const maxSeconds = numberOf(command, parsed, "max-seconds", { minimum: 0.001 });
  const words = (textOf(parsed, "stop-on") ?? "solved,environment").split(",").map((word) => word.trim());
  const conditions = words
    .filter((word) => word !== "")
    .map((word) => {
      if (word === "solved") return whenSolved();
      if (word === "environment") return whenEnvironmentBlocked(registry);
      if (word === "same-failure") return whenSameFailure();
      if (word === "no-rise") return whenScoreStopsRising();
      throw usageError(command, `--stop-on "${word}" is not one of solved, environment, same-failure, no-rise.`);
    });
  return [
    ...conditions,
    ...(maxCost === undefined ? [] : [whenCostReaches(maxCost)]),
    ...(maxSeconds === undefined ? [] : [whenSecondsReach(maxSeconds)]),
  ];
}
