import { compareAttempts, retryResultToWire } from "@mulligan/core";
import type { Registry, RetryResult } from "@mulligan/core";
import { configOptions, inputOptions, isOn, outputOptions, parse, textOf } from "../arguments.js";
import type { Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { outcomeSource } from "../input/outcome-source.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { Reading } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { columns } from "../output/text.js";
import { diagnosed, reading, reportDiagnostics } from "./diagnosed.js";
import type { Diagnosed } from "./diagnosed.js";

const options: Options = { ...inputOptions, ...configOptions, ...outputOptions, arm: { type: "string" } };

export async function compare(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("compare", commandArguments, options);
  const [before, after, ...more] = parsed.positionals;
  if (before === undefined || after === undefined || more.length > 0) {
    throw usageError("compare", "Name two recorded runs: the attempt before, and the retry.");
  }
  const outcome = outcomeSource("compare", parsed, io.cwd);
  const { registry } = await loadRegistry(parsed, io);
  const source = reading(parsed, outcome, registry, io);
  const original = await firstRun(before, source, registry);
  const retry = await firstRun(after, source, registry);
  if (original === null || retry === null) return exitCodes.unreadable;
  for (const attempt of [original, retry]) reportDiagnostics(attempt, parsed, io);
  const result = compareAttempts(original, retry, textOf(parsed, "arm") ?? "plan");
  io.out(
    isOn(parsed, "json")
      ? `${JSON.stringify(retryResultToWire(result), null, 2)}\n`
      : `${resultText(result, original, retry, registry)}\n`,
  );
  return exitCodes.clean;
}

async function firstRun(path: string, source: Reading, registry: Registry): Promise<Diagnosed | null> {
  let first: Diagnosed | null = null;
  let runs = 0;
  for await (const entry of readRuns([path], source, (input) => input)) {
    if (isUnreadable(entry)) {
      source.io.error(`${entry.file}: ${entry.error.message}\n`);
    } else {
      runs += 1;
      first ??= diagnosed(entry, registry);
    }
  }
  if (runs > 1 && !source.quiet) source.io.error(`${path}: of ${runs} runs the first is compared.\n`);
  return first;
}

function resultText(result: RetryResult, original: Diagnosed, retry: Diagnosed, registry: Registry): string {
  const score = (value: number | null) => (value === null ? "-" : value.toFixed(3));
  const rows = [
    ["", "before", "after"],
    ["outcome", original.episode.outcome.status, retry.episode.outcome.status],
    ["score", score(result.originalScore), score(result.retryScore)],
    ["steps", String(result.stepsComparison.original), String(result.stepsComparison.retry)],
    ["primary failure", original.diagnosis.primaryFailure, retry.diagnosis.primaryFailure],
  ];
  return [
    ...columns(rows),
    "",
    verdict(result, original, registry),
    `Gone: ${result.fixedFindings.join(", ") || "nothing"}. New: ${result.newFindings.join(", ") || "nothing"}.`,
    "One pair says little: runs are selected for having failed, and a plain retry may do as well.",
  ].join("\n");
}

function verdict({ failureFixed }: RetryResult, { diagnosis }: Diagnosed, registry: Registry): string {
  if (diagnosis.primaryId === registry.success?.id) return "The attempt before shows no failure to fix.";
  return `${diagnosis.primaryFailure} is ${failureFixed ? "no longer" : "still"} found.`;
}
