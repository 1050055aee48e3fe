import { formatRate } from "@mulligan/evaluation";
import type { FindingsEvaluation } from "@mulligan/evaluation";
import { markdownTable } from "../docs/markdown.js";

/** Of the pack's own types alone; the primary failure is the business of all packs together. */
export function evaluationReport({ runs, types, micro, steps, disagreements }: FindingsEvaluation): string {
  const rows = types.map(({ type, support, precision, recall }) => [
    type,
    String(support),
    formatRate(precision),
    formatRate(recall),
  ]);
  const told = disagreements.map(({ run, type, kind, labelled, found }) =>
    [
      `- ${run} ${type}: ${kind}`,
      ...(labelled === "" ? [] : [`    label: ${labelled}`]),
      ...(found === "" ? [] : [`    found: ${found}`]),
    ].join("\n"),
  );
  return [
    `${runs} labelled ${runs === 1 ? "run" : "runs"}`,
    "",
    markdownTable(["Type", "Support", "Precision", "Recall"], rows),
    "",
    `Precision ${formatRate(micro.precision)}, recall ${formatRate(micro.recall)}, steps within 1: ${formatRate(steps)}`,
    "",
    "Disagreements:",
    ...(told.length === 0 ? ["- none"] : told),
  ].join("\n");
}
