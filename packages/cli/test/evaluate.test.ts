import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, recordings } from "./run.js";

const facts = {
  product_edits: [{ step: 5, path: "src/discount.js" }],
  test_file_edits: [],
  scratch_created: [{ step: 6, path: "patch.txt" }],
  failed_edits: [],
  test_runs: [{ step: 2, ran: true, passed: 10, failed: 0, ok: true }],
  checks: [],
  finish: 8,
};
const label = {
  run: "one",
  file: "never-tested/run.traj.json",
  outcome: "failed",
  steps: 8,
  primary: "NEVER_TESTED",
  findings: [{ type: "NEVER_TESTED", severity: "major", steps: [5], confidence: "high", evidence: "Nothing ran." }],
  facts,
};

async function evaluated(labels: Readonly<Record<string, unknown>>, ...more: string[]) {
  const folder = folderWith({});
  for (const [name, value] of Object.entries(labels)) writeFileSync(join(folder, name), JSON.stringify(value));
  return mulligan(["evaluate", folder, "--runs", recordings, ...more]);
}

describe("evaluate", () => {
  it("gives precision and recall of facts and findings", async () => {
    const { code, out, error } = await evaluated({ "one.json": label }, "--json");
    expect({ code, error }).toEqual({ code: 0, error: "" });
    const { facts: found, findings } = JSON.parse(out) as {
      facts: { disagreements: unknown[] };
      findings: { primary: { value: number }; types: { type: string; recall: { hits: number } }[] };
    };
    expect(found.disagreements).toEqual([]);
    expect(findings.primary.value).toBe(1);
    expect(findings.types.find(({ type }) => type === "NEVER_TESTED")?.recall.hits).toBe(1);
  });

  it("names what differs, and fails below the bound", async () => {
    const missed = { ...label, findings: [{ ...label.findings[0], type: "SECURITY_VIOLATION", severity: "critical" }] };
    const { code, out } = await evaluated({ "one.json": missed }, "--min-recall", "0.5");
    expect(code).toBe(1);
    expect(out).toContain("- one SECURITY_VIOLATION: missed\n    label: critical, steps 5: Nothing ran.");
    expect(out).toContain("- one NEVER_TESTED: false alarm");
  });

  it("says which runs and labels cannot be read, and goes on", async () => {
    const { code, error } = await evaluated({ "a.json": label, "b.json": { ...label, run: "two", file: "gone.json" } });
    expect({ code, error }).toEqual({ code: 0, error: "two: gone.json: There is no such file or folder.\n" });
    expect((await evaluated({ "c.json": { ...label, steps: 9 } })).error).toBe(
      "one: never-tested/run.traj.json: 8 steps were read, 9 are labelled.\n",
    );
    expect((await evaluated({ "d.json": {} })).code).toBe(2);
  });
});
