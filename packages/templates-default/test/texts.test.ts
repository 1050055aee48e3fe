import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Episode } from "@mulligan/core";
import { createRegistry, diagnose, diagnoseNamed, facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { composePlan } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import defaultExport, { templatesDefault } from "../src/index.js";

const registry = createRegistry({ packs: [templatesDefault] });
const inParser = { name: "TypeError", message: "x is null", path: "src/parser.ts", line: 3 };
const undefinedName = { name: "NameError", message: "name 'helper' is not defined", path: "src/a.py" };

/** Two runs of each type, as different from one another as the type allows. */
const runs: Readonly<Record<string, readonly Episode[]>> = {
  WRONG_FILE_NAVIGATION: [
    episode()
      .look("src/a.ts")
      .look("src/b.ts")
      .edit("src/b.ts")
      .test("vitest run")
      .with({ relevantFiles: ["src/parser.ts"] })
      .finish(),
    episode("Fix src/parser.ts")
      .look("src/a.ts")
      .look("src/b.ts")
      .look("src/c.ts")
      .outcome({ failingTests: ["parser > reads"] })
      .finish(),
    episode()
      .test("node x", { failed: 1, error: inParser })
      .look("src/a.ts")
      .look("src/b.ts")
      .look("src/c.ts")
      .edit("src/c.ts")
      .test("node x")
      .finish(),
    episode().look("README.md").search("parse").look("tests/a.ts").finish(),
  ],
  BLIND_WRITE: [
    episode().edit("src/a.ts").test("vitest run").finish(),
    episode().look("lib/b.go").edit("tests/b.go").check("go vet ./...").finish(),
  ],
  HALLUCINATED_CODE: [
    episode()
      .look("src/a.py")
      .edit("src/a.py", { added: "helper()" })
      .check("python r.py", { error: undefinedName })
      .finish(),
    episode()
      .look("src/a.py")
      .test("pytest")
      .edit("src/a.py")
      .test("pytest", { failed: 3, passed: 0, failing: ["t::a"] })
      .finish(),
    episode()
      .look("src/a.py")
      .edit("src/a.py")
      .test("pytest", {
        ran: false,
        notRun: "died",
        error: { name: "SyntaxError", message: "invalid syntax", path: "src/a.py" },
      })
      .check("x")
      .test("pytest", { ran: false, error: { name: "SyntaxError", message: "invalid syntax", path: "src/a.py" } })
      .outcome({ failingTests: ["t::a", "t::b"] })
      .check("y", { error: { name: "SyntaxError", message: "invalid syntax", path: "src/a.py" } })
      .finish(),
  ],
  NEVER_TESTED: [
    episode().look("src/a.ts").edit("src/a.ts").finish(),
    episode().look("src/a.rs").look("tests/a.rs").edit("src/a.rs").edit("src/a.rs").end(),
    episode()
      .test("go test ./...")
      .look("a.go")
      .edit("a.go")
      .look("b.go")
      .edit("b.go")
      .test("go test -run X", { ran: false, notRun: "none-selected" })
      .finish(),
  ],
  LOOPING_BEHAVIOR: [
    episode().shell("ls src", "a").shell("ls src", "a").shell("ls src", "a").finish(),
    Array.from({ length: 3 })
      .reduce<ReturnType<typeof episode>>(
        (run) => run.look("src/a.ts", { lines: [1, 9] }).look("src/b.ts"),
        episode("Fix src/a.ts"),
      )
      .finish(),
    Array.from({ length: 4 })
      .reduce<ReturnType<typeof episode>>(
        (run) => run.look("src/a.ts").edit("src/b.ts").test("vitest run"),
        episode().look("src/b.ts"),
      )
      .finish(),
    episode().look("src/a.ts").message("Done!").message("Done!").message("Done!").end(),
  ],
  SECURITY_VIOLATION: [
    episode().look("src/a.py").edit("src/a.py", { added: "x = eval(request.args['q'])" }).test("pytest").finish(),
    episode()
      .shell("chmod -R 777 .")
      .outcome({ failingTests: ["writes > a file"] })
      .finish(),
  ],
  UNCLASSIFIED: [
    episode()
      .look("src/a.ts")
      .edit("src/a.ts")
      .test("vitest run", { failed: 1, error: inParser, observation: "expected 1" })
      .finish(),
    episode().look("src/a.ts").edit("src/a.ts").check("node x").finish(),
    episode()
      .look("src/a.ts")
      .outcome({ failingTests: ["parser > reads"] })
      .finish(),
  ],
};

const planOf = (run: Episode) => {
  const known = facts(run);
  return composePlan({
    episode: run,
    facts: known,
    diagnosis: diagnose(run, registry, { facts: known }),
    registry,
    strict: true,
  });
};
const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

describe("the pack", () => {
  it("carries the version of its package", () => {
    const { name, version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
    expect(templatesDefault.meta).toEqual({ api: 1, name, version, namespace: "default" });
  });

  it("holds seven types and the fallback, under both exports", () => {
    expect(defaultExport).toBe(templatesDefault);
    expect(Object.keys(templatesDefault.strategies)).toEqual([...Object.keys(runs), "CORRECT"].sort());
    expect([registry.success?.id, registry.fallback?.id]).toEqual(["default/CORRECT", "default/UNCLASSIFIED"]);
  });

  it("has no detector where core decides", () => {
    const { CORRECT, UNCLASSIFIED } = templatesDefault.strategies;
    expect("detect" in CORRECT || "detect" in UNCLASSIFIED).toBe(false);
  });
});

describe.each(Object.entries(runs))("the texts of %s", (type, episodes) => {
  const plans = episodes.map(planOf);

  it("are those of the primary failure", () => {
    expect(plans.map(({ failureType }) => failureType)).toEqual(episodes.map(() => type));
  });

  it("differ from run to run", () => {
    expect(new Set(plans.map(({ improvedStrategy }) => improvedStrategy)).size).toBeGreaterThan(1);
    expect(new Set(plans.map(({ systemPromptAddon }) => systemPromptAddon)).size).toBeGreaterThan(1);
    expect(new Set(plans.map(({ whatWentWrong }) => whatWentWrong)).size).toBe(plans.length);
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
      for (const text of [whatWentWrong, improvedStrategy, bare, ...stepByStepPlan]) {
        expect(text).toMatch(/^[A-Z0-9`].*[.!]$/s);
        expect(text).not.toMatch(/ {2}|\n|NaN|\[object/);
        // Names of the run stand in backticks; what is left is the strategy's own.
        const own = text.replaceAll(/`[^`]+`/g, "it");
        expect(own).not.toMatch(/ [.,;:]|[.,;]{2}|`|\b(?:undefined|null)\b/);
        expect(own).not.toMatch(/\b[A-Z]{2,}\b(?<!CI|SQL|CA|JSON)/);
        expect(own).not.toMatch(/\b(?:python|pytest|pip|must)\b|!/i);
      }
    }
  });
});

describe("CORRECT", () => {
  it("says nothing to the agent", () => {
    const plan = planOf(episode().look("src/a.ts").edit("src/a.ts").test("vitest run").passed().finish());
    expect(plan).toMatchObject({ failureType: "CORRECT", systemPromptAddon: "", userContextAddon: "" });
    expect(plan.whatWentWrong).toBe("Nothing serious was found in this run of 4 steps, and it passed.");
  });

  it("does not call an unknown outcome a success", () => {
    const plan = planOf(episode().look("src/a.ts").edit("src/a.ts").test("vitest run").unknown().end());
    expect(plan.failureType).toBe("CORRECT");
    expect(`${plan.whatWentWrong} ${plan.improvedStrategy} ${plan.stepByStepPlan.join(" ")}`).not.toMatch(
      /passed|keep/i,
    );
  });
});

describe("a failure that only the caller names", () => {
  const run = episode().look("src/a.ts").edit("src/a.ts").test("vitest run").finish();
  const evidence = "The reviewer saw it in the parser.";
  it.each(Object.keys(runs))("%s has texts without a finding's data", (failureType) => {
    const diagnosis = diagnoseNamed(run, registry, { failureType, evidence: [evidence] });
    const plan = composePlan({ episode: run, facts: facts(run), diagnosis, registry, strict: true });
    expect(plan.failureType).toBe(failureType);
    expect(plan.stepByStepPlan.length).toBeGreaterThanOrEqual(3);
    expect(plan.systemPromptAddon).not.toBe("");
    expect(plan.whatWentWrong).toContain(failureType === "UNCLASSIFIED" ? "no rule found the cause" : evidence);
  });
});

it.each(Object.entries(runs))("the README shows a text of %s as it is", (type, episodes) => {
  const readme = readFileSync(join(import.meta.dirname, "..", "README.md"), "utf8")
    .replaceAll(/\n> ?/g, " ")
    .replaceAll(/\s+/g, " ");
  const shown = episodes.map(planOf).filter(({ whatWentWrong }) => readme.includes(whatWentWrong));
  expect(shown.map(({ failureType }) => failureType)).toEqual([type]);
  expect(readme).toContain(shown[0]?.systemPromptAddon.replaceAll(/<[^>]*>/g, "").trim());
});
