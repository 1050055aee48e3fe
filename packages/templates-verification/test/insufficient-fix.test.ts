import type { Episode, Finding } from "@mulligan/core";
import { facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { insufficientFix } from "../src/insufficient-fix/index.js";
import type { InsufficientFixData } from "../src/insufficient-fix/conclude.js";

const conclude = (run: Episode, findings: readonly Partial<Finding>[] = []) =>
  insufficientFix.conclude?.(run, { facts: facts(run), options: {}, findings: findings as Finding[] }) ?? [];
const dataOf = (run: Episode): InsufficientFixData | undefined => conclude(run)[0]?.data;
const script = { script: "/tmp/r.py" };
const reproduction = (text = "print(parse('a'))") => episode().create("/tmp/r.py", text);

describe("INSUFFICIENT_FIX fires", () => {
  it("when the last check after the last code edit succeeded and the evaluation failed", () => {
    const run = episode()
      .edit("src/a.py")
      .test("pytest", { failed: 1 })
      .edit("src/a.py")
      .test("pytest")
      .check("node x")
      .finish();
    const [found] = conclude(run);
    expect(found).toMatchObject({
      steps: [4, 5],
      data: {
        lastEdit: 3,
        checkSteps: [4, 5],
        reliedOn: "suite",
        suiteSteps: [4],
        suiteCommand: "pytest",
        attempt: null,
      },
    });
    expect(found?.evidence).toBe(
      "The last verification, `node x` at step 5, succeeded after the last code edit (step 3, `src/a.py`), and the evaluation failed; it rested on the tests and checks that were run (steps 4 and 5), and no execution before the first edit had failed.",
    );
  });

  it.each([
    [
      "beside minor findings",
      episode().edit("src/a.py").check("node x").finish(),
      [{ type: "SUITE_NOT_RUN", severity: "minor" as const }],
    ],
    [
      "when documents were edited last",
      episode().edit("src/a.py").check("node x").edit("README.md", { pathClass: "product" }).finish(),
      [],
    ],
    [
      "when comments were edited last",
      episode().edit("src/a.py").check("node x").edit("src/a.py", { commentOnly: true }).finish(),
      [],
    ],
    [
      "when the agent's own script crashed in its own lines after it",
      reproduction()
        .edit("src/a.py")
        .check("node x")
        .check("python /tmp/r.py", {
          ...script,
          error: { name: "NameError", message: "name 'y' is not defined", path: "/tmp/r.py" },
        })
        .finish(),
      [],
    ],
  ])("%s", (_name, run, findings) => {
    expect(conclude(run, findings)).toHaveLength(1);
  });
});

describe("INSUFFICIENT_FIX says what was left out", () => {
  it("the evaluation's failing tests", () => {
    const run = episode()
      .edit("src/a.py")
      .check("node x")
      .outcome({ failingTests: ["t::a", "t::b"] })
      .finish();
    expect(dataOf(run)?.failingTests).toEqual(["t::a", "t::b"]);
    expect(conclude(run)[0]?.evidence).toContain("the agent's own checks (step 2) did not cover `t::a` and `t::b`");
  });

  it("that the check had succeeded before the edit", () => {
    const run = reproduction()
      .check("python /tmp/r.py", { ...script, observation: "1" })
      .edit("src/a.py")
      .check("python /tmp/r.py", { ...script, observation: "2" })
      .finish();
    expect(dataOf(run)?.sameBefore).toEqual({ step: 2, after: 4, command: "python /tmp/r.py", sameOutput: false });
    expect(conclude(run)[0]?.evidence).toContain(
      "the same command had succeeded at step 2, before the first edit, as well",
    );
  });

  it("not so where the check told of a fault then and no longer does", () => {
    const run = reproduction()
      .check("python /tmp/r.py", { ...script, observation: "equal bounds\nError: too many iterations" })
      .edit("src/a.py")
      .check("python /tmp/r.py", { ...script, observation: "equal bounds\n0.0" })
      .finish();
    expect(dataOf(run)?.sameBefore).toBeNull();
  });

  it("not so where the script was rewritten in between", () => {
    const run = reproduction()
      .check("python /tmp/r.py", script)
      .edit("src/a.py")
      .create("/tmp/r.py", "assert 1")
      .check("python /tmp/r.py", script)
      .finish();
    expect(dataOf(run)?.sameBefore).toBeNull();
  });

  it("that an error is gone and no more", () => {
    const run = reproduction()
      .check("python /tmp/r.py", { ...script, error: { name: "ValueError", message: "bad" } })
      .edit("src/a.py")
      .check("python /tmp/r.py", script)
      .finish();
    expect(dataOf(run)).toMatchObject({
      sameBefore: null,
      redBefore: { step: 2, after: 4, error: "ValueError: bad" },
      neverRed: false,
    });
  });

  it("that nothing had failed before, where nothing had", () => {
    expect(dataOf(episode().look("src/a.py").edit("src/a.py").check("node x").finish())?.neverRed).toBe(true);
    const crashed = { error: { name: "TypeError", message: "" }, ok: false };
    expect(dataOf(episode().run("node r.js", crashed).edit("src/a.py").check("node x").finish())?.neverRed).toBe(false);
  });

  it("that fewer tests ran than before", () => {
    const run = episode()
      .edit("src/a.py")
      .test("run all", { passed: 30, failed: 2 })
      .edit("src/a.py")
      .test("run all", { passed: 2 })
      .finish();
    expect(dataOf(run)?.fewerTests).toEqual({ step: 4, tests: 2, before: 32, beforeStep: 2 });
    expect(conclude(run)[0]?.evidence).toContain(
      "step 4 executed 2 tests where the same command had executed 32 at step 2",
    );
    const same = episode()
      .edit("src/a.py")
      .test("run all", { passed: 3, failed: 1 })
      .edit("src/a.py")
      .test("run all", { passed: 2 })
      .finish();
    expect(dataOf(same)?.fewerTests).toBeNull();
  });

  it("that the scripts only print", () => {
    expect(dataOf(reproduction().edit("src/a.py").check("python /tmp/r.py", script).finish())?.onlyPrints).toBe(true);
    expect(
      dataOf(reproduction("assert parse('a') == 1").edit("src/a.py").check("python /tmp/r.py", script).finish())
        ?.onlyPrints,
    ).toBe(false);
    expect(dataOf(episode().edit("src/a.py").check("app --x", { checks: "program" }).finish())?.onlyPrints).toBe(false);
  });

  it("an inline script by its first line", () => {
    expect(dataOf(episode().edit("src/a.py").check('node -e "\nparse()"').finish())?.lastCheck.command).toBe(
      'node -e " …',
    );
  });

  it("what kind of check was relied upon", () => {
    expect(dataOf(episode().edit("src/a.py").check("make", { checks: "build" }).finish())?.reliedOn).toBe("static");
    expect(dataOf(episode().edit("src/a.py").check("node x").finish())?.reliedOn).toBe("checks");
    expect(dataOf(episode().edit("src/a.py").test("pytest own.py", { ownTestsOnly: true }).finish())?.reliedOn).toBe(
      "own-tests",
    );
  });

  it("a test file that was not run, and a run that never started", () => {
    const run = episode()
      .shell("ls tests", "tests/test_parser.py")
      .edit("src/parser.py")
      .test("pytest tests/test_parser.py", { ran: false, notRun: "not-started" })
      .check("node x")
      .finish();
    expect(dataOf(run)).toMatchObject({
      testFile: "tests/test_parser.py",
      attempt: { step: 3, command: "pytest tests/test_parser.py" },
    });
    const ran = episode()
      .shell("ls tests", "tests/test_parser.py")
      .edit("src/parser.py")
      .test("pytest tests/test_parser.py", { targets: ["tests/test_parser.py"] })
      .finish();
    expect(dataOf(ran)).toMatchObject({ testFile: null, attempt: null });
  });

  it.each([
    ["go test ./src/...", ["./src/..."]],
    ["go test ./...", ["./..."]],
    ["npx vitest run", []],
    ["pytest -q", []],
  ])("no test file of its name where %s ran it with the others", (command, targets) => {
    const run = episode()
      .shell("ls src", "src/parser_test.go")
      .edit("src/parser.go")
      .test(command, { targets })
      .finish();
    expect(dataOf(run)).toMatchObject({ testFile: null });
  });

  it.each([
    ["pytest -k reading", []],
    ["go test ./src -run TestReading", []],
    ["go test ./other/...", ["./other/..."]],
    ["pytest tests/test_reading.py", ["tests/test_reading.py"]],
  ])("the test file of its name where %s ran only others", (command, targets) => {
    const run = episode()
      .shell("ls src", "src/parser_test.go")
      .edit("src/parser.go")
      .test(command, { targets })
      .finish();
    expect(dataOf(run)).toMatchObject({ testFile: "src/parser_test.go" });
  });

  it("no test file of its name where the agent aimed at another, nor one that nothing showed", () => {
    const elsewhere = episode()
      .shell("ls tests", "tests/test_parser.py")
      .edit("src/parser.py")
      .test("pytest tests/test_reading.py", { ran: false, notRun: "not-started" })
      .check("node x")
      .finish();
    expect(dataOf(elsewhere)).toMatchObject({ testFile: null, attempt: { step: 3 } });
    const guessed = episode()
      .edit("src/parser.py")
      .test("pytest tests/test_parser.py", {
        ran: false,
        notRun: "not-started",
        targets: ["tests/test_parser.py"],
      })
      .check("node x")
      .finish();
    expect(dataOf(guessed)).toMatchObject({ testFile: null, attempt: { step: 2 } });
  });

  it("names of the task that no execution contains", () => {
    const task = "`read_all` loses lines; `write_all` is fine; see `__repr__` and `submit`";
    const run = episode(task)
      .look("src/io.py", { observation: "def read_all(): ...\ndef write_all(): ...\n__repr__ submit" })
      .edit("src/io.py")
      .check("python -c write_all", { observation: "ok" })
      .finish();
    expect(dataOf(run)?.untouched).toEqual(["read_all"]);
  });
});

describe("INSUFFICIENT_FIX does not fire", () => {
  const run = () => episode().edit("src/a.py").check("node x");
  it.each([
    ["when the run passed", run().passed().finish(), []],
    ["when the outcome is unknown", run().unknown().finish(), []],
    ["when the last verification failed", run().test("pytest", { failed: 1 }).finish(), []],
    [
      "when the last check crashed in the code",
      run()
        .check("python r.py", { error: { name: "TypeError", message: "", path: "src/a.py" } })
        .finish(),
      [],
    ],
    [
      "when a script's own assertion failed",
      run()
        .check("python r.py", { script: "r.py", error: { name: "AssertionError", message: "", path: "r.py" } })
        .finish(),
      [],
    ],
    [
      "when only scripts that crashed were run",
      episode()
        .edit("src/a.py")
        .check("python r.py", { script: "r.py", error: { name: "NameError", message: "" } })
        .finish(),
      [],
    ],
    ["when nothing was run after the last edit", run().edit("src/a.py").finish(), []],
    ["without a code edit", episode().check("node x").finish(), []],
    ["beside a major finding", run().finish(), [{ type: "WRONG_TEST_TARGET", severity: "major" as const }]],
    ["beside a critical finding", run().finish(), [{ type: "BLIND_WRITE", severity: "critical" as const }]],
    [
      "where the environment blocked the run",
      run().finish(),
      [{ type: "ENVIRONMENT_BLOCKED", role: "environment" as const, severity: "none" as const }],
    ],
    ["where infrastructure ended the run", run().outcome({ infrastructure: "lost" }).finish(), []],
  ])("%s", (_name, episodeOfIt, findings) => {
    expect(conclude(episodeOfIt, findings)).toEqual([]);
  });
});
