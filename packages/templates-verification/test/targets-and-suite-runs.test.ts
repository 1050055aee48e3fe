import type { Finding } from "@mulligan/core";
import { facts } from "@mulligan/core";
import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { insufficientFix } from "../src/insufficient-fix/index.js";
import { suiteNotRun } from "../src/suite-not-run/index.js";
import { unverifiedFinalEdit } from "../src/unverified-final-edit/index.js";
import { wrongTestTarget } from "../src/wrong-test-target/index.js";

type Run = ReturnType<typeof episode>;

const other = { targets: ["tests/test_other.py"] };

describe("WRONG_TEST_TARGET", () => {
  const file = "tests/test_reader.py";
  const shown = (words: string) =>
    episode(words).look(file, { observation: "def test_reads_empty():" }).edit("src/reader.py");
  const found = (run: Run) => detect(wrongTestTarget, run.finish());
  const named = (words: string) =>
    found(
      episode(words)
        .look("notes.txt", { observation: words })
        .edit("src/reader.py")
        .test("pytest tests/test_other.py", other),
    )[0]?.data.named ?? [];

  it.each([
    ["`test_reads_empty` fails", ["test_reads_empty"]],
    ["TestReader is red", ["TestReader"]],
    ["make tests/test_reader.py::TestReader::test_x pass", ["tests/test_reader.py::TestReader::test_x"]],
    ["reader_test.go is failing", ["reader_test.go"]],
    ["The failure is in src/reader.spec.ts", ["src/reader.spec.ts"]],
    ["ReaderTest.java is broken", ["ReaderTest.java"]],
    ["run test_reader.py", ["test_reader.py"]],
    ["mytest_reads_empty fails", []],
    ["test_abc fails", []],
    ["predicted test_reads_empty", []],
    ["test_reads_empty has a reddish colour", []],
    ["it fails", []],
    ["  at test_reads_empty failed", []],
    ["E   test_reads_empty failed", []],
    ["AssertionError: test_reads_empty failed", []],
    ["> test_reads_empty failed", []],
    ["We look at test_reads_empty, which failed", ["test_reads_empty"]],
  ])("reads in %j", (words, names) => {
    expect(named(words)).toEqual(names);
  });

  it("reads the first 30,000 characters of the task", () => {
    const words = "\ntest_reads_empty is red";
    const at = (length: number) =>
      found(shown(" ".repeat(length - words.length) + words).test("pytest x", other)).length;
    expect(at(30_000)).toBe(1);
    expect(at(30_001)).toBe(0);
  });

  const task = "test_reads_empty fails";
  const start = () => shown(task);
  it("cites the verifications after the first edit, three at most, and each command once", () => {
    const checks = (count: number) =>
      Array.from({ length: count }).reduce<Run>((run, _, index) => run.check(`python r${index}.py`), start());
    expect(found(checks(3))[0]?.steps).toEqual([1, 3, 4, 5]);
    expect(found(checks(5))[0]?.steps).toEqual([1, 3, 4, 5, 7]);
    expect(found(checks(5))[0]?.data.ran).toHaveLength(5);
    expect(found(checks(6))[0]?.data.ran).toHaveLength(5);
    const before = episode(task)
      .check("x")
      .look(file, { observation: "test_reads_empty" })
      .step({}, action.edit("src/a.py"), action.check("y"));
    expect(found(before)[0]).toMatchObject({ steps: [2, 3], data: { ran: ["y"], lastRun: { step: 3 } } });
  });

  it("is not said where the test was started, by any way", () => {
    const run = (command: string, fields: object) => found(start().test(command, { ...other, ...fields })).length;
    expect(run("pytest x", {})).toBe(1);
    expect(run("pytest -k test_reads_empty x", {})).toBe(0);
    expect(run("pytest", { targets: ["a.py::test_reads_empty"] })).toBe(0);
    expect(run("pytest", { targets: ["tests/test_other.py", "a.py::test_reads_empty"] })).toBe(0);
    expect(run("pytest", { observation: "test_reads_empty PASSED" })).toBe(0);
    const whole = (target: string) =>
      found(shown(`${file}::test_reads_empty fails`).test("pytest", { targets: [target, "tests/test_other.py"] }))
        .length;
    expect(whole("tests/test_reader.py")).toBe(0);
    expect(whole("test_reader.py")).toBe(0);
    expect(whole("tests/test_read")).toBe(0);
    expect(whole("tests/test_reader.pyc")).toBe(1);
    const by = (build: (to: Run) => Run) => found(build(start()).check("python r.py")).length;
    expect(by((to) => to)).toBe(1);
    expect(by((to) => to.check("python test_reads_empty.py"))).toBe(0);
    expect(by((to) => to.run("python test_reads_empty.py"))).toBe(0);
    expect(by((to) => to.shell("cat test_reads_empty.py"))).toBe(1);
    expect(by((to) => to.check("x", { observation: "test_reads_empty ok" }))).toBe(0);
    expect(by((to) => to.shell("x", "test_reads_empty ok"))).toBe(1);
    expect(by((to) => to.create("/tmp/x.py", "test_reads_empty()"))).toBe(0);
    expect(by((to) => to.create("/tmp/x.py", "test_other()"))).toBe(1);
    expect(by((to) => to.create("src/x.py", "test_reads_empty()"))).toBe(1);
    expect(by((to) => to.edit("/tmp/x.py", { added: "test_reads_empty()" }))).toBe(1);
    expect(by((to) => to.delegate("x"))).toBe(0);
    expect(by((to) => to.step({}, action.look("x"), { kind: "delegate", task: "x" }))).toBe(0);
    expect(by((to) => to.step({}, action.look("x"), action.check("test_reads_empty")))).toBe(1);
    const mixed = { command: "python test_reads_empty.py", observation: "test_reads_empty" };
    expect(by((to) => to.step(mixed, action.look("x"), action.check("x")))).toBe(0);
    expect(by((to) => to.step({ observation: "test_reads_empty" }, action.look("x"), action.test("x", other)))).toBe(0);
    expect(by((to) => to.test("npm test", { ran: false }))).toBe(1);
    expect(by((to) => to.test("npm test"))).toBe(0);
    expect(by((to) => to.test("pytest", { targets: ["tests"] }))).toBe(0);
    expect(by((to) => to.test("pytest", { targets: ["tests", "tests/test_other.py"] }))).toBe(1);
  });

  it("is not said of a file by its bare name", () => {
    const fileRun = (command: string) =>
      found(shown("reader_test.go fails").shell("ls", "reader_test.go").test(command, other)).length;
    expect(fileRun("go test reader_test")).toBe(0);
    expect(fileRun("go test x")).toBe(0);
  });

  it("wants to see the test before the agent could have written it", () => {
    const seen = (build: (run: Run) => Run) =>
      found(build(episode(task)).edit("src/a.py").check("python r.py")).map(({ data }) => data.shownAt);
    const observation = "def test_reads_empty():";
    const step = (kind: string) => (run: Run) => run.step({ observation }, { kind, shown: [], path: "x" } as never);
    expect(seen(step("look"))).toEqual([1]);
    expect(seen(step("search"))).toEqual([1]);
    expect(seen(step("list"))).toEqual([1]);
    expect(seen(step("finish"))).toEqual([]);
    expect(seen((run) => run.step({ observation }, { kind: "finish" }, action.look("x")))).toEqual([1]);
    expect(seen((run) => step("look")(run.edit("tests/a.py", { added: observation })))).toEqual([]);
    expect(seen((run) => step("look")(run.create("tests/a.py", observation)))).toEqual([]);
    expect(seen((run) => step("look")(run.create("tests/a.py", "x")))).toEqual([2]);
    expect(seen((run) => step("look")(run.create("tests/test_reads_empty.py", "x")))).toEqual([]);
    expect(
      seen((run) => step("look")(run.step({}, action.look("y"), action.edit("t.py", { added: observation })))),
    ).toEqual([]);
    expect(seen((run) => step("look")(run.look("a").look("b")))).toEqual([3]);
  });

  it("sees a file that was opened, without its name in the text", () => {
    const seen = (...actions: never[]) =>
      found(
        episode("test_reader.py fails")
          .step({ observation: "x" }, ...actions)
          .edit("src/a.py")
          .check("python r.py"),
      ).length;
    expect(seen(action.look("tests/test_reader.py") as never)).toBe(1);
    expect(seen(action.look("tests/test_reader.py", { found: false }) as never)).toBe(0);
    expect(seen(action.look("tests/test_reader.pyc") as never)).toBe(0);
    expect(seen({ kind: "list", path: "tests/test_reader.py", found: true } as never)).toBe(0);
    expect(seen(action.look("x") as never, action.look("tests/test_reader.py") as never)).toBe(1);
  });
});

describe("SUITE_NOT_RUN", () => {
  const edited = () => episode().look("tests/test_other.py").edit("src/a.py");
  const found = (run: Run) => detect(suiteNotRun, run.finish())[0];
  const died = { ran: false, notRun: "died" } as const;
  const missing = (name: string) => ({ error: { name: "ModuleNotFoundError", message: `No module named '${name}'` } });

  it("asks for a test of the repository in the tree as edited", () => {
    expect(found(edited().test("pytest"))).toBeUndefined();
    expect(found(edited().test("pytest", { tree: "other" }).check("x"))).toBeDefined();
    expect(found(episode().look("tests/test_other.py").test("pytest").edit("src/a.py").check("x"))).toBeDefined();
    expect(
      found(episode().look("tests/test_other.py").step({}, action.edit("src/a.py"), action.test("pytest"))),
    ).toBeUndefined();
    expect(found(edited().test("pytest", { tree: "baseline" }).check("x"))).toBeDefined();
    expect(
      found(episode().look("tests/test_other.py").step({}, action.test("pytest"), action.edit("src/a.py")).check("x"))
        ?.evidence,
    ).toContain("the agent's own tests and checks");
  });

  it("tells the last try that executed no test", () => {
    const tried = (fields: object) =>
      found(
        edited()
          .test("pytest x", { ...died, ...fields })
          .check("y"),
      );
    expect(tried({})?.data.attempt).toEqual({ step: 3, command: "pytest x", error: null });
    expect(tried(missing("z"))?.data.attempt?.error).toBe("ModuleNotFoundError: No module named 'z'");
    expect(tried({ error: { name: "Crash", message: "" } })?.data.attempt?.error).toBe("Crash");
    expect(tried({ tree: "other" })?.data.attempt).toBeNull();
    expect(tried({ ownTestsOnly: true })?.data.attempt).toBeNull();
    expect(found(edited().test("pytest", { ownTestsOnly: true }).check("y"))?.data.attempt).toBeNull();
    expect(tried({})?.evidence.endsWith("; `pytest x` at step 3 executed no test.")).toBe(true);
    const three = edited().test("a", died).test("b", died).test("c", died).check("y");
    expect(found(three)).toMatchObject({ steps: [4, 5, 6], data: { attempt: { command: "c" } } });
  });

  it("cites four verifications at most", () => {
    const checks = (count: number) =>
      found(Array.from({ length: count }).reduce<Run>((run) => run.check("y"), edited()))?.steps;
    expect(checks(4)).toEqual([3, 4, 5, 6]);
    expect(checks(5)).toEqual([3, 4, 6, 7]);
    expect(checks(6)).toEqual([3, 4, 7, 8]);
  });

  it("wants a sign of a suite: tests seen, a try, or a file of a package that was there", () => {
    expect(found(episode().edit("a.py").check("x"))).toBeUndefined();
    expect(found(episode().edit("src/a.py").check("x"))?.confidence).toBe(0.6);
    expect(found(episode().create("src/a.py").check("x"))).toBeUndefined();
    expect(found(episode().create("src/a.py").edit("lib/b.py").check("x"))?.confidence).toBe(0.6);
    expect(found(episode().edit("a.py").edit("lib/b.py").check("x"))?.confidence).toBe(0.6);
    expect(found(episode().edit("a.py").test("pytest", died).check("x"))?.confidence).toBe(0.9);
    expect(found(episode().shell("ls", "tests/x").edit("a.py").check("x"))?.confidence).toBe(0.9);
  });

  it("excuses a fair try: repaired, tried again, and stopped by the environment", () => {
    const fields = { ...died, ...missing("numpy") };
    const tried = (last: object, build = (run: Run) => run) =>
      found(
        build(edited().test("pytest", fields).install("x"))
          .test("pytest", { ...died, ...last })
          .check("y"),
      );
    expect(tried(fields)).toBeUndefined();
    expect(found(edited().test("pytest", fields).check("y"))).toBeDefined();
    expect(found(edited().install("x").test("pytest", fields).test("pytest", fields).check("y"))).toBeDefined();
    expect(found(edited().test("pytest", fields).test("pytest", fields).check("y"))).toBeDefined();
    expect(
      found(
        edited()
          .step({}, action.test("pytest", fields), { kind: "install", command: "i", packages: [], ok: true })
          .test("pytest", fields)
          .check("y"),
      ),
    ).toBeDefined();
    expect(
      found(edited().test("pytest", fields).install("x").test("pytest", fields).install("y").check("y")),
    ).toBeDefined();
    expect(
      found(
        edited()
          .test("pytest", fields)
          .install("x")
          .step({}, action.test("pytest", fields), { kind: "install", command: "i", packages: [], ok: true })
          .check("y"),
      ),
    ).toBeUndefined();
    const failedInstall = { kind: "install", command: "i", packages: [], ok: false } as const;
    expect(
      found(edited().test("pytest", fields).step({}, failedInstall).test("pytest", fields).check("y")),
    ).toBeDefined();
    const both = edited()
      .test("pytest", fields)
      .step({}, action.look("z"), { ...failedInstall, ok: true });
    expect(found(both.test("pytest", fields).check("y"))).toBeUndefined();
    expect(tried({ ...fields, notRun: "not-started" })).toBeDefined();
    expect(tried({ ...fields, notRun: "none-selected" })).toBeDefined();
  });

  it("excuses no mistake of its own", () => {
    const last = (fields: object, command = "pytest") =>
      found(
        edited()
          .look("src/shop.py")
          .test("pytest", died)
          .install("x")
          .test(command, { ...died, ...fields })
          .check("y"),
      );
    expect(last({})).toBeDefined();
    expect(last({ notRun: "timed-out" })).toBeUndefined();
    expect(last({ error: { name: "ImproperlyConfigured", message: "" } })).toBeDefined();
    expect(last({ error: { name: "OSError", message: "" } })).toBeUndefined();
    expect(last(missing("numpy.linalg"))).toBeUndefined();
    expect(last(missing("numpy"), "pytest numpy")).toBeDefined();
    expect(last(missing("src.x"))).toBeDefined();
    expect(last(missing("shop"))).toBeDefined();
    expect(last(missing("sho"))).toBeUndefined();
  });
});

describe("UNVERIFIED_FINAL_EDIT", () => {
  const start = () => episode().edit("src/a.py").test("pytest");
  const found = (run: Run) => detect(unverifiedFinalEdit, run.finish())[0];

  it("names the edits since the last verification", () => {
    expect(found(start().edit("src/b.py").edit("src/c.py"))).toMatchObject({
      confidence: 0.9,
      steps: [2, 3, 4],
      data: { files: ["src/b.py", "src/c.py"], lastEdit: 4, editSteps: [3, 4] },
    });
    const within = episode().edit("src/a.py").step({}, action.test("pytest"), action.edit("src/b.py"));
    expect(found(within)).toMatchObject({ steps: [2], data: { files: ["src/b.py"], editSteps: [2] } });
    const also = episode().edit("src/a.py").step({}, action.test("pytest"), action.edit("src/b.py")).edit("src/c.py");
    expect(found(also)).toMatchObject({ data: { files: ["src/c.py"], editSteps: [3] } });
    expect(found(start().edit("src/b.py").outcome({ endedBy: "cut" }))?.confidence).toBe(0.6);
    expect(found(start().edit("src/b.py").outcome({ endedBy: "interrupted" }))).toBeUndefined();
    expect(found(start().edit("src/b.py").outcome({ infrastructure: "x" }))).toBeUndefined();
  });

  it("says nothing where every one of them puts a file back", () => {
    expect(found(start().edit("src/a.py", { by: "restore" }))).toBeUndefined();
    expect(found(start().edit("src/b.py").edit("src/a.py", { by: "restore" }))).toBeDefined();
  });

  it("tells the last try after the last edit that executed no test", () => {
    const attempt = (run: Run) => found(run)?.data.attempt;
    const died = { ran: false, notRun: "died" } as const;
    expect(attempt(start().edit("src/b.py").test("x", died).test("y", died))).toEqual({ step: 5, command: "y" });
    expect(attempt(start().test("x", died).edit("src/b.py"))).toBeNull();
    expect(attempt(start().step({}, action.test("x", died), action.edit("src/b.py")))).toBeNull();
    expect(
      attempt(
        start()
          .edit("src/b.py")
          .test("x", { ...died, tree: "other" }),
      ),
    ).toBeNull();
    expect(attempt(start().edit("src/b.py").test("x", { tree: "other" }))).toBeNull();
    const run = start().edit("src/b.py").test("x", died);
    expect(found(run)).toMatchObject({ steps: [2, 3, 4] });
    expect(found(run)?.evidence).toBe(
      "Step 3 changed `src/b.py` after the last verification, `pytest` at step 2, and nothing was run on the result; `x` at step 4 executed no test.",
    );
    expect(found(start().edit("src/b.py"))?.evidence.endsWith("and nothing was run on the result.")).toBe(true);
  });
});

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
