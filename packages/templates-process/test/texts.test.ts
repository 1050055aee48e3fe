import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Episode } from "@mulligan/core";
import { createRegistry, diagnose, diagnoseNamed, facts } from "@mulligan/core";
import type { Diagnosis, Finding } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { composePlan } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import defaultExport, { templatesProcess } from "../src/index.js";

const registry = createRegistry({ packs: [templatesProcess] });
const error = { name: "TypeError", message: "x is null", path: "src/a.ts", line: 4 };
const settings = { name: "ImportError", message: "no settings" };
const long = (count: number, word: string) =>
  Array.from({ length: count }, (_, index) => `${word} ${index}`).join("\n");
const thrash = (path: string, fields: object) =>
  [1, 2, 3].reduce(
    (run) => run.edit(path).test("vitest run", { failed: 1, ...fields }),
    episode().look(path).look("tests/a.test.ts"),
  );
const looking = (count: number, files: number) => {
  const run = episode("Fix src/0.ts. You have 20 steps.");
  for (let index = 0; index < count; index += 1) run.look(`src/${index % files}.ts`, { lines: [index, index + 9] });
  return run;
};

/** Two runs of each type, as different from one another as the type allows. */
const runs: Readonly<Record<string, readonly Episode[]>> = {
  BUDGET_EXHAUSTED: [
    episode("Fix src/b.ts")
      .look("src/a.ts")
      .look("src/b.ts")
      .shell("ls")
      .outcome({ endedBy: "limit", endedDetail: "exit_cost" })
      .end(),
    episode()
      .look("src/a.ts")
      .look("src/b.ts")
      .edit("src/a.ts")
      .test("vitest run")
      .outcome({ endedBy: "limit", endedDetail: "max_steps" })
      .end(),
  ],
  CONTEXT_OVERFLOW: [
    episode()
      .look("src/a.ts", { observation: "x".repeat(60_000) })
      .look("src/b.ts")
      .finish(),
    episode()
      .look("src/a.ts")
      .look("src/b.ts")
      .compaction()
      .test("vitest run", { failed: 1 })
      .outcome({ endedBy: "context" })
      .end(),
    episode("Fix src/a.ts").look("src/a.ts").look("src/b.ts").compaction().look("src/a.ts").end(),
  ],
  EDIT_TEST_THRASH: [
    thrash("src/a.ts", { error }).finish(),
    thrash("lib/b.ts", { failing: ["parser > reads", "parser > writes"] }).finish(),
  ],
  EXPLORATION_PARALYSIS: [looking(12, 3).finish(), looking(14, 2).edit("src/0.ts").test("vitest run").finish()],
  OVERSIZED_REWRITE: [
    episode()
      .look("a.ts")
      .look("b.ts")
      .edit("a.ts", { whole: true, removed: long(90, "old"), added: "new" })
      .test("vitest run")
      .finish(),
    episode()
      .look("a.ts")
      .look("b.ts")
      .edit("b.ts", { whole: true, removed: long(120, "old"), added: "new" })
      .finish(),
  ],
  PREMATURE_EDIT: [
    episode().look("src/a.ts").edit("src/a.ts").test("vitest run").finish(),
    episode().edit("src/b.ts").finish(),
  ],
  REPEATED_ERROR_LOOP: [
    ["a", "b", "c"]
      .reduce((run, command) => run.run(command, { stoppedByEnvironment: true, error: settings }), episode())
      .finish(),
    ["a", "b", "c", "d"]
      .reduce((run, command) => run.test(command, { ran: false, notRun: "died", error }), episode())
      .finish(),
  ],
};

const planOf = (run: Episode, type: string) => {
  const known = facts(run);
  const diagnosis = diagnose(run, registry, { facts: known });
  const found = diagnosis.findings.find((finding) => finding.type === type);
  return composePlan({ episode: run, facts: known, diagnosis: asPrimary(diagnosis, found), registry, strict: true });
};

/** Minor types are never primary; here their texts are wanted. */
function asPrimary(diagnosis: Diagnosis, found: Finding | undefined): Diagnosis {
  if (found === undefined) throw new Error("the run does not show the type");
  const primary = { ...found, severity: "major" as const };
  return { ...diagnosis, primary, primaryFailure: found.type, primaryId: found.id, findings: [primary] };
}
const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

describe("the pack", () => {
  it("carries the version of its package", () => {
    const { name, version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
    expect(templatesProcess.meta).toEqual({ api: 1, name, version, namespace: "process" });
  });

  it("holds seven types, under both exports", () => {
    expect(defaultExport).toBe(templatesProcess);
    expect(Object.keys(templatesProcess.strategies)).toEqual(Object.keys(runs));
  });

  it("puts what follows from other failures behind them", () => {
    const effects = registry.strategies.filter(({ strategy }) => strategy.meta.role === "effect");
    expect(effects.map(({ type }) => type)).toEqual(["BUDGET_EXHAUSTED", "CONTEXT_OVERFLOW"]);
  });

  it("names every type and option in the README", () => {
    const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8").replaceAll(/ +/g, " ");
    for (const { type, strategy } of registry.strategies) {
      expect(readme).toContain(`| ${type} | ${strategy.meta.severity}`);
      const { definitions = {} } = (strategy.options ?? {}) as { definitions?: Record<string, { default: unknown }> };
      for (const [name, option] of Object.entries(definitions))
        expect(readme).toContain(`\`${name}\` (${String(option.default)})`);
    }
  });
});

describe.each(Object.entries(runs))("the texts of %s", (type, episodes) => {
  const plans = episodes.map((run) => planOf(run, type));

  it("differ from run to run", () => {
    expect(new Set(plans.map(({ whatWentWrong }) => whatWentWrong)).size).toBe(plans.length);
    expect(new Set(plans.map(({ systemPromptAddon }) => systemPromptAddon)).size).toBeGreaterThan(1);
    expect(new Set(plans.map(({ stepByStepPlan }) => stepByStepPlan.join("\n"))).size).toBeGreaterThan(1);
  });

  it("keep within their lengths", () => {
    for (const { whatWentWrong, improvedStrategy, systemPromptAddon, stepByStepPlan } of plans) {
      expect(words(whatWentWrong)).toBeLessThanOrEqual(80);
      expect(words(improvedStrategy)).toBeLessThanOrEqual(80);
      expect(words(systemPromptAddon)).toBeLessThanOrEqual(72);
      expect(words(stepByStepPlan.join(" "))).toBeLessThanOrEqual(120);
      expect(stepByStepPlan.length).toBeGreaterThanOrEqual(3);
      expect(stepByStepPlan.length).toBeLessThanOrEqual(5);
    }
  });

  it("are plain sentences", () => {
    for (const { whatWentWrong, improvedStrategy, stepByStepPlan, systemPromptAddon } of plans) {
      const bare = systemPromptAddon.replaceAll(/<[^>]*>/g, "").trim();
      for (const text of [whatWentWrong, improvedStrategy, bare, ...stepByStepPlan]) {
        expect(text).toMatch(/^[A-Z0-9`].*[.!]$/s);
        expect(text).not.toMatch(/ {2}|\n|NaN|\[object/);
        const own = text.replaceAll(/`[^`]+`/g, "it");
        expect(own).not.toMatch(/ [.,;:]|[.,;]{2}|`|\b(?:undefined|null)\b/);
        expect(own).not.toMatch(/\b[A-Z]{2,}\b|\b(?:python|pytest|pip|must)\b|!/);
      }
    }
  });
});

it.each(Object.keys(runs))("%s has texts where only the caller names it", (failureType) => {
  const run = episode().look("src/a.ts").edit("src/a.ts").test("vitest run").finish();
  const diagnosis = diagnoseNamed(run, registry, { failureType, evidence: ["A reviewer saw it."] });
  const plan = composePlan({ episode: run, facts: facts(run), diagnosis, registry, strict: true });
  expect(plan.failureType).toBe(failureType);
  expect(plan.stepByStepPlan.length).toBeGreaterThanOrEqual(3);
  expect(plan.systemPromptAddon).not.toBe("");
  for (const text of [plan.whatWentWrong, plan.improvedStrategy, plan.systemPromptAddon])
    expect(text).not.toMatch(/ [.,;:]| {2}|NaN|undefined/);
});
