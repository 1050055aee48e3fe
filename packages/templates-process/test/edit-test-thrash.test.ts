import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { editTestThrash } from "../src/edit-test-thrash/index.js";

const error = { name: "TypeError", message: "x is null", path: "src/a.ts", line: 4 };
const failing = { failed: 1, failing: ["parser > reads"], error, targets: ["tests/a.test.ts"] };
const cycle = (run = episode(), fields: object = failing, path = "src/a.ts") =>
  run.edit(path).test("vitest run", fields);
const three = () => cycle(cycle(cycle()));

describe("EDIT_TEST_THRASH fires", () => {
  it("after three edits with the same failing tests and error", () => {
    const [found, ...more] = detect(editTestThrash, three().finish());
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      steps: [1, 2, 3, 4, 5, 6],
      data: {
        cycles: 3,
        files: ["src/a.ts"],
        error: "TypeError: x is null",
        command: "vitest run",
        editSteps: [1, 3, 5],
        verifySteps: [2, 4, 6],
        overcome: false,
      },
    });
    expect(found).not.toHaveProperty("severity");
    expect(found?.evidence).toBe(
      "3 edits of `src/a.ts` (steps 1, 3 and 5) were each followed by `TypeError: x is null` (steps 2, 4 and 6).",
    );
  });

  it("for a test that was edited again and again after the product, with the same error", () => {
    const run = [1, 2, 3].reduce(
      (before) => before.edit("tests/a.test.ts").test("vitest run", failing),
      episode().edit("src/a.ts"),
    );
    expect(detect(editTestThrash, run.finish())).toMatchObject([
      { steps: [2, 3, 4, 5, 6, 7], data: { files: ["tests/a.test.ts"], overcome: false } },
    ]);
  });

  it("as major where the failure went away and came back", () => {
    const other = { ...failing, error: { ...error, message: "y is null" } };
    const [found] = detect(editTestThrash, cycle(cycle(three(), other)).finish());
    expect(found).toMatchObject({ data: { cycles: 3, overcome: false } });
    expect(found).not.toHaveProperty("severity");
  });

  it("as minor where a later verification is good", () => {
    expect(detect(editTestThrash, three().edit("src/a.ts").test("vitest run").finish())).toMatchObject([
      { severity: "minor", data: { overcome: true } },
    ]);
  });

  it("as minor where the failure was another one in the end", () => {
    const other = { ...failing, error: { name: "RangeError", message: "y" } };
    expect(detect(editTestThrash, cycle(three(), other).finish())).toMatchObject([{ severity: "minor" }]);
  });

  it("for checks, and where only addresses in the message differ", () => {
    const check = (at: string) => ({ error: { name: "ValueError", message: `bad <Node at 0x${at}>` } });
    const run = episode()
      .edit("a.py")
      .check("python r.py", check("1a"))
      .edit("a.py")
      .check("python r.py", check("2b"))
      .edit("a.py")
      .check("python r.py", check("3c"));
    expect(detect(editTestThrash, run.finish())).toHaveLength(1);
  });

  it("for a failure that the start had beside passing tests, where the task names the test", () => {
    const named = { failed: 1, failing: ["a.py::test_reading"], error, passed: 9 };
    const run = episode("make test_reading pass").test("pytest", named);
    expect(detect(editTestThrash, cycle(cycle(cycle(run, named), named), named).finish())).toHaveLength(1);
  });
});

describe("EDIT_TEST_THRASH does not fire", () => {
  const inherited = { ...failing, passed: 30, failing: ["parser > reads", "parser > writes blocks"] };
  const message = (text: string) => ({ ...failing, error: { ...error, message: text } });
  it.each([
    ["after two cycles", cycle(cycle()).finish()],
    [
      "where a number in the error changes",
      cycle(cycle(cycle(episode(), message("got 1")), message("got 2")), message("got 3")).finish(),
    ],
    ["where the failing tests change", cycle(cycle(cycle(), { ...failing, failing: ["other"] })).finish()],
    ["where the files change", cycle(cycle(cycle(), failing, "src/b.ts")).finish()],
    [
      "without verifications in between",
      episode().edit("src/a.ts").edit("src/a.ts").edit("src/a.ts").test("vitest run", failing).finish(),
    ],
    [
      "where a runner died",
      cycle(cycle(cycle(episode(), { ...failing, ran: false }), { ...failing, ran: false }), {
        ...failing,
        ran: false,
      }).finish(),
    ],
    [
      "where files were only put back",
      [1, 2, 3]
        .reduce((run) => run.edit("src/a.ts", { by: "restore" }).test("vitest run", failing), episode())
        .finish(),
    ],
    [
      "where only tests were edited that are meant to fail, before the change and after it",
      [1, 2]
        .reduce((run) => run.edit("tests/a.test.ts").test("vitest run", failing), episode())
        .edit("src/a.ts")
        .edit("tests/a.test.ts")
        .test("vitest run", failing)
        .finish(),
    ],
    [
      "where only tests were edited and the product never",
      [1, 2, 3].reduce((run) => run.edit("tests/a.test.ts").test("vitest run", failing), episode()).finish(),
    ],
    [
      "where each test run came after an edit of the test",
      [1, 2, 3]
        .reduce((run) => run.edit("src/a.ts").edit("tests/a.test.ts").test("vitest run", failing), episode())
        .finish(),
    ],
    [
      "for a missing module",
      [1, 2, 3]
        .reduce((run) => cycle(run, { failed: 1, error: { name: "ModuleNotFoundError", message: "x" } }), episode())
        .finish(),
    ],
    [
      "for a failure that the start had beside passing tests",
      cycle(cycle(cycle(episode().test("vitest run", { ...failing, passed: 30 })))).finish(),
    ],
    [
      "for a failure that the start had beside passing tests, where the task names another test or only a short word of it",
      [1, 2, 3]
        .reduce((run) => cycle(run, inherited), episode("Make reads work").test("vitest run", inherited))
        .finish(),
    ],
    [
      "without any error or name",
      [1, 2, 3].reduce((run) => run.edit("src/a.ts").test("x", { failed: 1 }), episode()).finish(),
    ],
  ])("%s", (_, run) => {
    expect(detect(editTestThrash, run)).toEqual([]);
  });

  it("before the configured number of cycles", () => {
    expect(detect(editTestThrash, three().finish(), { minimumCycles: 4 })).toEqual([]);
  });
});
