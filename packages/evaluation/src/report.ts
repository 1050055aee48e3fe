import type { FactsEvaluation } from "./evaluate-facts.js";
import type { FindingsEvaluation } from "./evaluate-findings.js";
import type { FormatScore } from "./evaluate-formats.js";
import type { Rate } from "./interval.js";

/** `0.97 (0.92-0.99) 61/63`, or a dash where nothing was counted. */
export function formatRate(rate: Rate): string {
  if (rate.value === null || rate.low === null || rate.high === null) return "-";
  return `${rate.value.toFixed(2)} (${rate.low.toFixed(2)}-${rate.high.toFixed(2)}) ${rate.hits}/${rate.total}`;
}

export function factsReport(evaluation: FactsEvaluation): string {
  const rows = evaluation.scores.map(({ fact, precision, recall }) => [
    fact,
    formatRate(precision),
    formatRate(recall),
  ]);
  const lines = evaluation.disagreements.map(
    ({ run, fact, kind, step, what }) => `- ${run} step ${step}: ${fact}, ${kind}${what === "" ? "" : ` (${what})`}`,
  );
  return [
    table(["fact", "precision", "recall"], rows),
    "",
    "Disagreements:",
    ...(lines.length > 0 ? lines : ["- none"]),
  ].join("\n");
}

export function findingsReport(evaluation: FindingsEvaluation): string {
  const rows = evaluation.types.map(({ type, support, precision, recall, f1 }) => [
    type,
    String(support),
    formatRate(precision),
    formatRate(recall),
    f1 === null ? "-" : f1.toFixed(2),
  ]);
  const summary = [
    ["critical and major", formatRate(evaluation.serious.precision), formatRate(evaluation.serious.recall)],
    ["all findings", formatRate(evaluation.micro.precision), formatRate(evaluation.micro.recall)],
  ];
  return [
    table(["type", "support", "precision", "recall", "F1"], rows),
    "",
    table(["over", "precision", "recall"], summary),
    "",
    `Macro F1 (support 3 or more): ${evaluation.macroF1?.toFixed(2) ?? "-"}`,
    `Primary failure: ${formatRate(evaluation.primary)}`,
    `Steps within 1: ${formatRate(evaluation.steps)}`,
    `False alarms on passed runs (critical or major base severity): ${evaluation.falseAlarmsOnPassed.length}`,
    "",
    "Primary, labelled and found:",
    ...evaluation.confusion.map(
      ({ labelled, found, runs }) =>
        `- ${labelled} -> ${found}: ${runs.length}${labelled === found ? "" : ` (${runs.join(", ")})`}`,
    ),
    "",
    "Disagreements:",
    ...(evaluation.disagreements.length === 0 ? ["- none"] : []),
    ...evaluation.disagreements.map(
      ({ run, type, kind, labelled, found }) =>
        `- ${run} ${type}: ${kind}${labelled === "" ? "" : `\n    label: ${labelled}`}${found === "" ? "" : `\n    found: ${found}`}`,
    ),
  ].join("\n");
}

export function formatsReport(scores: readonly FormatScore[]): string {
  return table(
    [
      "format",
      "runs",
      "facts: precision",
      "recall",
      "serious: precision",
      "recall",
      "all: precision",
      "recall",
      "primary",
    ],
    scores.map(({ format, runs, facts, serious, findings, primary }) => [
      format,
      String(runs),
      ...[facts.precision, facts.recall, serious.precision, serious.recall].map(shortRate),
      ...[findings.precision, findings.recall, primary].map(shortRate),
    ]),
  );
}

/** `0.97 (61/63)`. */
function shortRate({ value, hits, total }: Rate): string {
  return value === null ? "-" : `${value.toFixed(2)} (${hits}/${total})`;
}

/** A Markdown table that also reads well as plain text. */
function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  return [line(header), `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`, ...rows.map(line)].join("\n");
}
