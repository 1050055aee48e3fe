import { describe, expect, it } from "vitest";
import { outcomeRates, ratesTable } from "../outcome-rates.mjs";

const run = (outcome: string, ...findings: readonly (readonly [type: string, severity: string])[]) => ({
  outcome,
  findings: findings.map(([type, base_severity]) => ({ type, base_severity })),
});

const runs = [
  run("failed", ["LOOP", "major"], ["LOOP", "major"], ["LEFT", "minor"]),
  run("failed", ["LOOP", "minor"]),
  run("passed", ["LOOP", "major"], ["LEFT", "minor"]),
  run("passed"),
  run("passed"),
  run("passed"),
  run("unknown", ["LOOP", "major"]),
];

describe("outcome rates", () => {
  it("count a type once a run, by its severity before the rule for passed runs", () => {
    expect(outcomeRates(runs)).toMatchObject({
      failed: 2,
      passed: 4,
      rows: [
        {
          type: "LOOP",
          serious: { failed: { runs: 1 }, passed: { runs: 1 }, lift: 2 },
          any: { failed: { runs: 2 }, passed: { runs: 1 }, lift: 4 },
        },
        { type: "LEFT", serious: { failed: { runs: 0 }, passed: { runs: 0 }, lift: null }, any: { lift: 2 } },
      ],
    });
  });

  it("print as a table", () => {
    expect(ratesTable(outcomeRates(runs)).split("\n").slice(-2)).toEqual([
      "| LOOP | 50 % (1) | 25 % (1) | 2.0 | 100 % (2) | 25 % (1) | 4.0 |",
      "| LEFT | - | - | - | 50 % (1) | 25 % (1) | 2.0 |",
    ]);
    expect(ratesTable(outcomeRates([run("failed", ["LOOP", "major"]), run("passed")]))).toContain("only failed");
  });
});
