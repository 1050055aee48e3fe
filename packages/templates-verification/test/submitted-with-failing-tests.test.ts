import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { submittedWithFailingTests } from "../src/submitted-with-failing-tests/index.js";

const inEdited = { name: "TypeError", message: "x is null", path: "src/a.py", line: 3 };
const red = { failed: 1, failing: ["tests/test_a.py::test_parses_empty"] };
const picked = "pytest tests/test_a.py::test_parses_empty";
const edited = () => episode().edit("src/a.py");

describe("SUBMITTED_WITH_FAILING_TESTS tells the repository's tests from the agent's own", () => {
  const dataOf = (run: ReturnType<typeof edited>) => detect(submittedWithFailingTests, run.finish())[0]?.data;
  const one = red.failing;
  const title = "cart › adds a row twice";
  const jest = (path: string, added: string, removed?: string) =>
    episode()
      .edit("src/a.ts")
      .edit(path, { pathClass: "test", added, ...(removed === undefined ? {} : { removed }) })
      .test("npx jest", { failed: 1, failing: [title], error: { ...inEdited, path: "src/a.ts" } });

  it("by the edit that brought it in", () => {
    const created = edited().create("tests/test_a.py", "def test_parses_empty(): ...").test("pytest", red);
    expect(dataOf(created)).toMatchObject({ failing: one, given: [], written: one });
  });

  it("by its title", () => {
    const added = 'it("adds a row twice", () => {';
    expect(dataOf(jest("src/a.test.ts", added, ""))).toMatchObject({ given: [], written: [title] });
    expect(dataOf(jest("src/a.test.ts", added, added))).toMatchObject({ given: [title], written: [] });
  });

  it("and takes one that the task or the evaluation names for given", () => {
    const created = (run: ReturnType<typeof episode>) =>
      run.edit("src/a.py").create("tests/test_a.py", "def test_parses_empty(): ...").test("pytest", red);
    expect(dataOf(created(episode("Make test_parses_empty pass")))).toMatchObject({ given: one, written: [] });
    const named = created(episode()).outcome({ failingTests: ["test_parses_empty"] });
    expect(dataOf(named)).toMatchObject({ given: one, written: [] });
  });

  it("and takes one that was there for given", () => {
    expect(dataOf(edited().test(picked, red))).toMatchObject({ given: one, written: [] });
  });
});

describe("SUBMITTED_WITH_FAILING_TESTS fires", () => {
  it("for a test that was picked by name", () => {
    const [found] = detect(submittedWithFailingTests, edited().test(picked, red).finish());
    expect(found).toMatchObject({
      steps: [1, 2, 3],
      data: { step: 2, failed: 1, failing: red.failing, own: false, byLimit: false },
    });
    expect(found?.evidence).toBe(
      "`pytest tests/test_a.py::test_parses_empty` at step 2, the last verification after the last code edit (step 1), failed (1 failure) in `tests/test_a.py::test_parses_empty`, and the run ended with it.",
    );
  });

  it.each([
    ["that the task names", episode("Make test_parses_empty pass").edit("src/a.py").test("pytest", red).finish()],
    [
      "that the task names by its title",
      episode("The test 'adds a row' is red")
        .edit("src/a.ts")
        .test("npx jest", { failed: 1, failing: ["cart › adds a row"] })
        .finish(),
    ],
    [
      "that the evaluation names",
      edited()
        .test("pytest", red)
        .outcome({ failingTests: ["test_parses_empty"] })
        .finish(),
    ],
    [
      "that the agent wrote",
      edited().create("tests/test_a.py", "def test_parses_empty(): ...").test("pytest", red).end(),
    ],
    [
      "that the baseline has too and the task names",
      episode("Fix test_parses_empty").test("pytest", red).edit("src/a.py").test("pytest", red).finish(),
    ],
    ["with an error out of the edited file", edited().test("make check", { failed: 2, error: inEdited }).finish()],
  ])("for a failing test %s", (_name, run) => {
    expect(detect(submittedWithFailingTests, run)).toHaveLength(1);
  });

  it("for a check that dies in the edited code", () => {
    const run = edited().check("python app.py", { error: inEdited }).finish();
    expect(detect(submittedWithFailingTests, run)[0]?.data).toMatchObject({
      error: "TypeError: x is null",
      failing: [],
    });
  });

  it("at a limit, also when a linter ran after it", () => {
    const run = edited().test(picked, red).check("eslint .", { checks: "lint" }).outcome({ endedBy: "limit" }).finish();
    expect(detect(submittedWithFailingTests, run)[0]?.data.byLimit).toBe(true);
  });
});

describe("SUBMITTED_WITH_FAILING_TESTS does not fire", () => {
  const ended = edited().test(picked, red).end();
  const interrupted = { ...ended, outcome: { ...ended.outcome, endedBy: "interrupted" as const } };
  it.each([
    ["when a later verification succeeded", edited().test(picked, red).test(picked).finish()],
    ["for a failure before the last edit", edited().test(picked, red).edit("src/a.py").finish()],
    [
      "for a failure that the baseline has",
      episode().test("pytest", red).edit("src/a.py").test("pytest", red).finish(),
    ],
    [
      "for one that a stash shows",
      edited()
        .test("pytest", { ...red, tree: "baseline" })
        .test("pytest", red)
        .finish(),
    ],
    [
      "for tests that have nothing to do with the task",
      edited()
        .test("pytest", { failed: 1, failing: ["tests/test_z.py::test_network"] })
        .finish(),
    ],
    [
      "for a missing dependency",
      edited()
        .test(picked, { ...red, error: { name: "ModuleNotFoundError", message: "No module named 'numpy'" } })
        .finish(),
    ],
    [
      "for a dead service",
      edited()
        .test(picked, { ...red, error: { name: "ConnectionError", message: "refused" } })
        .finish(),
    ],
    ["for a runner that executed nothing", edited().test(picked, { ran: false, notRun: "died" }).finish()],
    [
      "for a crash in the agent's own script",
      edited()
        .check("python r.py", { error: { ...inEdited, path: "r.py" } })
        .finish(),
    ],
    [
      "for an error raised on purpose",
      episode().edit("src/a.py", { added: "raise TypeError('no')" }).check("python r.py", { error: inEdited }).finish(),
    ],
    [
      "for a reproduction that failed so before",
      episode()
        .check("python r.py", { error: inEdited })
        .edit("src/a.py")
        .check("python r.py", { error: inEdited })
        .finish(),
    ],
    ["for a failure that the agent explains", edited().test(picked, red).end("The remaining failure is pre-existing.")],
    ["for one that it expects", edited().test(picked, red).step({ says: "It fails as expected." }).finish()],
    ["for a linter", edited().check("eslint .", { checks: "lint", error: inEdited }).finish()],
    ["without an edit", episode().test(picked, red).finish()],
    ["while the session goes on", edited().test(picked, red).with({ ended: false }).end()],
    ["when the user interrupted", interrupted],
    [
      "where infrastructure ended the run",
      edited().test(picked, red).outcome({ infrastructure: "container lost" }).end(),
    ],
  ])("%s", (_name, run) => {
    expect(detect(submittedWithFailingTests, run)).toEqual([]);
  });
});
