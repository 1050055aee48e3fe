import { compareAttempts, retryResultToWire } from "@mulligan/core";
import type { Registry, RetryResult } from "@mulligan/core";
import { configOptions, inputOptions, isOn, outputOptions, parse, textOf, textsOf } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { expandPath } from "../input/expand-paths.js";
import { outcomeSource } from "../input/outcome-source.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { Reading } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { columns } from "../output/text.js";
import { snakeCased } from "../retry/report-documents.js";
import { compareRuns, compareRunsText } from "./compare-runs.js";
import { diagnosed, reading, reportDiagnostics } from "./diagnosed.js";
import type { Diagnosed } from "./diagnosed.js";

const options: Options = {
  ...inputOptions,
  ...configOptions,
  ...outputOptions,
  arm: { type: "string" },
  with: { type: "string", multiple: true },
};

export async function compare(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("compare", commandArguments, options);
  const { before, after } = sidesOf(parsed);
  const outcome = outcomeSource("compare", parsed, io.cwd);
  const { registry } = await loadRegistry(parsed, io);
  // Without its note: outcomes may speak of one side alone.
  const source = reading(parsed, (episode, query, path) => outcome(episode, query, path), registry, io);
  const [first, second] = [before[0] ?? "", after[0] ?? ""];
  const many = before.length > 1 || after.length > 1 || [first, second].some((path) => expandPath(path, io.cwd).folder);
  if (many) return compareMany(before, after, source, registry, parsed, io);
  const originals = await runsIn(first, source, registry);
  const retries = await runsIn(second, source, registry);
  const { first: original } = originals;
  const { first: retry } = retries;
  if (original === null || retry === null) return exitCodes.unreadable;
  if (originals.count > 1 && retries.count > 1) return compareMany(before, after, source, registry, parsed, io);
  for (const [path, runs] of [
    [first, originals],
    [second, retries],
  ] as const) {
    if (runs.count > 1 && !source.quiet) io.error(`${path}: of ${runs.count} runs the first is compared.\n`);
  }
  for (const attempt of [original, retry]) reportDiagnostics(attempt, parsed, io);
  const result = compareAttempts(original, retry, textOf(parsed, "arm") ?? "plan");
  io.out(
    isOn(parsed, "json")
      ? `${JSON.stringify(retryResultToWire(result), null, 2)}\n`
      : `${resultText(result, original, retry, registry)}\n`,
  );
  return exitCodes.clean;
}

/** Two arguments, or any number before and any number behind `--with`. */
function sidesOf(parsed: Arguments): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const given = textsOf(parsed, "with");
  const { positionals } = parsed;
  const [first, second, ...more] = positionals;
  if (given.length === 0) {
    if (first === undefined || second === undefined || more.length > 0)
      throw usageError(
        "compare",
        "Name two recorded runs or folders: the attempt before, and the retry; --with AFTER stands between several of each.",
      );
    return { before: [first], after: [second] };
  }
  // What stands behind `--with` are positionals as well: the order tells them apart.
  const behind = parsed.behind("with");
  const before = positionals.slice(0, positionals.length - behind);
  if (before.length === 0) throw usageError("compare", "Name the runs before in front of --with.");
  return { before, after: [...given, ...positionals.slice(before.length)] };
}

async function compareMany(
  before: readonly string[],
  after: readonly string[],
  source: Reading,
  registry: Registry,
  parsed: Arguments,
  io: Io,
): Promise<number> {
  const result = await compareRuns(before, after, source, registry, textOf(parsed, "arm") ?? "the runs afterwards");
  if (result === null) return exitCodes.unreadable;
  io.out(
    isOn(parsed, "json")
      ? `${JSON.stringify(snakeCased({ schemaVersion: 1, ...result }), null, 2)}\n`
      : `${compareRunsText(result)}\n`,
  );
  return exitCodes.clean;
}

/** The first run, and how many there are: a file may hold thousands. */
async function runsIn(
  path: string,
  source: Reading,
  registry: Registry,
): Promise<{ readonly first: Diagnosed | null; readonly count: number }> {
  let first: Diagnosed | null = null;
  let count = 0;
  for await (const entry of readRuns([path], source, (input) => input)) {
    if (isUnreadable(entry)) {
      source.io.error(`${entry.file}: ${entry.error.message}\n`);
    } else {
      count += 1;
      first ??= diagnosed(entry, registry);
    }
  }
  return { first, count };
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
