import type { Finding } from "@mulligan/core";
import { facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { insufficientFix } from "../src/insufficient-fix/index.js";

type Run = ReturnType<typeof episode>;

describe("INSUFFICIENT_FIX", () => {
  const conclude = (run: Run, findings: readonly Partial<Finding>[] = []) => {
    const built = run.finish();
    return (
      insufficientFix.conclude?.(built, { facts: facts(built), options: {}, findings: findings as Finding[] }) ?? []
    );
  };
  const data = (run: Run) => conclude(run)[0]?.data;
  const evidence = (run: Run) => conclude(run)[0]?.evidence ?? "";
  const edited = (task?: string) => episode(task).edit("src/parser.py");
  const died = { ran: false, notRun: "died" } as const;
  const mine = { ownTestsOnly: true };

  it("cites four steps at most, and keeps five failing tests", () => {
    const checks = (count: number) =>
      conclude(Array.from({ length: count }).reduce<Run>((run) => run.check("x"), edited()))[0]?.steps;
    expect(checks(4)).toEqual([2, 3, 4, 5]);
    expect(checks(5)).toEqual([2, 4, 5, 6]);
    expect(checks(6)).toEqual([2, 5, 6, 7]);
    const failing = (count: number) =>
      data(
        edited()
          .check("x")
          .outcome({ failingTests: Array.from({ length: count }, (_, index) => `t${index}`) }),
      )?.failingTests.length;
    expect([failing(5), failing(6)]).toEqual([5, 5]);
  });

  it("names the suite's last good run in the tree as it is", () => {
    const command = (run: Run) => data(run.check("x"))?.suiteCommand;
    expect(command(edited().test("a").test("b"))).toBe("b");
    expect(command(edited().test("a").test("b", { failed: 1 }))).toBe("a");
    expect(command(edited().test("a").test("b", { tree: "other" }))).toBe("a");
    expect(command(edited().test("a").test("b", mine))).toBe("a");
    expect(
      command(
        edited()
          .test("a")
          .test("b", { ...died, ok: true }),
      ),
    ).toBe("a");
    expect(command(edited())).toBeNull();
  });

  it("names the last try of it that executed none, where none did", () => {
    const attempt = (run: Run) => data(run.check("x"))?.attempt;
    expect(attempt(edited().test("a", died).test("b", died))).toEqual({ step: 3, command: "b" });
    expect(attempt(edited().test("a", died).test("b"))).toBeNull();
    expect(
      attempt(
        edited()
          .test("a", died)
          .test("b", { ...died, ...mine }),
      ),
    ).toEqual({ step: 2, command: "a" });
    expect(attempt(edited().test("a", { ...mine }))).toBeNull();
    expect(attempt(edited().test("a", { failed: 1 }))).toBeNull();
  });

  it("names the test file of an edited one that was not run", () => {
    const missed = (command: string, targets: string[] = [], fields = {}) =>
      data(
        episode()
          .shell("ls", "tests/unit/test_parser.py")
          .edit("src/parser.py")
          .test(command, { targets, ...fields })
          .check("x"),
      )?.testFile;
    expect(missed("pytest tests/x/test_parser.py -q")).toBeNull();
    expect(missed("python -m unittest test_parser")).toBeNull();
    expect(missed("pytest -k x", ["tests/unit"])).toBeNull();
    expect(missed("pytest -k x", ["other", "./tests"])).toBeNull();
    expect(missed("pytest -k x", ["unit/tests"])).toBe("tests/unit/test_parser.py");
    expect(missed("pytest -k x")).toBe("tests/unit/test_parser.py");
    expect(missed("pytest latest.x")).toBeNull();
    expect(missed("pytest --testx")).toBeNull();
    expect(missed("pytest", [], died)).toBeNull();
    expect(missed("pytest test_parser.py", [], died)).toBe("tests/unit/test_parser.py");
    const two = episode()
      .shell("ls", "tests/unit/test_parser.py")
      .edit("src/parser.py")
      .test("pytest test_x.py")
      .test("pytest");
    expect(data(two)?.testFile).toBeNull();
    expect(
      evidence(
        episode().shell("ls", "tests/test_parser.py").edit("src/parser.py").check("assert x", { checks: "program" }),
      ),
    ).toContain("and `tests/test_parser.py` was not run");
  });

  it("says what was relied upon", () => {
    const kind = (run: Run) => [data(run)?.reliedOn, data(run)?.suiteSteps];
    expect(kind(edited().test("a").check("x"))).toEqual(["suite", [2]]);
    expect(kind(edited().test("a", mine).test("b"))).toEqual(["suite", [3]]);
    expect(kind(edited().check("x").test("a", mine))).toEqual(["own-tests", []]);
    expect(kind(edited().check("x", { checks: "lint" }).check("y", { checks: "types" }))).toEqual(["static", []]);
    expect(kind(edited().check("x", { checks: "lint" }).check("y"))).toEqual(["checks", []]);
    expect(evidence(edited().test("a"))).toContain("it rested on the tests that were run (step 2)");
    expect(evidence(edited().test("a").check("x"))).toContain(
      "it rested on the tests and checks that were run (steps 2 and 3)",
    );
    expect(evidence(edited().test("a", mine))).toContain("it rested on the agent's own tests (step 2)");
    expect(evidence(edited().check("x", { checks: "lint" }))).toContain(
      "it rested on a build or a linter alone (step 2)",
    );
  });

  it("says which command had succeeded before, and how", () => {
    const before = (run: Run) => evidence(run.edit("src/parser.py").check("python r.py", { observation: "1" }));
    expect(before(episode().check("python r.py", { observation: "1" }))).toContain(
      "the same command had succeeded at step 1, before the first edit, with the same output",
    );
    expect(
      evidence(
        episode()
          .check("python r.py", { observation: "1" })
          .edit("src/parser.py")
          .check("python r.py", { observation: "1" })
          .check("node y"),
      ),
    ).toContain("`python r.py` (step 3) had succeeded at step 1");
  });

  it("says what the task reports or names and nothing showed", () => {
    const reported = episode("It fails\n\nZeroDivisionError: division by zero").edit("src/parser.py");
    expect(evidence(reported.check("node y", { observation: "1" }))).toContain(
      "and no execution of the run showed `ZeroDivisionError: division by zero` of the task",
    );
    expect(evidence(edited().test("pytest", died).check("node y", { checks: "program" }))).toContain(
      "and `pytest` at step 2 executed no test",
    );
    const print = episode()
      .create("/tmp/r.py", "print(1)")
      .edit("src/parser.py")
      .check("python /tmp/r.py", { script: "/tmp/r.py" });
    expect(evidence(print)).toContain("which print their results and assert none");
    const named = episode("`read_all` loses lines; `write_all` is fine")
      .look("src/io.py", { observation: "def read_all(): ...\ndef write_all(): ..." })
      .edit("src/io.py")
      .check("python -c write_all", { observation: "ok", checks: "program" });
    expect(evidence(named)).toContain("of which none contains `read_all` of the task");
  });

  it("keeps three files that nobody opened", () => {
    const unopened = (count: number) => {
      const paths = Array.from({ length: count }, (_, index) => `src/use_${index}.py`);
      const run = episode("`read_all` loses lines")
        .search("read_all", Object.fromEntries(["src/io.py", ...paths].map((path) => [path, [1]])))
        .look("src/io.py")
        .edit("src/io.py", { removed: "def read_all(a):\n  return 1", added: "def read_all(a, b):\n  return 2" });
      return data(run.check("python -c read_all"))?.unopened?.files.length;
    };
    expect([unopened(2), unopened(3), unopened(4)]).toEqual([2, 3, 3]);
  });
});
