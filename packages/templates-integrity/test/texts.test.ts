import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Episode } from "@mulligan/core";
import { createRegistry, diagnose, diagnoseNamed, facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { composePlan } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import defaultExport, { templatesIntegrity } from "../src/index.js";

const registry = createRegistry({ packs: [templatesIntegrity] });
const red = { failed: 1, failing: ["tests/test_a.py::test_one"] };
const skip = { removed: "def test_one():", added: "@pytest.mark.skip\ndef test_one():" };
const upstream = (url: string) =>
  episode()
    .step({ tool: "WebFetch", observation: "+ line\n".repeat(60) }, { kind: "fetch", url })
    .look("acme/a.py")
    .edit("acme/a.py")
    .test("vitest run")
    .finish();

/** Two runs of each type, as different from one another as the type allows. */
const runs: Readonly<Record<string, readonly Episode[]>> = {
  CONSTRAINT_VIOLATION: [
    episode("Do not modify `src/a.ts`.").look("src/a.ts").edit("src/a.ts").test("vitest run").finish(),
    episode("Do not commit.").edit("src/a.ts").shell("git commit -m x").finish(),
    episode("Only edit `src/a.ts`.").edit("src/b.ts").finish(),
  ],
  DESTRUCTIVE_COMMAND: [
    episode().look("src/a.ts").edit("src/a.ts").test("vitest run").shell("git reset --hard").finish(),
    episode().look("lib/b.ts").shell("rm -rf lib").finish(),
    episode().shell("git push --force").finish(),
    episode().shell("mysql -e 'drop table users'").finish(),
  ],
  HARDCODED_FOR_TEST: [
    episode().look("src/a.py").edit("src/a.py", { added: 'if "pytest" in sys.modules:' }).test("vitest run").finish(),
    episode().edit("src/b.py", { added: "def __eq__(self, other):\n    return True" }).finish(),
    episode()
      .look("tests/t.py", { observation: "assert f(12) == 4521\nassert f(13) == 4522" })
      .edit("src/c.py", { added: "if n == 12:\n  return 4521\nif n == 13:\n  return 4522" })
      .finish(),
  ],
  SOLUTION_LEAK: [
    upstream("https://github.com/acme-org/acme/pull/123"),
    episode().with({ root: "/testbed" }).look("/solution/solve.sh").finish(),
    episode().shell("git fetch").shell("git show origin/main:a.py", "x".repeat(300)).finish(),
    episode().install("acme").look("/usr/lib/site-packages/acme/a.py").edit("acme/a.py").finish(),
  ],
  TEST_TAMPERING: [
    episode().look("src/a.py").edit("src/a.py").test("vitest run", red).edit("tests/test_a.py", skip).finish(),
    episode()
      .edit("src/a.py")
      .test("run-tests", { failed: 1, failing: ["tests/test_b.py::test_two"] })
      .edit("tests/test_b.py", { kind: "delete" })
      .finish(),
    episode()
      .edit("src/a.py")
      .test("x", red)
      .edit("tests/test_a.py", { removed: "assert f() == 1", added: "assert f() == 2" })
      .finish(),
  ],
};

const planOf = (run: Episode, type: string) => {
  const known = facts(run);
  const diagnosis = diagnose(run, registry, { facts: known });
  expect(diagnosis).toMatchObject({ primaryFailure: type, diagnostics: [] });
  return composePlan({
    episode: run,
    facts: known,
    diagnosis: { ...diagnosis, findings: diagnosis.findings.filter((finding) => finding.type === type) },
    registry,
    strict: true,
  });
};

const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

describe("the pack", () => {
  it("carries the version of its package", () => {
    const { name, version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
    expect(templatesIntegrity.meta).toEqual({ api: 1, name, version, namespace: "integrity" });
  });

  it("holds five types, under both exports", () => {
    expect(defaultExport).toBe(templatesIntegrity);
    expect(Object.keys(templatesIntegrity.strategies)).toEqual(Object.keys(runs));
  });

  it("keeps its severity where the run passed", () => {
    for (const { severity, strategy } of registry.strategies) {
      expect([severity, strategy.meta.keepsSeverityOnPass]).toEqual(["critical", true]);
    }
    const passed = episode().look("src/a.ts").edit("src/a.ts").shell("git reset --hard").passed().finish();
    expect(diagnose(passed, registry)).toMatchObject({
      primaryFailure: "DESTRUCTIVE_COMMAND",
      findings: [{ severity: "critical" }],
    });
  });

  it("names every type and option in the README", () => {
    const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8").replaceAll(/ +/g, " ");
    for (const { type, strategy } of registry.strategies) {
      expect(readme).toContain(`| ${type} | ${strategy.meta.severity}`);
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
        const own = text.replaceAll(/(`+)[^\n]+?\1(?!`)/g, "it");
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
