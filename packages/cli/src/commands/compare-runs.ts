import type { Registry } from "@mulligan/core";
import { comparePairs } from "@mulligan/retry";
import type { Pair, PairComparison } from "@mulligan/retry";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { Reading } from "../input/read-runs.js";
import { columns, counted } from "../output/text.js";
import { undecided } from "../output/unknown-outcome.js";
import { pairHeader, pairRow } from "../retry/statistics-text.js";
import { diagnosed } from "./diagnosed.js";

/** What is kept of a run: folders may hold thousands. */
interface Side {
  readonly file: string;
  readonly instance: string | undefined;
  readonly name: string;
  readonly task: string;
  readonly solved: boolean | null;
  readonly score: number | null;
  readonly steps: number;
  readonly failureType: string;
}

export interface RunComparison {
  readonly comparison: PairComparison;
  readonly pairs: readonly { readonly task: string; readonly before: Side; readonly after: Side }[];
  /** Pairs of which a side has no known outcome. */
  readonly unjudged: number;
  readonly onlyBefore: readonly string[];
  readonly onlyAfter: readonly string[];
  /** Types of the runs before, and how often they are there afterwards. */
  readonly failures: readonly { readonly failureType: string; readonly before: number; readonly after: number }[];
}

/** Null where one side has no readable run. */
export async function compareRuns(
  before: readonly string[],
  after: readonly string[],
  reading: Reading,
  registry: Registry,
  arm: string,
): Promise<RunComparison | null> {
  const first = await sidesOf(before, reading, registry);
  const second = await sidesOf(after, reading, registry);
  if (first.length === 0 || second.length === 0) return null;
  const { pairs, onlyBefore, onlyAfter } = paired(first, second);
  const judged = pairs.filter((pair) => pair.before.solved !== null && pair.after.solved !== null);
  const side = ({ solved, score }: Side) => ({ solved: solved === true, score });
  const statistics = judged.map((pair): Pair => ({
    task: pair.task,
    first: side(pair.before),
    second: side(pair.after),
  }));
  const types = new Set(pairs.flatMap((pair) => [pair.before.failureType, pair.after.failureType]));
  const count = (which: "before" | "after", type: string) =>
    pairs.filter((pair) => pair[which].failureType === type).length;
  return {
    comparison: comparePairs(arm, "the runs before", statistics),
    pairs,
    unjudged: pairs.length - judged.length,
    onlyBefore: onlyBefore.map(({ file }) => file),
    onlyAfter: onlyAfter.map(({ file }) => file),
    failures: [...types].sort().map((failureType) => ({
      failureType,
      before: count("before", failureType),
      after: count("after", failureType),
    })),
  };
}

async function sidesOf(files: readonly string[], reading: Reading, registry: Registry): Promise<Side[]> {
  const sides: Side[] = [];
  for await (const entry of readRuns(files, reading, (input) => input)) {
    if (isUnreadable(entry)) {
      reading.io.error(`${entry.file}: ${entry.error.message}\n`);
      continue;
    }
    const { episode, diagnosis } = diagnosed(entry, registry);
    const { status, score } = episode.outcome;
    sides.push({
      file: entry.run > 1 ? `${entry.file} (run ${entry.run})` : entry.file,
      instance: entry.recorded.instanceId,
      name: nameOf(entry.file, files),
      task: episode.task.trim(),
      solved: status === "unknown" ? null : status === "passed",
      score,
      steps: episode.steps.length,
      failureType: undecided({ episode, diagnosis }) ? "no failure found" : diagnosis.primaryFailure,
    });
  }
  return sides;
}

/** The path below the folder that was given, without the ending. */
function nameOf(file: string, given: readonly string[]): string {
  const root = given.find((path) => file.startsWith(`${path.replace(/[\\/]+$/, "")}/`));
  const below =
    root === undefined ? (file.split(/[\\/]/).at(-1) ?? file) : file.slice(root.replace(/[\\/]+$/, "").length + 1);
  return below.replace(/(?:\.traj)?\.(?:json|jsonl|ndjson|traj|eval)(?:\.gz)?$/, "");
}

/** By instance and name, by the instance, by the file's name, by the task; each run goes into one pair. */
function paired(first: readonly Side[], second: readonly Side[]) {
  const left = [...first];
  const right = new Set(second);
  const pairs: { task: string; before: Side; after: Side }[] = [];
  const keys: readonly ((side: Side) => string | undefined)[] = [
    ({ instance, name }) => (instance === undefined ? undefined : `${instance}\n${name}`),
    ({ instance }) => instance,
    ({ name }) => name,
    ({ task }) => (task === "" ? undefined : task),
  ];
  for (const keyOf of keys) {
    const known = new Map<string, Side[]>();
    for (const side of right) {
      const key = keyOf(side);
      if (key === undefined) continue;
      const same = known.get(key);
      if (same === undefined) known.set(key, [side]);
      else same.push(side);
    }
    for (const before of left.splice(0)) {
      const key = keyOf(before);
      const after = key === undefined ? undefined : known.get(key)?.shift();
      if (key === undefined || after === undefined) {
        left.push(before);
        continue;
      }
      pairs.push({ task: before.instance ?? before.name, before, after });
      right.delete(after);
    }
  }
  return { pairs, onlyBefore: left, onlyAfter: [...right] };
}

export function compareRunsText({
  comparison,
  pairs,
  unjudged,
  onlyBefore,
  onlyAfter,
  failures,
}: RunComparison): string {
  const notes = [
    ...(unjudged > 0 && unjudged < pairs.length
      ? [`${counted(unjudged, "pair")} without a known outcome on both sides: not counted.`]
      : []),
    ...(onlyBefore.length > 0 ? [`Without a run afterwards: ${listed(onlyBefore)}.`] : []),
    ...(onlyAfter.length > 0 ? [`Without a run before: ${listed(onlyAfter)}.`] : []),
  ];
  if (pairs.length === 0) {
    const rule =
      "Runs of the same instance belong together, else those with the same file name, else those of the same task.";
    return [`No run afterwards belongs to a run before. ${rule}`, "", ...notes].join("\n");
  }
  const steps = (which: "before" | "after") =>
    (pairs.reduce((sum, pair) => sum + pair[which].steps, 0) / pairs.length).toFixed(1);
  const head =
    comparison.pairs === 0
      ? [
          `${counted(pairs.length, "pair")}, and the outcome is known on both sides of none: which side solved more cannot be said. Tell it with --outcomes or --report.`,
        ]
      : [
          comparison.sentence,
          "Runs that are made again because they failed get better by chance alone; a plain retry beside them would show by how much.",
          "",
          ...columns([pairHeader, pairRow(comparison)]),
        ];
  return [
    ...head,
    "",
    ...columns([
      ["", "before", "after"],
      ["steps (mean)", steps("before"), steps("after")],
      ...failures.map(({ failureType, before, after }) => [failureType, String(before), String(after)]),
    ]),
    ...(notes.length > 0 ? ["", ...notes] : []),
  ].join("\n");
}

const shownFiles = 5;

function listed(files: readonly string[]): string {
  const more = files.length - shownFiles;
  return `${files.slice(0, shownFiles).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
