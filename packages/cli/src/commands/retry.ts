import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { callersVerdict } from "@mulligan/readers";
import { firstArm } from "@mulligan/retry";
import type { AttemptRecord, EpisodeTask } from "@mulligan/retry";
import { choiceOf, isOn, numberOf, parse, textOf } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { readFile, reasonOf } from "../input/read-bytes.js";
import type { Io } from "../io.js";
import { columns, counted, shellWord } from "../output/text.js";
import { loopArguments, loopOptions } from "../retry/loop-arguments.js";
import type { EpisodeData } from "../retry/process-runner.js";
import { attemptDocument } from "../retry/report-documents.js";
import { keptIn, runLoop } from "../retry/run-loop.js";

const options: Options = {
  ...loopOptions,
  task: { type: "string" },
  recording: { type: "string" },
  outcome: { type: "string" },
  score: { type: "string" },
  seed: { type: "string" },
};

export async function retryCommand(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("retry", commandArguments, options);
  if (parsed.positionals.length > 0) throw usageError("retry", `"${parsed.positionals[0]}" is not expected here.`);
  const loop = loopArguments("retry", parsed, io);
  const data: EpisodeData = { workspace: loop.workspace };
  const seed = numberOf("retry", parsed, "seed", { minimum: 1, integer: true });
  const episode: EpisodeTask = {
    id: "task",
    task: taskOf(parsed, io),
    data,
    ...(seed !== undefined && { seed }),
    ...recordingOf(parsed, io),
  };
  const out = textOf(parsed, "out");
  const shown = out ?? freeFolder(io.cwd);
  const results = resolve(io.cwd, shown);
  const arms = textOf(parsed, "arms") ?? "plan";
  const notes = [
    ...(loop.workspace === null ? ["Without --workspace FOLDER each attempt begins in an empty folder."] : []),
    ...(loop.evaluate === undefined
      ? ["Without --evaluate COMMAND an attempt is solved only where its recording says so."]
      : []),
  ];
  // Without an evaluator nobody knows which of the workspaces is wanted.
  const keep = loop.evaluate === undefined ? "all" : "solved";
  const { end, records, solvedIn } = await runLoop(
    { command: "retry", loop, episodes: [episode], arms, results, jobs: 1, retrySolved: false, keep, notes },
    parsed,
    io,
  );
  if (end === null) {
    io.error(
      `Interrupted. ${keptIn(shown, records)}; the same command with --out ${shellWord(shown)} goes on from there.\n`,
    );
    return exitCodes.interrupted;
  }
  const solved = records.some(({ result }) => result === "solved");
  if (isOn(parsed, "json")) {
    io.out(
      `${JSON.stringify({ solved, results, solved_in: solvedIn, attempts: records.map(attemptDocument) }, null, 2)}\n`,
    );
  } else {
    io.out(`${[...textFor(records), "", ...endFor(records, solvedIn, shown)].join("\n")}\n`);
  }
  if (solved) return exitCodes.clean;
  return records.some(({ result }) => result === "infrastructure") ? exitCodes.infrastructure : exitCodes.findings;
}

function taskOf(parsed: Arguments, io: Io): string {
  const file = textOf(parsed, "task");
  if (file === undefined) throw usageError("retry", "--task FILE holds the task.");
  try {
    return readFileSync(resolve(io.cwd, file), "utf8");
  } catch (error) {
    throw usageError(
      "retry",
      `--task ${file}: it could not be read (${(error as NodeJS.ErrnoException).code ?? reasonOf(error)}).`,
    );
  }
}

function recordingOf(parsed: Arguments, io: Io): Pick<EpisodeTask, "recording" | "verdict"> {
  const file = textOf(parsed, "recording");
  const status = choiceOf("retry", parsed, "outcome", ["passed", "failed", "unknown"]);
  const score = numberOf("retry", parsed, "score", { minimum: 0, maximum: 1 });
  if (file === undefined) {
    if (status !== undefined || score !== undefined)
      throw usageError("retry", "--outcome and --score go with --recording.");
    return {};
  }
  const verdict = callersVerdict(status, score);
  try {
    return { recording: readFile(resolve(io.cwd, file)), ...(verdict !== null && { verdict }) };
  } catch (error) {
    throw usageError("retry", `--recording ${file}: ${reasonOf(error)}`);
  }
}

/** Results of one task are not mixed with those of another. */
function freeFolder(cwd: string): string {
  for (let number = 1; ; number += 1) {
    const folder = join(".mulligan", `retry-${number}`);
    if (!existsSync(join(cwd, folder))) return folder;
  }
}

function textFor(records: readonly AttemptRecord[]): string[] {
  const sorted = [...records].sort(
    (left, right) => Number(right.arm === firstArm) - Number(left.arm === firstArm) || left.attempt - right.attempt,
  );
  const rows = sorted.map(({ attempt, arm, result, score, steps, failureType, reason, stopped }) => [
    `attempt ${attempt}`,
    arm,
    result,
    score === null ? "-" : score.toFixed(3),
    steps === null ? "-" : counted(steps, "step"),
    reason ?? failureType ?? (result === "solved" ? "-" : "no recorded run"),
    stopped === undefined || stopped === "solved" ? "" : `ended: ${stopped}`,
  ]);
  return columns([["", "arm", "result", "score", "", "why", ""], ...rows]).map((line) => line.trimEnd());
}

function endFor(records: readonly AttemptRecord[], solvedIn: readonly string[], shown: string): string[] {
  const solved = records.some(({ result }) => result === "solved");
  const spoiled = records.some(({ result }) => result === "infrastructure");
  return [
    `${solved ? "Solved." : "Not solved."} Prompts, outputs and the ledger are in ${shown}.`,
    ...(records.length > 1 && records.every(({ steps }) => steps === null)
      ? [
          "No attempt left a recorded run that can be read: retries were told the failing output alone. --trajectory GLOB says where the agent leaves it.",
        ]
      : []),
    ...solvedIn.map((workspace) => `The solved workspace is ${workspace}.`),
    ...(spoiled
      ? [
          `What agent and evaluator printed is in ${join(shown, "attempts")}; with --out ${shown} --retry-infrastructure it is tried again.`,
        ]
      : []),
  ];
}
