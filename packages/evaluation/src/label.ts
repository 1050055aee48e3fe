import type { FactsDocument, Severity } from "@mulligan/core";

/** A run that a person judged. One JSON file a run. */
export interface LabelledRun {
  readonly run: string;
  /** The recording, relative to the folder that holds the labels' folder, or absolute. */
  readonly file: string;
  /** Which run of the file, from 1; the first where it is absent. */
  readonly row?: number;
  readonly outcome: "passed" | "failed" | "unknown";
  readonly steps: number;
  readonly primary: string;
  readonly findings: readonly LabelledFinding[];
  /** Where a rule almost fires and must not. */
  readonly hardNegatives: readonly { readonly type: string; readonly steps: readonly number[]; readonly why: string }[];
  readonly facts: FactsDocument | null;
}

export interface LabelledFinding {
  readonly type: string;
  readonly severity: Severity;
  readonly steps: readonly number[];
  /** `low`: a fair reader could decide the other way; neither a miss nor a false alarm. */
  readonly confidence: "low" | "medium" | "high";
  readonly evidence: string;
}

/** The label in a parsed JSON value; null when it is none. */
export function readLabel(value: unknown): LabelledRun | null {
  if (typeof value !== "object" || value === null) return null;
  const label = value as Record<string, unknown>;
  if (typeof label["run"] !== "string" || typeof label["file"] !== "string" || !Array.isArray(label["findings"]))
    return null;
  const negatives = (label["hard_negatives"] ?? []) as { type: string; steps: number[]; why_not: string }[];
  return {
    run: label["run"],
    file: label["file"],
    ...(typeof label["row"] === "number" && { row: label["row"] }),
    outcome: label["outcome"] as LabelledRun["outcome"],
    steps: Number(label["steps"]),
    primary: String(label["primary"]),
    findings: label["findings"] as LabelledFinding[],
    hardNegatives: negatives.map(({ type, steps, why_not: why }) => ({ type, steps, why })),
    facts: (label["facts"] ?? null) as FactsDocument | null,
  };
}
