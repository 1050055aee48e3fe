import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Episode } from "@mulligan/core";
import { createRegistry, diagnose, diagnoseNamed, facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { composePlan } from "@mulligan/renderer";
import { describe, expect, it } from "vitest";
import defaultExport, { templatesVerification } from "../src/index.js";

const registry = createRegistry({ packs: [templatesVerification] });
const inEdited = { name: "TypeError", message: "x is null", path: "src/a.py", line: 3 };
const script = { script: "/tmp/r.js" };
const good = { passed: 9, failed: 1, failing: ["t::hard"] };
const bad = { passed: 7, failed: 3, failing: ["t::hard", "t::one"] };
const reader = (task: string) =>
  episode(task).look("tests/test_reader.py", { observation: "def test_reads_empty():" }).edit("src/reader.py");

/** Runs of each type, as different from one another as the type allows. */
const runs: Readonly<Record<string, readonly Episode[]>> = {
  FALSE_COMPLETION_CLAIM: [
    episode().edit("src/a.py").end("The bug is fixed."),
    episode().edit("src/a.py").check("node x").edit("src/b.py").end("We fixed the parser."),
    episode().edit("src/a.py").check("node x", { error: inEdited }).end("I have fixed it."),
    episode("Fix the bug that drops the last line of every file")
      .look("src/a.py")
      .with({ submission: "" })
      .end("I fixed the bug, the issue is resolved."),
    episode().edit("src/a.py").check("node x").end("All existing tests pass."),
  ],
  INSUFFICIENT_FIX: [
    episode().edit("src/a.py").check("node x").finish(),
    episode()
      .edit("src/a.py")
      .edit("src/b.py")
      .test("vitest run")
      .outcome({ failingTests: ["t::a"] })
      .finish(),
    episode().edit("src/a.py").check("make", { checks: "build" }).finish(),
    episode()
      .edit("src/a.py")
      .test("run all", { passed: 30, failed: 2 })
      .edit("src/a.py")
      .test("run all", { passed: 2 })
      .finish(),
    episode()
      .shell("ls", "tests/test_a.py")
      .create("/tmp/r.js", "console.log(parse())")
      .edit("src/a.py")
      .check("node /tmp/r.js", script)
      .finish(),
    episode()
      .create("/tmp/r.js", "x")
      .check("node /tmp/r.js", script)
      .edit("src/a.py")
      .check("node /tmp/r.js", script)
      .finish(),
    episode()
      .create("/tmp/r.js", "x")
      .check("node /tmp/r.js", script)
      .edit("src/a.py")
      .check("node /tmp/r.js", script)
      .check("node y")
      .finish(),
    episode()
      .create("/tmp/r.js", "x")
      .check("node /tmp/r.js", { ...script, error: inEdited })
      .edit("src/a.py")
      .check("node /tmp/r.js", script)
      .finish(),
    episode()
      .test("run all", { failed: 1 })
      .edit("src/a.py")
      .test("go test ./x", { ran: false, notRun: "not-started" })
      .check("node x")
      .finish(),
    episode("It fails:\n```\nReadError: no such row\n```").edit("src/a.py").check("node x").finish(),
    episode("Output:\n```\n(-1)*B + A\n```\nExpected output:\n```\nA - B, at last\n```")
      .edit("src/a.py")
      .check("node x")
      .finish(),
    episode("It reads too much")
      .search("read_all", { "src/a.py": [1], "src/b.py": [4] })
      .edit("src/a.py", { removed: "read_all(1)", added: "read_all(2)" })
      .check("node x")
      .finish(),
    episode("It reads too much")
      .edit("src/a.py", { removed: "def read_all(a):", added: "def read_all(a, b):" })
      .check("node x")
      .finish(),
    episode("`read_all` drops lines")
      .look("src/io.py", { observation: "read_all" })
      .edit("src/io.py")
      .check("node x")
      .finish(),
  ],
  LOST_GOOD_STATE: [
    episode().edit("src/a.py").test("make all", good).edit("src/a.py").test("make all", bad).finish(),
    episode()
      .edit("src/a.py")
      .test("x", { passed: null, failed: 0 })
      .edit("src/b.py")
      .test("x", { passed: null, failed: 2 })
      .edit("README.md")
      .finish(),
  ],
  REGRESSION: [
    episode()
      .edit("src/a.py")
      .outcome({ regressedTests: ["t::old"] })
      .finish(),
    episode()
      .edit("src/a.py")
      .test("vitest run")
      .edit("src/b.py")
      .outcome({ regressedTests: ["t::old", "t::older"] })
      .finish(),
    episode()
      .edit("src/a.py")
      .test("x", { failed: 1, failing: ["other::older"] })
      .outcome({ regressedTests: ["t::older"] })
      .finish(),
  ],
  SUBMITTED_WITH_FAILING_TESTS: [
    episode()
      .edit("src/a.py")
      .test("run t::reads_empty", { failed: 1, failing: ["t::reads_empty"] })
      .finish(),
    episode().edit("src/a.py").check("node app.js", { error: inEdited }).outcome({ endedBy: "limit" }).finish(),
    episode()
      .create("tests/test_a.py", "def test_mine():")
      .edit("src/a.py")
      .test("run tests/test_a.py", { failed: 1, failing: ["test_mine"], error: inEdited, ownTestsOnly: true })
      .finish(),
  ],
  UNVERIFIED_FINAL_EDIT: [
    episode().edit("src/a.py").test("vitest run").edit("src/a.py").finish(),
    episode()
      .edit("src/a.py")
      .check("node x", { error: inEdited })
      .edit("src/b.py")
      .edit("src/c.py")
      .test("vitest run -t x", { ran: false, notRun: "none-selected" })
      .finish(),
  ],
  WRONG_TEST_TARGET: [
    reader("Make test_reads_empty pass").check("node x").finish(),
    reader("tests/test_reader.py fails")
      .test("run tests/test_b.py", { targets: ["tests/test_b.py"] })
      .finish(),
  ],
};
const minor: readonly Episode[] = [
  episode().edit("src/a.py").check("node x").passed().finish(),
  episode().shell("ls", "tests/test_a.py").edit("src/a.py").check("node x").check("node y").passed().finish(),
  episode()
    .edit("src/a.py")
    .test("go test ./x", { ran: false, notRun: "not-started", error: { name: "Error", message: "no go" } })
    .check("node x")
    .passed()
    .finish(),
];

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
const namedPlan = (run: Episode, failureType: string, evidence = ["A reviewer saw it."]) =>
  composePlan({
    episode: run,
    facts: facts(run),
    diagnosis: diagnoseNamed(run, registry, { failureType, evidence }),
    registry,
    strict: true,
  });
/** Another finding of the same run adds a paragraph of its own. */
const ownSystem = (addon: string) =>
  addon
    .replaceAll(/<[^>]*>/g, "")
    .trim()
    .split("\n", 1)[0] ?? "";
const words = (text: string) => text.split(/\s+/).filter((word) => word !== "").length;

describe("the pack", () => {
  it("carries the version of its package", () => {
    const { name, version } = JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8"));
    expect(templatesVerification.meta).toEqual({ api: 1, name, version, namespace: "verification" });
  });

  it("holds eight types, under both exports", () => {
    expect(defaultExport).toBe(templatesVerification);
    expect(Object.keys(templatesVerification.strategies)).toEqual([...Object.keys(runs), "SUITE_NOT_RUN"].sort());
  });
});

describe.each([...Object.entries(runs), ["SUITE_NOT_RUN", minor] as const])("the texts of %s", (type, episodes) => {
  // A minor finding is advice and never primary: its texts come when a caller names it.
  const plans = episodes.map((run) => (type === "SUITE_NOT_RUN" ? namedPlan(run, type, []) : planOf(run)));

  it("are those of the failure", () => {
    expect(plans.map(({ failureType }) => failureType)).toEqual(episodes.map(() => type));
  });

  it("differ from run to run", () => {
    expect(new Set(plans.map(({ whatWentWrong }) => whatWentWrong)).size).toBe(plans.length);
    for (const read of ["improvedStrategy", "systemPromptAddon"] as const) {
      expect(new Set(plans.map((plan) => plan[read])).size).toBeGreaterThan(1);
    }
    expect(new Set(plans.map(({ stepByStepPlan }) => stepByStepPlan.join("\n"))).size).toBeGreaterThan(1);
  });

  it("keep within their lengths", () => {
    for (const plan of plans) {
      expect(words(plan.whatWentWrong)).toBeLessThanOrEqual(80);
      expect(words(plan.improvedStrategy)).toBeLessThanOrEqual(90);
      expect(words(ownSystem(plan.systemPromptAddon))).toBeLessThanOrEqual(68);
      expect(words(plan.stepByStepPlan.join(" "))).toBeLessThanOrEqual(130);
      expect(plan.stepByStepPlan).toHaveLength(5);
    }
  });

  it("are plain sentences", () => {
    for (const { whatWentWrong, improvedStrategy, stepByStepPlan, systemPromptAddon } of plans) {
      for (const text of [whatWentWrong, improvedStrategy, ownSystem(systemPromptAddon), ...stepByStepPlan]) {
        expect(text).toMatch(/^[A-Z0-9`].*[.!]$/s);
        expect(text).not.toMatch(/ {2}|\n|NaN|\[object/);
        // Names of the run stand in backticks; what is left is the strategy's own.
        const own = text.replaceAll(/`[^`]+`/g, "it");
        expect(own).not.toMatch(/ [.,;:]|[.,;]{2}|`|\b(?:undefined|null)\b/);
        expect(own).not.toMatch(/\b[A-Z]{2,}\b(?<!CI)/);
        expect(own).not.toMatch(/\b(?:python|pytest|pip|must)\b|!/i);
      }
    }
  });

  it("exist for a failure that only the caller names", () => {
    const plan = namedPlan(episode().look("src/a.ts").finish(), type);
    expect(plan.failureType).toBe(type);
    expect(plan.stepByStepPlan).toHaveLength(5);
    expect(plan.systemPromptAddon).not.toBe("");
    expect(plan.whatWentWrong).toContain("A reviewer saw it.");
  });
});

describe("a failing test that the agent wrote itself", () => {
  const name = "tests/test_new.py::test_parses_empty";
  const run = (given: readonly string[]) =>
    episode(["The parser fails", ...given].join(", "))
      .edit("src/a.py")
      .create("tests/test_new.py", "def test_parses_empty():")
      .test("pytest tests/test_new.py", { failed: 1 + given.length, failing: [name, ...given], error: inEdited })
      .finish();
  it("is held against the task, and is not the goal", () => {
    const { improvedStrategy, stepByStepPlan, systemPromptAddon, whatWentWrong } = planOf(run([]));
    expect(whatWentWrong).toContain(`The previous attempt had written \`${name}\` itself`);
    expect(improvedStrategy).toMatch(/^Take the task as the measure, not `tests/);
    expect(stepByStepPlan[0]).toMatch(/^Write down from the task alone what `tests/);
    expect(systemPromptAddon).toContain("hold that test against the task before the code");
    expect(systemPromptAddon).not.toContain("Work on that failure until");
  });

  it("stands behind a test that the repository has", () => {
    const { improvedStrategy, stepByStepPlan } = planOf(run(["tests/test_old.py::test_reads_all"]));
    expect(improvedStrategy).toMatch(/^Take `tests\/test_old\.py::test_reads_all` as the next piece of work/);
    expect(improvedStrategy).toContain(`\`${name}\` came from the previous attempt itself`);
    expect(stepByStepPlan[0]).toContain("on the unchanged code");
  });
});
