import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Episode } from "@mulligan/core";
import { createRegistry, diagnose, diagnoseNamed, facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { composePlan } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import defaultExport, { templatesTooling } from "../src/index.js";
import { added, changed } from "./patches.js";

const registry = createRegistry({ packs: [templatesTooling] });
const minorTypes = new Set(["SCOPE_CREEP", "LEFTOVER_ARTIFACTS"]);
const rejected = { effect: "rejected", reason: "text not found" } as const;
const missing = { stoppedByEnvironment: true, error: { name: "ModuleNotFoundError", message: "No module named 'x'" } };
const syntax = { name: "SyntaxError", message: "invalid syntax", path: "src/a.ts", line: 3 };
const scratch = { pathClass: "scratch" } as const;
const many = Array.from({ length: 30 }, String);
const fix = changed("src/a.ts", ["one"], ["two"]);

/** Two runs of each type, as different from one another as the type allows. */
const runs: Readonly<Record<string, readonly Episode[]>> = {
  FAILED_EDIT_CASCADE: [
    episode().edit("src/a.ts", rejected).edit("src/a.ts", rejected).finish(),
    episode()
      .test("vitest run")
      .edit("src/b.ts", { effect: "crashed" })
      .edit("src/b.ts", { effect: "crashed" })
      .edit("src/b.ts")
      .finish(),
  ],
  INVALID_TOOL_CALLS: [
    episode()
      .shell("x", "no tool x", { status: "invalid", tool: "x" })
      .shell("x", "no", { status: "invalid", tool: "x" })
      .shell("x", "no", { status: "invalid", tool: "y" })
      .end(),
    episode()
      .test("vitest run")
      .shell("q", "", { status: "invalid", tool: "" })
      .shell("q", "", { status: "invalid", tool: "" })
      .shell("q", "", { status: "invalid", tool: "" })
      .end(),
  ],
  ENVIRONMENT_BLOCKED: [
    episode().look("src/a.ts").outcome({ endedBy: "error", infrastructure: "529 overloaded" }).end(),
    episode().edit("src/a.ts").run("node r.js", missing).end(),
    episode()
      .edit("src/a.ts")
      .run("node r.js", missing)
      .install("x")
      .test("vitest run", { ran: false, notRun: "not-started" })
      .end(),
  ],
  BROKEN_BUILD_LEFT: [
    episode().edit("src/a.ts").check("node a", { error: syntax }).finish(),
    episode()
      .edit("pkg/b.py")
      .test("pytest", {
        ran: false,
        notRun: "died",
        error: { name: "ImportError", message: "cannot import name 'X' from 'pkg.b' (y)" },
      })
      .end(),
  ],
  EMPTY_PATCH: [
    episode()
      .look("src/a.ts")
      .with({ submission: added("reproduce.ts", "x") })
      .finish(),
    episode("Fix src/b.ts")
      .edit("src/a.ts")
      .edit("src/a.ts", { by: "restore" })
      .test("vitest run")
      .with({ submission: "" })
      .finish(),
    episode().edit("src/a.ts", { effect: "rejected" }).with({ submission: "" }).finish(),
  ],
  SCOPE_CREEP: [
    episode()
      .edit("src/a.ts")
      .install("x")
      .with({ submission: fix + added("package-lock.json", ...many) })
      .finish(),
    episode()
      .edit("lib/b.ts", { added: many.join("\n") })
      .test("vitest run")
      .with({ relevantFiles: ["src/a.ts"] })
      .finish(),
  ],
  LEFTOVER_ARTIFACTS: [
    episode()
      .create("reproduce.ts", "x", scratch)
      .edit("src/a.ts")
      .with({ submission: fix + added("reproduce.ts", "x") })
      .finish(),
    episode().edit("src/a.ts", { added: 'console.log("debug", x)' }).end(),
    episode().create("r.ts", "x", scratch).edit("src/a.ts", { added: 'console.log("debug", x)' }).end(),
  ],
};

/** A minor type cannot be primary by itself: it is raised for its own runs. */
const planOf = (run: Episode, type: string) => {
  const known = facts(run);
  const own = minorTypes.has(type)
    ? createRegistry({ packs: [templatesTooling], overrides: { [type]: { severity: "major" } } })
    : registry;
  const diagnosis = diagnose(run, own, { facts: known });
  return composePlan({ episode: run, facts: known, diagnosis, registry: own, strict: true });
};
const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

describe("the pack", () => {
  it("carries the version of its package", () => {
    const { name, version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
    expect(templatesTooling.meta).toEqual({ api: 1, name, version, namespace: "tooling" });
  });

  it("holds seven types, under both exports", () => {
    expect(defaultExport).toBe(templatesTooling);
    expect(Object.keys(templatesTooling.strategies)).toEqual(Object.keys(runs).toSorted());
  });

  it("puts an effect behind its cause and the environment behind everything", () => {
    const both = episode().edit("src/a.ts", rejected).edit("src/a.ts", rejected).with({ submission: "" }).finish();
    const diagnosis = diagnose(both, registry);
    expect(diagnosis.findings.map(({ type }) => type).toSorted()).toEqual(["EMPTY_PATCH", "FAILED_EDIT_CASCADE"]);
    expect(diagnosis.primaryFailure).toBe("FAILED_EDIT_CASCADE");
    const blocked = episode().edit("src/a.ts", rejected).edit("src/a.ts", rejected).run("node r.js", missing).end();
    expect(diagnose(blocked, registry).primaryFailure).toBe("FAILED_EDIT_CASCADE");
  });
});

describe.each(Object.entries(runs))("the texts of %s", (type, episodes) => {
  const plans = episodes.map((run) => planOf(run, type));

  it("are those of the primary failure", () => {
    expect(plans.map(({ failureType }) => failureType)).toEqual(episodes.map(() => type));
  });

  it("differ from run to run", () => {
    expect(new Set(plans.map(({ whatWentWrong }) => whatWentWrong)).size).toBe(plans.length);
    expect(new Set(plans.map(({ improvedStrategy }) => improvedStrategy)).size).toBeGreaterThan(1);
    expect(new Set(plans.map(({ stepByStepPlan }) => stepByStepPlan.join("\n"))).size).toBeGreaterThan(1);
  });

  it("keep within their lengths", () => {
    for (const { whatWentWrong, improvedStrategy, systemPromptAddon, stepByStepPlan } of plans) {
      const tags = 2;
      expect(words(whatWentWrong)).toBeLessThanOrEqual(80);
      expect(words(improvedStrategy)).toBeLessThanOrEqual(80);
      expect(words(systemPromptAddon)).toBeLessThanOrEqual(65 + tags);
      expect(words(stepByStepPlan.join(" "))).toBeLessThanOrEqual(120);
      expect(stepByStepPlan.length).toBeGreaterThanOrEqual(3);
      expect(stepByStepPlan.length).toBeLessThanOrEqual(5);
    }
  });

  it("are plain sentences", () => {
    for (const { whatWentWrong, improvedStrategy, stepByStepPlan, systemPromptAddon } of plans) {
      const bare = systemPromptAddon.replaceAll(/<[^>]*>/g, "").trim();
      for (const text of [whatWentWrong, improvedStrategy, bare, ...stepByStepPlan].filter((part) => part !== "")) {
        expect(text.trim()).toMatch(/^[A-Z0-9`].*[.!]$/s);
        expect(text.trim()).not.toMatch(/ {2}|\n|NaN|\[object/);
        const own = text.replaceAll(/`[^`]+`/g, "it");
        expect(own).not.toMatch(/ [.,;:]|[.,;]{2}|`|\b(?:undefined|null)\b/);
        expect(own).not.toMatch(/\b(?:python|pytest|pip|must)\b|!/i);
        expect(own).not.toMatch(/\b[A-Z]{2,}\b/);
      }
    }
  });
});

it("says nothing to the agent about the environment", () => {
  for (const run of runs["ENVIRONMENT_BLOCKED"] ?? []) {
    expect(planOf(run, "ENVIRONMENT_BLOCKED")).toMatchObject({ systemPromptAddon: "", userContextAddon: "" });
  }
});

describe("a failure that only the caller names", () => {
  const run = episode().look("src/a.ts").edit("src/a.ts").test("vitest run").finish();
  const evidence = "The reviewer saw it in the parser.";
  it.each(Object.keys(runs))("%s has texts without a finding's data", (failureType) => {
    const diagnosis = diagnoseNamed(run, registry, { failureType, evidence: [evidence] });
    const plan = composePlan({ episode: run, facts: facts(run), diagnosis, registry, strict: true });
    expect(plan.failureType).toBe(failureType);
    expect(plan.stepByStepPlan.length).toBeGreaterThanOrEqual(3);
    expect(plan.whatWentWrong).toContain(evidence);
    expect(plan.systemPromptAddon === "").toBe(failureType === "ENVIRONMENT_BLOCKED");
  });
});
