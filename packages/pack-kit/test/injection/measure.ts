import type { Episode, Finding } from "@mulligan/core";
import { diagnose } from "@mulligan/core";
import { interpret } from "@mulligan/readers";
import type { RecordedRun } from "@mulligan/readers/record";
import { plantableTypes, plantFailure, plantHardNegative } from "../../src/testing/index.js";
import { allPacks } from "./all-packs.js";

export interface Row {
  readonly type: string;
  planted: number;
  found: number;
  hardNegatives: number;
  falseAlarms: number;
  /** Runs without a place for the failure. */
  notOffered: number;
}

export interface Measured {
  readonly rows: readonly Row[];
  /** One line for each planted failure that was not found. */
  readonly misses: readonly string[];
  /** One line for each hard negative that was taken for a failure. */
  readonly alarms: readonly string[];
}

/**
 * Plants every type in every run, once a seed, and diagnoses the result with all packs. A failure counts as found when a
 * finding of its type cites one of the planted steps. A hard negative is counted where the run as it was has no finding
 * of the type, and it is a false alarm when it has one.
 */
export function measure(
  runs: readonly { readonly name: string; readonly run: RecordedRun }[],
  seeds: readonly number[],
): Measured {
  const rows = new Map(plantableTypes.map((type) => [type, emptyRow(type)]));
  const misses: string[] = [];
  const alarms: string[] = [];
  for (const { name, run } of runs) {
    const episode = interpret(run);
    const before = typesOf({ ...episode, outcome: { ...episode.outcome, status: "unknown" } });
    for (const row of rows.values()) for (const seed of seeds) count(row, name, run, episode, seed, before);
  }
  return { rows: [...rows.values()], misses, alarms };

  function count(
    row: Row,
    name: string,
    run: RecordedRun,
    episode: Episode,
    seed: number,
    before: ReadonlySet<string>,
  ): void {
    const { type } = row;
    const failure = plantFailure(run, type, { seed, episode });
    if (!failure.planted) row.notOffered += 1;
    else {
      const findings = findingsOf(failure.episode);
      if (type === "INSUFFICIENT_FIX" && findings.some((finding) => explains(finding, type))) row.notOffered += 1;
      else {
        row.planted += 1;
        const found = findings.some(
          (finding) =>
            finding.type === type &&
            (failure.steps.length === 0 || finding.steps.some((step) => failure.steps.includes(step))),
        );
        if (found) row.found += 1;
        else
          misses.push(
            `${type} not found in ${name}, seed ${seed}: ${failure.what} (steps ${failure.steps.join(", ")})`,
          );
      }
    }
    const near = plantHardNegative(run, type, { seed, episode });
    if (!near.planted || before.has(type)) return;
    row.hardNegatives += 1;
    const alarm = findingsOf(near.episode).find((finding) => finding.type === type);
    if (alarm === undefined) return;
    row.falseAlarms += 1;
    alarms.push(`${type} raised in ${name}, seed ${seed}: ${near.what}; ${alarm.evidence}`);
  }
}

function emptyRow(type: string): Row {
  return { type, planted: 0, found: 0, hardNegatives: 0, falseAlarms: 0, notOffered: 0 };
}

function findingsOf(episode: Episode): readonly Finding[] {
  return diagnose(episode, allPacks).findings;
}

function typesOf(episode: Episode): ReadonlySet<string> {
  return new Set(findingsOf(episode).map(({ type }) => type));
}

/** Where another finding explains the failure, the fix is not what was insufficient. */
function explains({ type, baseSeverity }: Finding, than: string): boolean {
  return type !== than && (baseSeverity === "critical" || baseSeverity === "major");
}

/** The rows as a table of a document, with their sum. */
export function tableOf(rows: readonly Row[]): string {
  const sum = emptyRow("all");
  for (const row of rows) {
    sum.planted += row.planted;
    sum.found += row.found;
    sum.hardNegatives += row.hardNegatives;
    sum.falseAlarms += row.falseAlarms;
  }
  const cells = [
    ["type", "planted", "found", "hard negatives", "false alarms"],
    ...[...rows, sum].map(({ type, planted, found, hardNegatives, falseAlarms }) => [
      type,
      ...[planted, found, hardNegatives, falseAlarms].map(String),
    ]),
  ];
  const widths = cells[0]?.map((_cell, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = cells.map(
    (row) =>
      `| ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join(" | ")} |`,
  );
  const rule = `| ${widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`;
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}
