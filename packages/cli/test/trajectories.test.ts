import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parseDiagnosis, parseImprovementPlan } from "@mulligan/core/schemas";
import type { DiagnosisDocument } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { mulligan, root } from "./run.js";

// Real recorded runs lie beside the project, where they are at hand; nothing of them is copied into it.
const trajectories = join(root, "../shared/trajectories");
const present = existsSync(trajectories);
if (!present) console.warn("Skipped: the recorded runs are not beside the project (../shared/trajectories).");

function filesIn(folder: string): string[] {
  if (!present) return [];
  return readdirSync(join(trajectories, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:traj|json|jsonl)$/.test(file))
    .map((file) => join(trajectories, folder, file))
    .sort();
}

describe.skipIf(!present).each(["swe-agent", "mini-swe-agent", "claude-code"])("every run in %s", (folder) => {
  it.each(filesIn(folder))("%s", async (file) => {
    const planned = await mulligan(["plan", file, "--json", "--outcome", "failed"]);
    expect(planned).toMatchObject({ code: 0, error: "" });
    const plan = parseImprovementPlan(JSON.parse(planned.out));
    const diagnosed = await mulligan(["diagnose", file, "--jsonl", "--facts", "--outcome", "failed"]);
    const diagnosis = parseDiagnosis(JSON.parse(diagnosed.out));
    const claims = (findings: DiagnosisDocument["findings"]) =>
      findings.map(({ id, steps, severity }) => ({ id, steps, severity }));
    expect(claims(plan.findings)).toEqual(claims(diagnosis.findings));
    for (const { steps, origins } of plan.findings) {
      expect(origins).toHaveLength(steps.length);
      for (const step of steps) expect(step).toBeLessThanOrEqual(diagnosis.steps);
    }
    expect(plan.user_context_addon.match(/<\/?previous_attempt>/g) ?? []).toEqual(
      plan.user_context_addon === "" ? [] : ["<previous_attempt>", "</previous_attempt>"],
    );
  });
});
