import { facts } from "@mulligan/core";
import { action, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { codeEdits, verifiedAfter } from "../src/evidence/code-edits.js";
import { ofEnvironment } from "../src/evidence/environment.js";
import { openFailureOf } from "../src/evidence/open-failure.js";
import { mayBeVerifiedOtherwise } from "../src/evidence/other-ways.js";

type Run = ReturnType<typeof episode>;

const file = "tests/test_a.py";
const name = `${file}::test_reads_rows`;
const task = "Make test_reads_rows pass";
const red = { failed: 1, failing: [name] };
const open = (run: Run, message?: string) => {
  const built = message === undefined ? run.finish() : run.end(message);
  return openFailureOf(built, facts(built));
};
const edited = (words = task) => episode(words).edit("src/a.py");
const error = { name: "ValueError", message: "no such row", path: "src/a.py" };

describe("a failing test is open", () => {
  it("where the task or the evaluation names it", () => {
    expect(open(edited().test("pytest", red))).toMatchObject({ step: 2, failing: [name] });
    expect(open(edited("Fix it").test("pytest", red))).toBeNull();
    expect(
      open(
        edited("Fix it")
          .test("pytest", red)
          .outcome({ failingTests: ["x.test_reads_rows"] }),
      ),
    ).not.toBeNull();
    expect(
      open(
        edited("Fix it")
          .test("pytest", red)
          .outcome({ failingTests: ["x.test_other"] }),
      ),
    ).toBeNull();
    const short = (test: string) =>
      open(edited(`Make ${test} pass`).test("pytest", { failed: 1, failing: [`a::${test}`] }));
    expect(short("test_a")).toBeNull();
    expect(short("test_ab")).not.toBeNull();
  });

  it("where the task holds its title", () => {
    const title = (failing: string, words: string) =>
      open(edited(words).test("vitest", { failed: 1, failing: [failing] })) !== null;
    expect(title("cart › adds a row", "It never adds a row")).toBe(true);
    expect(title("cart > adds a row", "It never adds a row")).toBe(true);
    expect(title("cart › adds a row", "Fix the cart")).toBe(false);
    expect(title("cart › adds rows", "It never adds rows")).toBe(false);
    expect(title("cart › adds a row (1)", "It never adds a row (1)")).toBe(false);
    expect(title("cart › (1) adds a row", "It (1) adds a row")).toBe(false);
  });

  it("where the agent wrote it, changed its file, or picked it by name", () => {
    const mine = { added: "def test_reads_rows():" };
    expect(open(edited("Fix it").create("/tmp/x.py", mine.added).test("pytest", red))).not.toBeNull();
    expect(open(edited("Fix it").edit(file, { added: "x" }).test("pytest", red))).not.toBeNull();
    expect(open(edited("Fix it").edit("tests/test_b.py", { added: "x" }).test("pytest", red))).toBeNull();
    expect(open(edited("Fix it").test("pytest -k test_reads_rows", red))).not.toBeNull();
    expect(open(edited("Fix it").test("pytest", { ...red, targets: [name] }))).not.toBeNull();
    expect(open(edited("Fix it").test("pytest", { ...red, targets: ["a::test_other"] }))).toBeNull();
    const short = { failed: 1, failing: ["a::test_a"] };
    expect(open(edited("Fix it").test("pytest -k test_a", short))).toBeNull();
    expect(open(edited("Fix it").test("pytest", { ...short, targets: ["a::test_a"] }))).toBeNull();
    expect(open(edited("Fix it").test("pytest -k test_ab", { failed: 1, failing: ["a::test_ab"] }))).not.toBeNull();
  });

  it("where its error comes out of an edited file, or only chosen tests ran", () => {
    const unnamed = (fields: object, run = edited("Fix it")) => open(run.test("pytest", { failed: 2, ...fields }));
    expect(unnamed({ error })).toMatchObject({ failing: [] });
    expect(unnamed({ error: { ...error, path: "src/b.py" } })).toBeNull();
    expect(unnamed({})).toBeNull();
    expect(unnamed({ targets: ["tests/test_b.py::TestB"] })).not.toBeNull();
    expect(unnamed({ targets: [file] })).toBeNull();
    expect(unnamed({ targets: [file] }, edited("Fix it").edit(file, { added: "x" }))).not.toBeNull();
    expect(unnamed({ targets: ["x", file] }, edited("Fix it").edit(file, { added: "x" }))).not.toBeNull();
    expect(unnamed({ ownTestsOnly: true })).not.toBeNull();
    expect(unnamed({ failing: ["x::test_other_one"], targets: ["tests/test_b.py::TestB"] })).toBeNull();
    expect(unnamed({ failing: ["x::test_other_one"], error })).toMatchObject({ failing: ["x::test_other_one"] });
  });

  it("among five at most", () => {
    const many = (count: number) => Array.from({ length: count }, (_, index) => `a::test_reads_rows[${index}]`);
    expect(open(edited().test("pytest", { failed: 5, failing: many(5) }))?.failing).toHaveLength(5);
    expect(open(edited().test("pytest", { failed: 6, failing: many(6) }))?.failing).toHaveLength(5);
    const others = many(6).map((test) => test.replace("rows", "cells"));
    expect(open(edited().test("pytest", { failed: 6, failing: others, error }))?.failing).toHaveLength(5);
    expect(open(edited().test("pytest", { failed: 5, failing: others.slice(1), error }))?.failing).toHaveLength(5);
  });
});

describe("a failure is not open", () => {
  it("that the tree without the edits has too, unless the task names it", () => {
    const twice = (words: string, before: object, after: object = before) =>
      open(episode(words).test("pytest", before).edit("src/a.py").test("pytest", after));
    const other = { failed: 1, failing: ["x::test_older_one"], error };
    expect(twice("Fix it", other)).toBeNull();
    expect(twice(task, red)).not.toBeNull();
    expect(twice("Fix it", { failed: 0 }, other)).not.toBeNull();
    const both = { failed: 2, failing: ["x::test_older_one", "x::test_newer_one"], error };
    expect(twice("Fix it", other, both)?.failing).toEqual(["x::test_newer_one"]);
    expect(twice("Fix it", { failed: 2, error })).toBeNull();
    expect(twice("Fix it", { failed: 0 }, { failed: 2, error })).not.toBeNull();
    const commands = (...before: [string, number][]) =>
      open(
        before
          .reduce((run, [command, failed]) => run.test(command, { failed }), episode("Fix it"))
          .edit("src/a.py")
          .test("pytest", { failed: 2, error }),
      );
    expect(commands(["pytest", 2])).toBeNull();
    expect(commands(["other", 2])).not.toBeNull();
    expect(commands(["pytest", 2], ["pytest", 0])).not.toBeNull();
    expect(commands(["pytest", 0], ["pytest", 2])).toBeNull();
    const checked = episode("Fix it")
      .check("python r.py", { error })
      .edit("src/a.py")
      .test("pytest", { ...other });
    expect(open(checked)).not.toBeNull();
  });

  it("where a run counts and names none", () => {
    expect(open(edited().test("pytest", { ok: false, failed: 0, error }))).toBeNull();
    const uncounted = (fields: object) =>
      open(edited().step({}, { ...action.test("pytest", { failed: 1, error, ...fields }), failed: null }));
    expect(uncounted({})).toBeNull();
    expect(uncounted({ failing: [name] })).not.toBeNull();
  });

  it("that a later verification takes back, unless that is a build, type check or linter", () => {
    const then = (fields: object) => open(edited().test("pytest", red).check("x", fields));
    expect(then({})).toBeNull();
    expect(then({ checks: "program" })).toBeNull();
    expect(then({ checks: "build" })).not.toBeNull();
    expect(then({ checks: "types" })).not.toBeNull();
    expect(then({ checks: "lint" })).not.toBeNull();
    expect(then({ checks: "build", error: { ...error, path: "src/b.py" } })).toBeNull();
    expect(open(edited().test("pytest", red).test("pytest", {}))).toBeNull();
  });

  it("before the last edit, or without any", () => {
    expect(open(edited().test("pytest", red).edit("src/a.py"))).toBeNull();
    expect(open(episode(task).test("pytest", red))).toBeNull();
  });

  it("of the environment", () => {
    expect(open(edited().test("pytest", { ...red, error: { name: "ConnectionError", message: "x" } }))).toBeNull();
  });

  it("that the agent explains, in the step after it or at the end of the final message", () => {
    const failed = () => edited().test("pytest", red);
    expect(open(failed().step({ says: "It fails as expected" }))).toBeNull();
    expect(open(failed().step({ says: "It fails" }))).not.toBeNull();
    expect(open(failed(), "The failure is pre-existing")).toBeNull();
    expect(open(failed(), "One failure left")).not.toBeNull();
    expect(open(failed(), "An unexpected failure")).not.toBeNull();
    expect(open(failed(), "has expected failure")).toBeNull();
    expect(open(failed(), `unrelated ${" ".repeat(9_990)}`)).toBeNull();
    expect(open(failed(), `unrelated ${" ".repeat(9_991)}`)).not.toBeNull();
  });
});

describe("a failing check is open", () => {
  const checked = (fields: object, run = edited("Fix it")) => open(run.check("python r.py", { error, ...fields }));
  it("where its error comes out of an edited file", () => {
    expect(checked({})).toMatchObject({ step: 2, failing: [] });
    expect(checked({ error: { ...error, path: "src/b.py" } })).toBeNull();
    expect(checked({ error: { name: "ValueError", message: "x" } })).toBeNull();
    expect(checked({ checks: "lint" })).toBeNull();
    expect(checked({ ok: false, error: undefined })).toBeNull();
  });
  it("not where the edits raise it on purpose", () => {
    const raises = (added: string) => checked({}, episode("Fix it").edit("src/a.py").edit("src/a.py", { added }));
    expect(raises("raise ValueError('x')")).toBeNull();
    expect(raises("throw new ValueError()")).toBeNull();
    expect(raises("raise MyValueError('x')")).not.toBeNull();
    expect(raises("return 1")).not.toBeNull();
  });
  it("not where the same check has always shown it, unless the task names the error", () => {
    const before = (words: string, command: string, earlier = error) =>
      open(episode(words).check(command, { error: earlier }).edit("src/a.py").check("python r.py", { error }));
    expect(before("Fix it", "python r.py")).toBeNull();
    expect(before("Fix the ValueError", "python r.py")).not.toBeNull();
    expect(before("Fix it", "python q.py")).not.toBeNull();
    expect(before("Fix it", "python r.py", { ...error, name: "KeyError" })).not.toBeNull();
    const several = episode("Fix it").check("python q.py").check("python r.py", { error });
    expect(open(several.edit("src/a.py").check("python r.py", { error }))).toBeNull();
  });
});

describe("edits of code", () => {
  const paths = (run: Run) => codeEdits(facts(run.finish())).map(({ path }) => path);
  it("are those that something could execute", () => {
    const run = episode()
      .edit("src/a.py")
      .edit("a.json")
      .edit("LICENSE")
      .edit(".gitignore")
      .edit("a.md")
      .edit("a.jsonnet");
    expect(paths(run)).toEqual(["src/a.py", "a.jsonnet"]);
    expect(paths(episode().edit("src/a.py", { commentOnly: true }).edit("src/b.py", { kind: "move" }))).toEqual([]);
  });
  it("and no deletion of the agent's own file", () => {
    expect(paths(episode().edit("src/a.py", { kind: "delete" }))).toEqual(["src/a.py"]);
    expect(paths(episode().create("src/a.py").edit("src/a.py", { kind: "delete" }))).toEqual(["src/a.py"]);
    expect(paths(episode().create("src/a.py").edit("src/a.py"))).toEqual(["src/a.py", "src/a.py"]);
  });
  it("are verified by what follows, also within a step", () => {
    const after = (run: Run) => {
      const known = facts(run.finish());
      return verifiedAfter(known, codeEdits(known).at(-1)!).map(({ step }) => step);
    };
    expect(after(episode().edit("src/a.py").check("x").edit("src/a.py").check("y"))).toEqual([4]);
    expect(after(episode().edit("src/a.py").step({}, action.edit("src/a.py"), action.check("y")))).toEqual([2]);
    expect(after(episode().edit("src/a.py").step({}, action.check("y"), action.edit("src/a.py")))).toEqual([]);
    const data = episode().edit("src/a.py").check("x").edit("src/a.css").check("y");
    expect(after(data)).toEqual([2, 4]);
    const within = episode()
      .edit("b.py")
      .check("w")
      .step({}, action.edit("src/a.py"), action.check("x"))
      .edit("src/a.css")
      .check("y");
    expect(after(within)).toEqual([3, 5]);
  });
});

describe("an error is the environment's", () => {
  const of = (fields: object | undefined, run = episode().look("src/shop/cart.py")) =>
    ofEnvironment(fields as never, facts(run.finish()).files);
  const missing = (module: string) => of({ name: "ModuleNotFoundError", message: `No module named '${module}'` });
  it.each([
    ["numpy", true],
    ["numpy.linalg", true],
    ["shop", false],
    ["shop.cart", false],
    ["cart", false],
    ["src", false],
    ["cart.x", false],
    ["py", true],
  ])("for a missing module %s: %s", (module, expected) => {
    expect(missing(module)).toBe(expected);
  });
  it.each([
    [{ name: "ECONNREFUSED", message: "" }, true],
    [{ name: "MyOSError", message: "" }, false],
    [{ name: "OSErrors", message: "" }, false],
    [{ name: "Error", message: "Cannot find package 'left-pad/lib'" }, true],
    [{ name: "Error", message: "Cannot find module 'shop/lib'" }, false],
    [{ name: "Error", message: "Cannot find module './x'" }, false],
    [{ name: "ValueError", message: "x" }, false],
    [undefined, false],
  ])("for %j: %s", (fields, expected) => {
    expect(of(fields)).toBe(expected);
  });
  it("and none where the repository has it further on, or under a double ending", () => {
    const files = episode().look("a/b.py").look("lib/conf.d.ts");
    expect(of({ name: "E", message: "No module named 'conf.d'" }, files)).toBe(true);
    expect(of({ name: "E", message: "No module named 'lib'" }, files)).toBe(false);
  });
});

describe("it may have been verified in another way", () => {
  const otherwise = (run: Run, step = 1, files = ["src/a.py"]) => mayBeVerifiedOtherwise(run.finish(), step, files);
  it("by the user's own words after the step", () => {
    const said = (text: string) => otherwise(episode().edit("src/a.py").user(text));
    expect(said("I tested it")).toBe(true);
    expect(said("I've just run it")).toBe(true);
    expect(said("AI tested it")).toBe(false);
    expect(said("It works")).toBe(false);
    expect(otherwise(episode().user("I tested it").edit("src/a.py"))).toBe(false);
    expect(otherwise(episode().edit("src/a.py").message("I tested it"))).toBe(false);
    expect(otherwise(episode().edit("src/a.py").user("I tested it"), 2)).toBe(false);
  });
  it("by a sub-agent that was sent to", () => {
    expect(otherwise(episode().delegate("Run it"))).toBe(true);
    expect(otherwise(episode().delegate("Verify the change"))).toBe(true);
    expect(otherwise(episode().delegate("Look at the latest files"))).toBe(false);
    expect(otherwise(episode().delegate("Run it").edit("src/a.py"), 2)).toBe(false);
    expect(otherwise(episode().step({}, action.look("x"), { kind: "delegate", task: "Run it" }))).toBe(true);
  });
  it("by a start of the edited file", () => {
    expect(otherwise(episode().run("python src/a.py"))).toBe(true);
    expect(otherwise(episode().run("a.py"))).toBe(true);
    expect(otherwise(episode().run("x y z ./a.py"))).toBe(true);
    expect(otherwise(episode().run("x y z w a.py"))).toBe(false);
    expect(otherwise(episode().run("python aa.py"))).toBe(false);
    expect(otherwise(episode().run("python a.py", { stoppedByEnvironment: true }))).toBe(false);
    expect(otherwise(episode().run("python b.py"))).toBe(false);
    expect(otherwise(episode().run("python a.py"), 1, ["src/b.py", "src/a.py"])).toBe(true);
  });
  it("by tests in the background or of a runner that nobody knows", () => {
    const ran = (fields: object) => otherwise(episode().test("x", { ran: false, ...fields }));
    expect(ran({ observation: "Running in the background" })).toBe(true);
    expect(ran({ observation: "main background" })).toBe(false);
    expect(ran({ observation: `${" ".repeat(387)}in background` })).toBe(true);
    expect(ran({ observation: `${" ".repeat(388)}in background` })).toBe(false);
    expect(ran({ runner: "unknown" })).toBe(true);
    expect(ran({ runner: "unknown", error })).toBe(false);
    expect(ran({})).toBe(false);
    expect(ran({ ran: true, runner: "unknown" })).toBe(false);
    expect(ran({ ran: true, observation: "in the background" })).toBe(false);
    expect(otherwise(episode().check("x", { observation: "in the background" }))).toBe(false);
  });
});
