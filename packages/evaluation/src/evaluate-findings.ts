import type { DiagnosisDocument, FindingDocument } from "@mulligan/core";
import type { Rate } from "./interval.js";
import { f1Of, rateOf } from "./interval.js";
import type { LabelledFinding, LabelledRun } from "./label.js";

export interface JudgedRun {
  readonly label: LabelledRun;
  readonly diagnosis: DiagnosisDocument;
}

export interface TypeScore {
  readonly type: string;
  /** Labelled (run, type) pairs, those of low confidence left out. */
  readonly support: number;
  readonly precision: Rate;
  readonly recall: Rate;
  readonly f1: number | null;
}

export interface FindingDisagreement {
  readonly run: string;
  readonly type: string;
  readonly kind: "missed" | "false alarm" | "steps" | "severity";
  readonly labelled: string;
  readonly found: string;
}

export interface FindingsEvaluation {
  readonly runs: number;
  readonly types: readonly TypeScore[];
  /** Over (run, type) pairs of critical and major severity. */
  readonly serious: { readonly precision: Rate; readonly recall: Rate };
  /** Over all (run, type) pairs. */
  readonly micro: { readonly precision: Rate; readonly recall: Rate };
  /** Mean F1 of the types with support of 3 or more. */
  readonly macroF1: number | null;
  readonly primary: Rate;
  /** Matched pairs of which a step is within 1 of a labelled one. */
  readonly steps: Rate;
  /** Critical and major base severities on passed runs that no label supports. */
  readonly falseAlarmsOnPassed: readonly { readonly run: string; readonly type: string; readonly evidence: string }[];
  /** Labelled primary, found primary, how often. */
  readonly confusion: readonly {
    readonly labelled: string;
    readonly found: string;
    readonly runs: readonly string[];
  }[];
  readonly disagreements: readonly FindingDisagreement[];
}

const leastSupport = 3;

/**
 * Holds diagnoses against labels. A finding matches a label of its type in the same run; types that no pack brings
 * (`known`) are left out on both sides.
 */
export function evaluateFindings(judged: readonly JudgedRun[], known: ReadonlySet<string>): FindingsEvaluation {
  const counts = new Map<string, { hits: number; labelled: number; found: number }>();
  const serious = { hits: 0, labelled: 0, found: 0, foundHits: 0 };
  const disagreements: FindingDisagreement[] = [];
  const falseAlarms: { run: string; type: string; evidence: string }[] = [];
  const confusion = new Map<string, { labelled: string; found: string; runs: string[] }>();
  let matched = 0;
  let stepHits = 0;
  let primaryHits = 0;
  let primaryTotal = 0;
  const countOf = (type: string) => {
    let count = counts.get(type);
    if (count === undefined) counts.set(type, (count = { hits: 0, labelled: 0, found: 0 }));
    return count;
  };
  for (const { label, diagnosis } of judged) {
    const labelled = byType(label.findings.filter(({ type }) => known.has(type)));
    const found = byType(diagnosis.findings);
    for (const [type, labels] of labelled) {
      const sure = labels.filter(({ confidence }) => confidence !== "low");
      if (sure.length === 0) continue;
      const findings = found.get(type) ?? [];
      countOf(type).labelled += 1;
      if (isSerious(sure)) serious.labelled += 1;
      if (findings.length === 0) {
        disagreements.push({ run: label.run, type, kind: "missed", labelled: sentence(sure), found: "" });
        continue;
      }
      countOf(type).hits += 1;
      if (isSerious(sure)) serious.hits += 1;
      matched += 1;
      if (stepsAgree(sure, findings)) stepHits += 1;
      else
        disagreements.push({
          run: label.run,
          type,
          kind: "steps",
          labelled: sentence(sure),
          found: sentence(findings),
        });
      if (isSerious(sure) !== isSerious(findings)) {
        disagreements.push({
          run: label.run,
          type,
          kind: "severity",
          labelled: sentence(sure),
          found: sentence(findings),
        });
      }
    }
    for (const [type, findings] of found) {
      const labels = labelled.get(type) ?? [];
      if (labels.length > 0 && labels.every(({ confidence }) => confidence === "low")) continue;
      countOf(type).found += 1;
      if (isSerious(findings)) {
        serious.found += 1;
        if (labels.length > 0) serious.foundHits += 1;
      }
      if (labels.length > 0) continue;
      const negative = label.hardNegatives.find((other) => other.type === type);
      const why = negative === undefined ? "" : `must not fire: ${negative.why}`;
      disagreements.push({ run: label.run, type, kind: "false alarm", labelled: why, found: sentence(findings) });
      const alarming = findings.find(({ base_severity: severity }) => severity === "critical" || severity === "major");
      if (label.outcome === "passed" && alarming)
        falseAlarms.push({ run: label.run, type, evidence: alarming.evidence });
    }
    primaryTotal += 1;
    const primary = diagnosis.primary_failure;
    if (primary === label.primary) primaryHits += 1;
    const key = `${label.primary} ${primary}`;
    const cell = confusion.get(key) ?? { labelled: label.primary, found: primary, runs: [] };
    cell.runs.push(label.run);
    confusion.set(key, cell);
  }
  const types = [...counts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([type, { hits, labelled, found }]) => {
      const precision = rateOf(hits, found);
      const recall = rateOf(hits, labelled);
      return {
        type,
        support: labelled,
        precision,
        recall,
        f1: labelled > 0 && found === 0 ? 0 : f1Of(precision, recall),
      };
    });
  const supported = types.filter(({ support }) => support >= leastSupport);
  const sum = (name: "hits" | "labelled" | "found") =>
    [...counts.values()].reduce((total, count) => total + count[name], 0);
  return {
    runs: judged.length,
    types,
    serious: { precision: rateOf(serious.foundHits, serious.found), recall: rateOf(serious.hits, serious.labelled) },
    micro: { precision: rateOf(sum("hits"), sum("found")), recall: rateOf(sum("hits"), sum("labelled")) },
    macroF1:
      supported.length === 0 ? null : supported.reduce((total, { f1 }) => total + (f1 ?? 0), 0) / supported.length,
    primary: rateOf(primaryHits, primaryTotal),
    steps: rateOf(stepHits, matched),
    falseAlarmsOnPassed: falseAlarms,
    confusion: [...confusion.values()].sort((left, right) => right.runs.length - left.runs.length),
    disagreements,
  };
}

function byType<Item extends { readonly type: string }>(items: readonly Item[]): Map<string, Item[]> {
  const map = new Map<string, Item[]>();
  for (const item of items) {
    const list = map.get(item.type);
    if (list === undefined) map.set(item.type, [item]);
    else list.push(item);
  }
  return map;
}

function isSerious(items: readonly { readonly severity: string }[]): boolean {
  return items.some(({ severity }) => severity === "critical" || severity === "major");
}

function stepsAgree(labels: readonly LabelledFinding[], findings: readonly FindingDocument[]): boolean {
  const wanted = labels.flatMap(({ steps }) => steps);
  return findings.some(({ steps }) => steps.some((step) => wanted.some((other) => Math.abs(other - step) <= 1)));
}

function sentence(
  items: readonly { readonly severity: string; readonly steps: readonly number[]; readonly evidence: string }[],
): string {
  return items.map(({ severity, steps, evidence }) => `${severity}, steps ${steps.join(" ")}: ${evidence}`).join(" / ");
}
