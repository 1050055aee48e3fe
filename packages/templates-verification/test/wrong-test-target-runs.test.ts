import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
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
