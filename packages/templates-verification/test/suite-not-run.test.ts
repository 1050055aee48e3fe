import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { suiteNotRun } from "../src/suite-not-run/index.js";

const missing = (name: string) => ({ name: "ModuleNotFoundError", message: `No module named '${name}'` });
const edited = () => episode().look("tests/test_other.py").edit("src/a.py");

describe("SUITE_NOT_RUN fires", () => {
  it("for checks alone", () => {
    const [found] = detect(suiteNotRun, edited().check("python r.py").check("python s.py").finish());
    expect(found).toMatchObject({
      steps: [3, 4],
      confidence: 0.9,
      data: { files: ["src/a.py"], checkSteps: [3, 4], attempt: null, testFile: null },
    });
    expect(found?.evidence).toBe(
      "The edits of `src/a.py` were verified only by checks of the agent's own (2 steps, the last `python s.py` at step 4), and no test of the repository ran after step 2.",
    );
  });

  it("for tests of the agent's own, and says whether checks were among them", () => {
    const own = () =>
      edited()
        .create("tests/test_new.py")
        .test("pytest tests/test_new.py", { ownTestsOnly: true, targets: ["tests/test_new.py"] });
    expect(detect(suiteNotRun, own().finish())[0]?.evidence).toContain("only by the agent's own tests (1 step");
    expect(detect(suiteNotRun, own().check("python r.py").finish())[0]?.evidence).toContain(
      "only by the agent's own tests and checks (2 steps",
    );
  });

  it("and names the test file of the edited one", () => {
    const run = episode()
      .shell("ls", "tests/test_a.py\ntests/test_parser_io.py\ntests/test_parser.py")
      .edit("src/_parser.py")
      .check("node x")
      .finish();
    expect(detect(suiteNotRun, run)[0]?.data.testFile).toBe("tests/test_parser.py");
  });

  it.each([
    [
      "for a test file of the agent's own",
      edited()
        .create("tests/test_new.py")
        .test("pytest tests/test_new.py", { targets: ["tests/test_new.py"], ownTestsOnly: true }),
    ],
    [
      "for a test that the agent added to an existing file",
      edited()
        .edit("tests/test_a.py", { added: "def test_mine():\n  pass" })
        .test("pytest tests/test_a.py::test_mine", { targets: ["tests/test_a.py::test_mine"] }),
    ],
    [
      "for a module of the agent's own, named with dots",
      edited()
        .create("tests/test_bulk.py")
        .test("python tests/runtests.py tests.test_bulk", { targets: ["tests/runtests.py"] }),
    ],
    [
      "for a pattern that selects no more than the agent's own tests",
      edited()
        .edit("tests/a_test.go", { added: "func TestMine(t *testing.T) {" })
        .test("go test -run TestMine ./tests", { targets: ["TestMine", "./tests"], passed: 1 }),
    ],
    ["when the suite ran before the edit only", episode().test("pytest").edit("src/a.py").check("python r.py")],
    [
      "when it ran on the tree without the edits only",
      edited().check("python r.py").test("pytest", { tree: "baseline" }),
    ],
    [
      "for a runner that is missing",
      edited().test("pytest", { ran: false, notRun: "not-started" }).check("python r.py"),
    ],
    [
      "for a runner that was installed and not tried again",
      edited().test("pytest", { ran: false, notRun: "not-started" }).install("pytest").check("python r.py"),
    ],
    [
      "for wrong settings after a repair",
      edited()
        .test("run x", { ran: false, notRun: "not-started" })
        .install("x")
        .test("run x", { ran: false, notRun: "died", error: { name: "ImproperlyConfigured", message: "settings" } })
        .check("python r.py"),
    ],
    [
      "for a module of the repository out of reach",
      edited()
        .test("run x", { ran: false, notRun: "not-started" })
        .install("x")
        .test("run x", { ran: false, notRun: "died", error: missing("tests") })
        .check("python r.py"),
    ],
  ])("%s", (_name, run) => {
    expect(detect(suiteNotRun, run.finish())).toHaveLength(1);
  });

  it("less surely where the run shows no test", () => {
    expect(detect(suiteNotRun, episode().edit("src/a.py").check("python r.py").finish())[0]?.confidence).toBe(0.6);
  });
});

describe("SUITE_NOT_RUN does not fire", () => {
  it.each([
    [
      "when a test of the repository ran",
      edited()
        .check("python r.py")
        .test("pytest tests/test_other.py", { targets: ["tests/test_other.py"] }),
    ],
    ["when the whole suite ran", edited().test("pytest", { failed: 3 })],
    [
      "when a pattern selected more than the agent's own tests",
      edited()
        .edit("tests/a_test.go", { added: "func TestMine(t *testing.T) {" })
        .test("go test -run Test ./tests", { targets: ["Test"], passed: 5 }),
    ],
    [
      "when a test that was there before was changed and run",
      episode()
        .look("tests/test_a.py", { observation: "def test_old():" })
        .edit("src/a.py")
        .edit("tests/test_a.py", { added: "def test_old():" })
        .test("pytest tests/test_a.py::test_old", { targets: ["tests/test_a.py::test_old"] }),
    ],
    [
      "when a script of the agent's own started the repository's tests",
      edited()
        .create("/tmp/run_q.py", "call_command('all')")
        .test("python /tmp/run_q.py", { targets: ["/tmp/run_q.py"], ownTestsOnly: true }),
    ],
    ["when nothing was verified at all", edited()],
    [
      "when the environment stopped it after a fair try",
      edited()
        .test("pytest", { ran: false, notRun: "not-started" })
        .install("pytest")
        .test("pytest", { ran: false, notRun: "died", error: missing("hypothesis") })
        .check("python r.py"),
    ],
    [
      "where tests run in the background",
      edited().test("go test", { ran: false, notRun: "died", observation: "running in background" }).check("go vet"),
    ],
    ["where a sub-agent was sent to test", edited().delegate("run the tests").check("node x")],
    ["without a sign of a suite", episode().edit("a.py").check("python a.py")],
    [
      "for documents alone",
      episode().look("tests/test_a.py").edit("README.md", { pathClass: "product" }).check("make docs"),
    ],
    ["while the session goes on", edited().check("python r.py").with({ ended: false })],
    ["where infrastructure ended the run", edited().check("python r.py").outcome({ infrastructure: "container lost" })],
  ])("%s", (_name, run) => {
    expect(detect(suiteNotRun, run.finish())).toEqual([]);
  });
});
