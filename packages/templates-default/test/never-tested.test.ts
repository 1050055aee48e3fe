import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { neverTested } from "../src/never-tested/index.js";

const noModule = { name: "ModuleNotFoundError", message: "No module named 'numpy'" };

describe("NEVER_TESTED fires", () => {
  it("when nothing was run after the edit", () => {
    const [found] = detect(neverTested, episode().look("src/a.py").edit("src/a.py").finish());
    expect(found).toMatchObject({
      steps: [2, 3],
      data: { files: ["src/a.py"], firstEdit: 2, lastEdit: 2, attempt: null },
    });
    expect(found?.evidence).toBe(
      "Step 2 changed `src/a.py`, and no later step ran a test or executed that code; the run ended 1 step after the last edit.",
    );
  });

  it("where an attempt was stopped, but a check before the edit had reached the code", () => {
    const run = episode()
      .run("python r.py", { stoppedByEnvironment: true, error: noModule })
      .check("python s.py")
      .edit("src/a.py")
      .finish();
    expect(detect(neverTested, run)).toHaveLength(1);
  });

  it("once, for all edits of the run", () => {
    const found = detect(neverTested, episode().edit("src/a.py").edit("src/b.py").edit("src/a.py").end());
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      steps: [1, 3],
      data: { files: ["src/a.py", "src/b.py"], edits: 3, stepsAfter: 0 },
    });
    expect(found[0]?.evidence).toBe(
      "Steps 1, 2 and 3 changed `src/a.py` and `src/b.py`, and no later step ran a test or executed that code; the run ended there.",
    );
  });

  it("when only the code before the edit was run", () => {
    expect(detect(neverTested, episode().test("pytest -q").edit("src/a.py").finish())).toHaveLength(1);
  });

  it("when only another checkout was run", () => {
    expect(detect(neverTested, episode().edit("src/a.py").test("pytest -q", { tree: "other" }).finish())).toHaveLength(
      1,
    );
  });

  it("when the runner collected nothing", () => {
    const [found] = detect(
      neverTested,
      episode().edit("src/a.py").test("pytest -k x", { ran: false, notRun: "none-selected" }).finish(),
    );
    expect(found?.data.attempt).toEqual({ step: 2, command: "pytest -k x" });
  });

  it("when a task keeps the agent from something else, and when the user refused a commit", () => {
    const task = "Fix the parser. Do not run the whole suite, it takes an hour.";
    expect(detect(neverTested, episode(task).edit("src/a.py").finish())).toHaveLength(1);
    const refused = episode().edit("src/a.py").step({ command: "git commit -am x", status: "refused" });
    expect(detect(neverTested, refused.end())).toHaveLength(1);
  });

  it("when some attempts died of something else than the environment", () => {
    const run = episode()
      .edit("src/a.py")
      .run("python x.py", { stoppedByEnvironment: true, error: noModule })
      .test("pytest -q", { ran: false, notRun: "died", error: { name: "RecursionError", message: "maximum depth" } })
      .finish();
    expect(detect(neverTested, run)).toHaveLength(1);
  });
});

it("NEVER_TESTED is less sure where the recording stops at the edit", () => {
  const [cut] = detect(neverTested, episode().edit("src/a.py").outcome({ endedBy: "cut" }).end());
  const [ended] = detect(neverTested, episode().edit("src/a.py").end());
  expect(cut?.confidence).toBeLessThan(ended?.confidence ?? 0);
});

describe("NEVER_TESTED does not fire", () => {
  it.each([
    ["after a test run", episode().edit("src/a.py").test("pytest -q").finish()],
    ["after a failing test run", episode().edit("src/a.py").test("pytest -q", { failed: 2 }).finish()],
    [
      "after a test run that came before the last edit",
      episode().edit("src/a.py").test("pytest -q").edit("src/a.py").finish(),
    ],
    ["after a check alone", episode().edit("src/a.py").check("python reproduce.py").finish()],
    [
      "where edit and test are one command",
      episode().step({}, action.edit("src/a.py"), action.test("pytest")).finish(),
    ],
    ["without an edit", episode().look("src/a.py").finish()],
    ["for comments", episode().edit("src/a.py", { commentOnly: true }).finish()],
    ["for a document that the task asks for", episode().edit("README.md", { pathClass: "product" }).finish()],
    ["for a file that was only moved", episode().edit("src/b.py", { kind: "move", from: "src/a.py" }).finish()],
    ["for data", episode().edit("src/strings.json").finish()],
    ["for tests and scratch files", episode().edit("tests/test_a.py").create("/tmp/x.py").finish()],
    [
      "where the environment stopped every attempt",
      episode()
        .edit("src/a.py")
        .test("pytest -q", { ran: false, notRun: "not-started" })
        .run("python -c 1", { stoppedByEnvironment: true })
        .finish(),
    ],
    [
      "where a module is missing",
      episode().test("pytest", { ran: false, notRun: "died", error: noModule }).edit("src/a.py").finish(),
    ],
    ["where an edited file was started", episode().create("src/flag.py").run("python3 src/flag.py --all").finish()],
    [
      "where tests run in the background",
      episode()
        .edit("a.go")
        .test("go test", { ran: false, notRun: "died", observation: "Command running in background with ID: b1" })
        .end(),
    ],
    [
      "where nobody can tell what the command ran",
      episode().edit("a.go").test("make test", { ran: false, notRun: "died", runner: "unknown" }).end(),
    ],
    ["where the user tried it", episode().edit("src/a.py").user("I just ran it and it works").end()],
    ["where the task does not want it run", episode("Write a game. No need to run it.").create("game.py").end()],
    [
      "where the user refused the command",
      episode().edit("src/a.py").step({ command: "pytest -q", status: "refused" }).end(),
    ],
    [
      "where the file was sent to a server",
      episode()
        .create("env.pl")
        .step({ command: "curl -F file=@env.pl http://host/upload" }, { kind: "fetch", url: "http://host/upload" })
        .end(),
    ],
    ["where a sub-agent was sent to test", episode().edit("src/a.py").delegate("Run the tests of the parser").end()],
    ["while the session goes on", episode().edit("src/a.py").with({ ended: false }).end()],
    [
      "where infrastructure ended the run",
      episode().edit("src/a.py").outcome({ infrastructure: "container lost" }).end(),
    ],
  ])("%s", (_name, run) => {
    expect(detect(neverTested, run)).toEqual([]);
  });
});
