import { facts } from "@mulligan/core";
import { action, episode } from "@mulligan/pack-kit/testing";
import type { Execution } from "@mulligan/pack-kit/testing";
import type { TestAction } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { isOwnExecution } from "../src/evidence/own-execution.js";
import { ownTests } from "../src/evidence/own-tests.js";
import { testName } from "../src/evidence/test-name.js";
import { wroteTest } from "../src/evidence/wrote-test.js";

type Run = ReturnType<typeof episode>;

const file = "tests/test_a.py";
const scratch = { pathClass: "scratch" } as const;
const own = (run: Run) => {
  const built = run.finish();
  return ownTests(built, facts(built));
};
const wrote = (run: Run, name: string) => own(run).wrote(name);
const ranOnly = (run: Run, command: string, fields: Execution<TestAction> = {}) =>
  own(run).ranOnly(action.test(command, fields));

describe("a test is the agent's own", () => {
  it.each([
    ["def test_one():"],
    ["func (s *Suite) Test_one(t) {\nfunc test_one() {"],
    ["fn test_one() {"],
    ["class test_one:"],
    ["public void test_one() {"],
  ])("where an edit of a test file brought %j", (added) => {
    expect(wrote(episode().edit(file, { added }), "test_one")).toBe(true);
  });

  it("in a test or scratch file, by an edit that took effect and did not repeat it", () => {
    const added = "def test_one():";
    expect(wrote(episode().create("/tmp/x.py", added), "test_one")).toBe(true);
    expect(wrote(episode().edit("src/a.py", { added }), "test_one")).toBe(false);
    expect(wrote(episode().edit(file, { added, effect: "rejected" }), "test_one")).toBe(false);
    expect(wrote(episode().edit(file, { added, kind: "delete" }), "test_one")).toBe(false);
    expect(wrote(episode().edit(file, { added, removed: "def test_one(x):" }), "test_one")).toBe(false);
    expect(wrote(episode().edit(file, { added, removed: "def test_two(x):" }), "test_one")).toBe(true);
    expect(wrote(episode().edit(file), "test_one")).toBe(false);
    expect(wrote(episode().edit(file, { added: "def one():" }), "one")).toBe(false);
    expect(wrote(episode().look(file), "test_one")).toBe(false);
  });

  it("unless the run had shown it before, in a look or a search; under a name of the task in any case", () => {
    const added = "def test_one():";
    const shown = (observation: string) => episode().look(file, { observation }).edit(file, { added });
    expect(wrote(shown("def test_one():"), "test_one")).toBe(false);
    expect(wrote(shown("def test_two():"), "test_one")).toBe(true);
    expect(wrote(episode().shell("pytest", added).edit(file, { added }), "test_one")).toBe(true);
    const searched = episode().step({ observation: added }, { kind: "search", pattern: "x", shown: [], names: false });
    expect(wrote(searched.edit(file, { added }), "test_one")).toBe(false);
    const both = episode().step({ observation: added }, { kind: "other", command: "x" }, action.look(file));
    expect(wrote(both.edit(file, { added }), "test_one")).toBe(false);
    expect(wrote(episode().edit(file, { added }).look(file, { observation: added }), "test_one")).toBe(true);
    const named = episode("Make test_one pass").look(file, { observation: added }).edit(file, { added });
    expect(wrote(named, "test_one")).toBe(true);
    const twice = episode().edit(file, { added }).look(file, { observation: added }).edit("tests/b.py", { added });
    expect(wrote(twice, "test_one")).toBe(true);
  });
});

describe("a run is of nothing but the agent's own tests", () => {
  const mine = () => episode().edit(file, { added: "def test_one():\n  pass\ndef test_other():" });
  const targets = (...names: string[]) => ({ targets: names });

  it.each([
    ["by a name", targets("tests/test_a.py::test_one"), true],
    ["by a name with a case", targets("tests/test_a.py::test_one[1]"), true],
    ["by names", targets("a::test_one", "a::test_other"), true],
    ["but for one", targets("a::test_one", "a::test_old"), false],
    ["by a name alone", targets("test_one"), true],
    ["by a pattern of names", targets("test_one or test_other"), true],
    ["by a pattern of a runner", targets("^(test_one|test_other)$"), true],
    ["but for one of a pattern", targets("test_one or test_old"), false],
    ["by a part of names, as many as ran", { ...targets("test_o"), passed: 1, failed: 1 }, true],
    ["by a part of names, as few as ran", { ...targets("test_o"), passed: 1 }, true],
    ["by a part that others share", { ...targets("test_o"), passed: 2, failed: 1 }, false],
    ["by a part of names, uncounted", { ...targets("test_o"), passed: null }, false],
    ["by a part of none", { ...targets("zzz"), passed: 0, failed: 0 }, false],
    ["by a word with an or in it", targets("test_or"), false],
    ["by an old file", targets("tests/test_a.py"), false],
    ["by a folder", targets("tests/"), false],
    ["by nothing", targets(), false],
    ["by a name at the start", targets("::test_one"), true],
    ["by the runner's script", targets("tests/runtests.py"), false],
    ["by the runner's script and a name", targets("runtests.py", "a::test_one"), true],
  ])("%s", (_, fields, expected) => {
    expect(ranOnly(mine(), "run", fields)).toBe(expected);
  });

  it("by a part of a name that is not the agent's", () => {
    const shown = episode().look(file, { observation: "test_one" }).edit(file, { added: "def test_one():" });
    expect(ranOnly(shown, "run", { ...targets("test_o"), passed: 1 })).toBe(false);
    expect(ranOnly(episode(), "run", { ...targets("test_o"), passed: 0, failed: 0 })).toBe(false);
  });

  it("by files that it made", () => {
    const made = () => episode().create("tests/test_new.py", "x");
    expect(ranOnly(made(), "run", targets("tests/test_new.py"))).toBe(true);
    expect(ranOnly(made(), "run", targets("tests/test_new.py", "tests/test_a.py"))).toBe(false);
    expect(ranOnly(made(), "run", targets("tests/test_new.pyx"))).toBe(false);
  });

  it("by modules named with dots", () => {
    const made = () => episode().create("src/tests/test_new.py", "def test_one():");
    expect(ranOnly(made(), "python -m unittest tests.test_new")).toBe(true);
    expect(ranOnly(made(), "python -m unittest src.tests.test_new")).toBe(true);
    expect(ranOnly(made(), "python -m unittest tests.test_old")).toBe(false);
    expect(ranOnly(made(), "python -m unittest ests.test_new")).toBe(false);
    expect(ranOnly(made(), "python -m unittest tests.test_new.Case.test_one")).toBe(true);
    expect(ranOnly(made(), "python test_one.py")).toBe(false);
    expect(ranOnly(made(), "run ./x.test_one --y=a.test_one")).toBe(false);
    const two = episode().create("tests/test_x.py", "a").create("b/tests/test_x.py", "b");
    expect(ranOnly(two, "unittest tests.test_x")).toBe(true);
  });

  it("where the reader says so, unless a script of its own starts the project's", () => {
    const run = (added: string, fields = {}) =>
      ranOnly(episode().create("run_all.py", added, { ...scratch, ...fields }), "python run_all.py", {
        ownTestsOnly: true,
        targets: ["run_all.py"],
      });
    expect(run("import pytest\npytest.main()")).toBe(false);
    expect(run("def test_x(): pass")).toBe(true);
    expect(run("x = 1\ndef test_x(): pass")).toBe(true);
    expect(run("it('x', () => {})")).toBe(true);
    expect(run("exit('x')")).toBe(false);
    expect(run("")).toBe(true);
    expect(run("import pytest", { pathClass: "test" })).toBe(true);
    expect(run("import pytest", { kind: "edit" })).toBe(true);
    expect(ranOnly(episode(), "x", { ownTestsOnly: true })).toBe(true);
  });
});

describe("a failing test was written by the agent", () => {
  const judged = (name: string, run: Run) => {
    const built = run.finish();
    const known = facts(built);
    return wroteTest(name, built, known, ownTests(built, known));
  };
  const added = "def test_mine():";

  it("by its name, or by the file that it made", () => {
    expect(judged(`${file}::test_mine`, episode().edit(file, { added }))).toBe(true);
    expect(judged(`${file}::test_mine`, episode().edit(file, { added: "x" }))).toBe(false);
    expect(judged("tests/test_new.py::TestX::test_y", episode().create("tests/test_new.py", "x"))).toBe(true);
    expect(judged("tests/test_new.py", episode().create("tests/test_new.py", "x"))).toBe(true);
  });

  it("not where the evaluation or the task gives it", () => {
    const edited = (task?: string) => episode(task).create(file, added);
    const name = `${file}::test_mine`;
    expect(judged(name, edited().outcome({ failingTests: ["x::test_mine"] }))).toBe(false);
    expect(judged(name, edited().outcome({ regressedTests: ["x::test_mine"] }))).toBe(false);
    expect(judged(name, edited().outcome({ failingTests: ["x::test_other"] }))).toBe(true);
    expect(judged(name, edited("Make test_mine pass"))).toBe(false);
    expect(judged("a::test_ab", episode("Make test_ab pass").create("a", "x"))).toBe(false);
    expect(judged("a::test_a", episode("Make test_a pass").create("a", "x"))).toBe(true);
  });

  it("by its title, in the quotes of a test file", () => {
    const title = "cart › adds a row";
    const edit = (fields: object, task?: string) =>
      judged(title, episode(task).edit("tests/cart.ts", { removed: "", ...fields }));
    expect(edit({ added: 'it("adds a row", ' })).toBe(true);
    expect(edit({ added: "it('adds a row', " })).toBe(true);
    expect(edit({ added: "it(`adds a row`, " })).toBe(true);
    expect(edit({ added: "it(adds a row" })).toBe(false);
    expect(edit({ added: 'it("adds a row", ', removed: 'test("adds a row", ' })).toBe(false);
    expect(edit({ added: 'it("adds a row", ', removed: undefined })).toBe(false);
    expect(edit({ added: 'it("adds a row", ' }, "It never adds a row")).toBe(false);
    expect(judged(title, episode().create("tests/new.ts", 'it("adds a row", '))).toBe(true);
    expect(judged(title, episode().edit("src/a.ts", { removed: "", added: 'it("adds a row", ' }))).toBe(false);
    const two = episode()
      .edit("tests/a.ts", { removed: "", added: "x" })
      .edit("tests/b.ts", { removed: "", added: '"adds a row"' });
    expect(judged(title, two)).toBe(true);
    expect(judged("word", episode().edit("tests/a.ts", { removed: "", added: '"word"' }))).toBe(false);
    expect(judged("cart > ", episode().edit("tests/a.ts", { removed: "", added: '""' }))).toBe(false);
  });

  it.each([
    ["tests/test_a.py::TestB::test_c[1-2]", "test_c"],
    ["pkg.module.Class#method", "method"],
    ["test_c (module.Class)", "test_c"],
    ["", ""],
  ])("and %s is called %s", (name, short) => {
    expect(testName(name)).toBe(short);
  });
});

describe("an execution is the agent's own", () => {
  const check = (run: Run, fields = {}) => {
    const built = run.finish();
    const known = facts(built);
    return isOwnExecution(action.check("python r.py", fields), known, ownTests(built, known));
  };
  it("as a script that it made, or as code that is not kept", () => {
    expect(check(episode())).toBe(true);
    expect(check(episode(), { checks: "program" })).toBe(false);
    expect(check(episode(), { script: "r.py" })).toBe(false);
    expect(check(episode().create("r.py"), { script: "r.py" })).toBe(true);
    expect(check(episode().create("/tmp/r.py"), { script: "/tmp/r.py" })).toBe(true);
    expect(check(episode().create("r.py", "x", scratch), { script: "/app/r.py" })).toBe(true);
    expect(check(episode().create("r.py", "x", scratch), { script: "/app/other.py" })).toBe(false);
    expect(check(episode().create("a.py", "x", scratch).create("r.py", "x", scratch), { script: "/app/r.py" })).toBe(
      true,
    );
  });
  it("as tests of its own", () => {
    const built = episode().finish();
    const judge = { wrote: () => false, ranOnly: (run: TestAction) => run.command === "mine" };
    expect(isOwnExecution(action.test("mine"), facts(built), judge)).toBe(true);
    expect(isOwnExecution(action.test("theirs"), facts(built), judge)).toBe(false);
  });
});
