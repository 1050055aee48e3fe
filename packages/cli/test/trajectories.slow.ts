import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDiagnosis, parseImprovementPlan } from "@mulligan/core/schemas";
import type { DiagnosisDocument } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { mulligan, root } from "./run.js";
import { comparable, runsIn } from "./streamed-runs.js";

// Real recorded runs lie beside the project, where they are at hand; nothing of them is copied into it.
const trajectories = join(root, "../shared/trajectories");
const present = existsSync(trajectories);
if (!present) console.warn("Skipped: the recorded runs are not beside the project (../shared/trajectories).");

function filesIn(folder: string): string[] {
  if (!present) return [];
  return readdirSync(join(trajectories, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:traj|json|jsonl|eval)$/.test(file))
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

interface Entry {
  readonly file: string;
  readonly actions?: number | null;
}

describe.skipIf(!present)("the table of all recorded runs", () => {
  it("has every file of the manifest, with the steps it counts, or the reason for holding no run", async () => {
    const entries = JSON.parse(readFileSync(join(trajectories, "manifest.json"), "utf8")) as readonly Entry[];
    const { code, out, error } = await mulligan(["read", ".", "--all"], { cwd: trajectories });
    expect({ code, error }).toEqual({ code: 0, error: "" });
    const lines = out.trimEnd().split("\n");
    const summary = lines.pop();
    const shown = new Map(
      lines.map((line) => {
        const [, file = "", rest = ""] = /^(.*?): (.*)$/.exec(line) ?? [];
        return [file, rest];
      }),
    );
    for (const { file, actions } of entries) {
      // A folder of events is one conversation, and one line.
      const line = shown.get(file) ?? shown.get(file.replace(/\/events\/[^/]+$/, "/events"));
      if (actions === undefined || actions === null)
        expect(line).toMatch(/, \d+ steps?, .*\[[a-z0-9-]+\]$|^no run \(.+\)$/);
      else expect(line).toMatch(new RegExp(`, ${actions} steps?, .*\\[${file.split("/", 1)[0]}\\]$`));
    }
    const runs = lines.filter((line) => line.endsWith("]"));
    const files = new Set(runs.map((line) => line.replace(/(?: \(run \d+\))?: .*$/, "")));
    expect(summary).toBe(`${runs.length} runs in ${files.size} files; ${lines.length - runs.length} files without.`);
  });
});

describe.skipIf(!present)("every recorded run", () => {
  it.each(filesIn("."))("%s is read line by line as it is read whole", async (file) => {
    expect(comparable(await runsIn(file, 1))).toEqual(comparable(await runsIn(file)));
  });
});
