import { facts } from "@mulligan/core";
import { action, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { endedBelowItsBest, endedRed, openFailureOf } from "../src/evidence/open-failure.js";

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
    expect(short("adds_x")).toBeNull();
    expect(short("adds_xy")).not.toBeNull();
    expect(short("test_a")).not.toBeNull();
  });

  it("where the task names its class or its file", () => {
    const of = (words: string, failing: string) => open(edited(words).test("x", { failed: 1, failing: [failing] }));
    expect(of("Make TaxTest pass", "TaxTest.books:9")).not.toBeNull();
    expect(of("TaxTest is red", "TaxTest.books:9")).not.toBeNull();
    expect(of("Make TaxTests pass", "shop.TaxTest.books")).toBeNull();
    expect(of("Make MyTaxTest pass", "shop.TaxTest.books")).toBeNull();
    expect(of("Make Books pass", "shop.Books.sums")).toBeNull();
    expect(of("Make spec/order_spec.rb green", "./spec/order_spec.rb:4")).not.toBeNull();
    expect(of("Make order_spec.rb green", "./spec/order_spec.rb:4")).toBeNull();
    expect(of("See test/a.test.ts", "test/a.test.ts > cart > adds")).not.toBeNull();
  });

  it("where it is named after an edited file", () => {
    const of = (path: string, failing: string) =>
      open(
        episode("Fix it")
          .edit(path)
          .test("x", { failed: 1, failing: [failing] }),
      );
    expect(of("shop/tax.py", "tests/test_tax.py::test_books")).not.toBeNull();
    expect(of("src/tax.ts", "src/tax.spec.ts > taxes books")).not.toBeNull();
    expect(of("src/main/Tax.java", "TaxTest.books")).not.toBeNull();
    expect(of("src/main/Tax.java", "shop.TaxTest.books")).not.toBeNull();
    const several = episode("Fix it").edit("shop/tax.py").edit("shop/cart.py");
    expect(open(several.test("x", { failed: 1, failing: ["tests/test_tax.py::test_books"] }))).not.toBeNull();
    expect(of("app/models/tax.rb", "./spec/models/tax_spec.rb:4")).not.toBeNull();
    expect(of("shop/tax.py", "tests/test_taxes.py::test_books")).toBeNull();
    expect(of("shop/tax.py", "shop/tax.py::test_books")).toBeNull();
    expect(of("shop/a.py", "tests/test_a.py::test_books")).toBeNull();
  });

  it("and five of them are quoted", () => {
    const failing = ["a", "b", "c", "d", "e", "f"].map((end) => `tests/test_tax.py::test_book_${end}`);
    const run = episode("Fix it").edit("shop/tax.py").test("pytest", { failed: 6, failing });
    expect(open(run)?.failing).toEqual(failing.slice(0, 5));
  });

  it("where it stands in what the agent added, by its title", () => {
    const of = (added: string, failing: string) =>
      open(
        edited("Fix it")
          .edit("src/b.test.ts", { kind: "create", added, pathClass: "test" })
          .test("x", { failed: 1, failing: [failing] }),
      );
    expect(of('it("taxes books", f)', "tax › taxes books")).not.toBeNull();
    expect(of('it("collapses", f)', "collapses")).not.toBeNull();
    expect(of('const a = "collapses"', "collapses")).toBeNull();
  });

  it("where the user names it in a later turn", () => {
    expect(open(edited("Fix it").message("Done").user(task).edit("src/a.py").test("pytest", red))).not.toBeNull();
  });

  it("where it was green before the first edit, by the same command", () => {
    const after = (first: (run: Run) => Run) => open(first(episode("Fix it")).edit("src/a.py").test("pytest", red));
    expect(after((run) => run.test("pytest"))).toMatchObject({ step: 3, failing: [name] });
    expect(after((run) => run.test("pytest", red))).toBeNull();
    expect(after((run) => run.test("pytest tests/test_b.py"))).toBeNull();
    expect(after((run) => run.test("pytest", { ran: false, notRun: "not-started" }))).toBeNull();
    expect(after((run) => run.test("pytest").edit("tests/conftest.py", { pathClass: "test" }))).toBeNull();
    expect(after((run) => run.test("pytest").edit("src/b.py").test("pytest"))).not.toBeNull();
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

  it("that new tests show, the only thing that was changed since the person's last words", () => {
    const asked = (later: (run: Run) => Run) => open(later(edited().test("pytest").user("Now a test for it, please")));
    const test = { path: file, added: "def test_reads_rows():\n    assert rows() == 2" };
    const added = (run: Run) => run.edit(test.path, { added: test.added }).test("pytest", red);
    expect(asked(added)).toBeNull();
    expect(asked((run) => added(run.edit("src/a.py")))).not.toBeNull();
    expect(asked((run) => added(run).user("Go on"))).toBeNull();
    expect(asked((run) => run.test("pytest", red))).not.toBeNull();
    expect(asked((run) => run.edit("tests/test_b.py").test("pytest", red))).not.toBeNull();
    expect(open(added(edited()))).not.toBeNull();
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

describe("a run ended below its best", () => {
  const below = (run: Run, message = "Done.") => {
    const built = run.end(message);
    return endedBelowItsBest(built, facts(built));
  };
  const green = () => edited("Fix it").test("pytest");

  it("where tests are red that were green after an earlier edit, by the same command", () => {
    expect(below(green().edit("src/a.py").test("pytest", red))).toBe(true);
    expect(below(episode("Fix it").test("pytest").edit("src/a.py").test("pytest", red))).toBe(true);
  });

  it("where a test was changed, but before the last green run or after the red one", () => {
    const testFile = { pathClass: "test" } as const;
    expect(below(edited("Fix it").edit(file, testFile).test("pytest").edit("src/a.py").test("pytest", red))).toBe(true);
    expect(below(green().edit(file, testFile).test("pytest").edit("src/a.py").test("pytest", red))).toBe(true);
    expect(below(green().edit("src/a.py").test("pytest", red).edit(file, testFile))).toBe(true);
  });

  it.each<[string, Run, string?]>([
    ["of another command", green().edit("src/a.py").test("pytest tests/test_b.py", red)],
    ["that is green in the end", green().edit("src/a.py").test("pytest", red).test("pytest")],
    ["with a test changed in between", green().edit("src/a.py").edit(file, { pathClass: "test" }).test("pytest", red)],
    ["that was red all the time", edited("Fix it").test("pytest", red).edit("src/a.py").test("pytest", red)],
    ["whose edit is not verified", green().test("pytest", red).edit("src/a.py")],
    ["of a check", edited("Fix it").check("node x").edit("src/a.py").check("node x", { error })],
    ["that the agent explains", green().edit("src/a.py").test("pytest", red), "That failure is pre-existing."],
  ])("not by a run %s", (_name, run, message) => {
    expect(below(run, message)).toBe(false);
  });
});

describe("a red test that was just written", () => {
  const before = () => edited("Fix the parser").test("pytest");
  const asks = (run: Run) => run.user("Now write a failing test first");
  const both = { failed: 2, failing: [name, `${file}::test_other`] };
  const testFile = { pathClass: "test", added: "def test_reads_rows():\n    assert read()" } as const;

  it.each<[string, Run]>([
    ["in a file changed since", asks(before()).edit(file, testFile).test("pytest", red)],
    ["all of them in that file", asks(before()).edit(file, testFile).test("pytest", both)],
    ["after earlier words, too", asks(before().user("Good")).edit(file, testFile).test("pytest", red)],
  ])("shows what was asked for: %s", (_, run) => {
    expect(open(run)).toBeNull();
    expect(endedBelowItsBest(run.end(), facts(run.end()))).toBe(false);
  });

  it.each<[string, Run]>([
    ["the product was changed as well", asks(before()).edit("src/a.py").edit(file, testFile).test("pytest", red)],
    ["nobody spoke in between", before().edit(file, testFile).test("pytest", red)],
    ["the words came after the run", asks(before().edit(file, testFile).test("pytest", red))],
    [
      "one of them was not written",
      asks(edited("Fix what src/b.test.ts says").test("pytest"))
        .edit(file, testFile)
        .test("pytest", { failed: 2, failing: [name, "src/b.test.ts > b > reads"] }),
    ],
  ])("is open all the same where %s", (_, run) => {
    expect(open(run)).not.toBeNull();
  });
});

describe("a run ended red", () => {
  const ended = (run: Run) => {
    const built = run.end();
    return endedRed(built, facts(built));
  };
  const other = { failed: 1, failing: ["x::test_one"] };
  const two = { failed: 2, failing: ["x::test_one", "x::test_two"] };
  const nameless = { failed: 1, failing: [] };

  it("with a test that was not red before", () => {
    expect(ended(edited("Fix it").test("pytest", other))).toBe(true);
    expect(ended(episode("Fix it").test("pytest", other).edit("src/a.py").test("pytest", two))).toBe(true);
    expect(ended(edited("Fix it").test("pytest", nameless))).toBe(true);
  });

  it.each<[string, Run]>([
    ["green", edited("Fix it").test("pytest")],
    ["red as it was", episode("Fix it").test("pytest", two).edit("src/a.py").test("pytest", other)],
    [
      "red without names, as before",
      episode("Fix it").test("pytest", nameless).edit("src/a.py").test("pytest", nameless),
    ],
    [
      "with a run that failed without a failing test",
      edited("Fix it").test("pytest", { ok: false, failed: 0, failing: [] }),
    ],
    ["with a check that failed", edited("Fix it").check("python r.py", { error })],
    ["without an edit", episode("Fix it").test("pytest", other)],
  ])("not %s", (_, run) => {
    expect(ended(run)).toBe(false);
  });
});
