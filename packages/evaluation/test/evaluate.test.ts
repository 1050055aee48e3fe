import type { DiagnosisDocument, FactsDocument, FindingDocument } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { evaluateFacts, evaluateFindings, evaluateFormats, formatsReport, rateOf, readLabel } from "../src/index.js";
import type { LabelledFinding, LabelledRun } from "../src/index.js";

const noFacts: FactsDocument = {
  product_edits: [],
  test_file_edits: [],
  scratch_created: [],
  failed_edits: [],
  test_runs: [],
  checks: [],
  finish: null,
};

describe("rateOf", () => {
  it("agrees with the worked example of 81 in 263", () => {
    const { low, high } = rateOf(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it("knows nothing of nothing", () => {
    expect(rateOf(0, 0)).toEqual({ hits: 0, total: 0, value: null, low: null, high: null });
  });
});

describe("evaluateFacts", () => {
  it("matches by step alone, each entry once, and lists what differs", () => {
    const labelled = {
      ...noFacts,
      product_edits: [
        { step: 3, path: "a" },
        { step: 3, path: "b" },
        { step: 5, path: "c" },
      ],
      checks: [1],
    };
    const found = {
      ...noFacts,
      product_edits: [
        { step: 3, path: "x" },
        { step: 7, path: "d" },
      ],
      checks: [1],
    };
    const { scores, disagreements } = evaluateFacts([{ run: "r", labelled, found }]);
    expect(scores.find(({ fact }) => fact === "product edits")).toMatchObject({
      precision: { hits: 1, total: 2 },
      recall: { hits: 1, total: 3 },
    });
    expect(disagreements.map(({ kind, step, what }) => `${kind} ${step} ${what}`)).toEqual([
      "missed 3 b",
      "missed 5 c",
      "extra 7 d",
    ]);
  });

  it("holds counts of test runs apart from their steps", () => {
    const run = { step: 2, ran: true, passed: 1, failed: 0, ok: true };
    const { scores } = evaluateFacts([
      {
        run: "r",
        labelled: { ...noFacts, test_runs: [run] },
        found: { ...noFacts, test_runs: [{ ...run, passed: 2 }] },
      },
    ]);
    expect(scores.find(({ fact }) => fact === "test runs")?.recall.hits).toBe(1);
    expect(scores.find(({ fact }) => fact === "test runs exactly")?.recall.hits).toBe(0);
  });
});

describe("evaluateFindings", () => {
  const label = (findings: Partial<LabelledFinding>[], rest: Partial<LabelledRun> = {}): LabelledRun => ({
    run: "r",
    file: "f",
    outcome: "failed",
    steps: 9,
    primary: "A",
    hardNegatives: [],
    facts: null,
    ...rest,
    findings: findings.map((finding) => ({
      type: "A",
      severity: "major",
      steps: [4],
      confidence: "high",
      evidence: "It is so.",
      ...finding,
    })),
  });
  const diagnosis = (findings: Partial<FindingDocument>[], primary = "A"): DiagnosisDocument => ({
    file: "f",
    run: 1,
    format: "x",
    episode_id: "r",
    outcome: "failed",
    score: null,
    ended_by: "message",
    steps: 9,
    primary_failure: primary,
    primary_id: `p/${primary}`,
    skipped_lines: 0,
    findings: findings.map((finding) => ({
      id: "p/A",
      type: "A",
      pack: "p",
      severity: "major",
      base_severity: "major",
      confidence: 1,
      steps: [5],
      origins: [{}],
      evidence: "Seen.",
      ...finding,
    })),
  });
  const known = new Set(["A", "B"]);

  it("counts (run, type) pairs, and steps within one", () => {
    const result = evaluateFindings(
      [{ label: label([{}, { steps: [9] }]), diagnosis: diagnosis([{}, { steps: [8] }]) }],
      known,
    );
    expect(result.types).toMatchObject([
      { type: "A", support: 1, precision: { hits: 1, total: 1 }, recall: { hits: 1, total: 1 }, f1: 1 },
    ]);
    expect(result.steps).toMatchObject({ hits: 1, total: 1 });
    expect(result.primary.value).toBe(1);
  });

  it("leaves labels of low confidence out of both sides", () => {
    const low = [{ confidence: "low" as const }];
    expect(evaluateFindings([{ label: label(low), diagnosis: diagnosis([{}]) }], known).types).toEqual([]);
    expect(evaluateFindings([{ label: label(low), diagnosis: diagnosis([]) }], known).types).toEqual([]);
  });

  it("names misses, false alarms with the hard negative, and alarms on passed runs by base severity", () => {
    const passed = label([{ type: "B" }], {
      outcome: "passed",
      primary: "OK",
      hardNegatives: [{ type: "A", steps: [5], why: "only twice" }],
    });
    const result = evaluateFindings([{ label: passed, diagnosis: diagnosis([{ severity: "minor" }], "OK") }], known);
    expect(result.disagreements.map(({ type, kind, labelled }) => [type, kind, labelled])).toEqual([
      ["B", "missed", "major, steps 4: It is so."],
      ["A", "false alarm", "must not fire: only twice"],
    ]);
    expect(result.falseAlarmsOnPassed).toEqual([{ run: "r", type: "A", evidence: "Seen." }]);
  });

  it("gives each format its own figures", () => {
    const facts = { ...noFacts, checks: [1, 2] };
    const other = { ...diagnosis([], "B"), format: "a", facts: { ...noFacts, checks: [1, 3, 4, 5] } };
    const scores = evaluateFormats(
      [
        { label: label([{}]), diagnosis: diagnosis([{}]) },
        { label: label([{}], { facts }), diagnosis: other },
      ],
      known,
    );
    expect(scores).toMatchObject([
      {
        format: "a",
        runs: 1,
        facts: { precision: { hits: 1, total: 4 }, recall: { hits: 1, total: 2 } },
        serious: { recall: { hits: 0, total: 1 } },
        primary: { hits: 0 },
      },
      {
        format: "x",
        runs: 1,
        facts: { precision: { total: 0 } },
        findings: { recall: { hits: 1 } },
        primary: { hits: 1 },
      },
    ]);
    expect(formatsReport(scores)).toContain("| a      | 1    | 0.25 (1/4)       | 0.50 (1/2) |");
  });

  it("takes types of packs that are not installed for unknown", () => {
    expect(evaluateFindings([{ label: label([{ type: "C" }]), diagnosis: diagnosis([]) }], known).types).toEqual([]);
  });
});

describe("readLabel", () => {
  it("takes a label file and nothing else", () => {
    expect(
      readLabel({ run: "r", file: "f", findings: [], hard_negatives: [{ type: "A", steps: [1], why_not: "no" }] })
        ?.hardNegatives,
    ).toEqual([{ type: "A", steps: [1], why: "no" }]);
    expect(readLabel([{ run: "r" }])).toBeNull();
  });
});
