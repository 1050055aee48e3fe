import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { wrongTestTarget } from "../src/wrong-test-target/index.js";

const task = "The test `test_reads_empty` in tests/test_reader.py fails. Make it pass.";
const other = { targets: ["tests/test_other.py"] };
const start = (words = task) =>
  episode(words).look("tests/test_reader.py", { observation: "def test_reads_empty():" }).edit("src/reader.py");

describe("WRONG_TEST_TARGET", () => {
  it("fires when the named test exists and only others ran", () => {
    const [found] = detect(wrongTestTarget, start().test("pytest tests/test_other.py", other).finish());
    expect(found).toMatchObject({
      steps: [1, 3],
      data: { named: ["test_reads_empty", "tests/test_reader.py"], shownAt: 1, ran: ["pytest tests/test_other.py"] },
    });
    expect(found?.evidence).toBe(
      "The task names `test_reads_empty` and `tests/test_reader.py`, which step 1 shows, and no verification after the first edit ran that; the last was `pytest tests/test_other.py` at step 3.",
    );
  });

  it("fires when only self-written checks ran", () => {
    expect(detect(wrongTestTarget, start().check("python r.py").finish())).toHaveLength(1);
  });

  it.each([
    ["when the test ran", start().test("pytest -k test_reads_empty", { targets: ["test_reads_empty"] })],
    ["when its file ran", start().test("pytest tests/test_reader.py", { targets: ["tests/test_reader.py"] })],
    ["when its folder ran", start().test("pytest tests", { targets: ["tests"] })],
    ["when the whole suite ran", start().test("npm test")],
    [
      "when it was started and the runner died",
      start().test("pytest -k test_reads_empty", { ran: false, notRun: "died" }).check("python r.py"),
    ],
    [
      "when a script calls it",
      start().create("/tmp/r.py", "from test_reader import test_reads_empty").check("python /tmp/r.py"),
    ],
    [
      "when an output names it",
      start().test("pytest tests/test_other.py", { ...other, observation: "test_reads_empty PASSED" }),
    ],
    ["when the task names no test", start("Fix the reader").test("pytest tests/test_other.py", other)],
    [
      "when it only appears in a traceback",
      start('It fails:\n  File "tests/test_reader.py", line 3, in test_reads_empty failed').test(
        "pytest tests/test_other.py",
        other,
      ),
    ],
    [
      "when it is named without being the target",
      start("See also test_reads_empty for the format").test("pytest tests/test_other.py", other),
    ],
    [
      "when the checkout does not show it",
      episode(task).edit("src/reader.py").test("pytest tests/test_other.py", other),
    ],
    [
      "when the agent wrote it",
      episode(task)
        .create("tests/test_reader.py", "def test_reads_empty():")
        .edit("src/a.py")
        .test("pytest tests/test_other.py", other),
    ],
    ["when nothing was verified", start()],
    ["without an edit", episode(task).look("tests/test_reader.py").test("pytest tests/test_other.py", other)],
    ["while the session goes on", start().test("pytest tests/test_other.py", other).with({ ended: false })],
    [
      "where infrastructure ended the run",
      start().test("pytest tests/test_other.py", other).outcome({ infrastructure: "lost" }),
    ],
  ])("does not fire %s", (_name, run) => {
    expect(detect(wrongTestTarget, run.finish())).toEqual([]);
  });
});
