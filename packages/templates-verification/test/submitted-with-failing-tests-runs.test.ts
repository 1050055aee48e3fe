import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { submittedWithFailingTests } from "../src/submitted-with-failing-tests/index.js";

type Run = ReturnType<typeof episode>;

describe("SUBMITTED_WITH_FAILING_TESTS", () => {
  const name = "tests/test_a.py::test_reads_rows";
  const error = { name: "ValueError", message: "no such row", path: "src/a.py" };
  const failed = (fields: object = { failing: [name] }) =>
    episode("Make test_reads_rows pass")
      .edit("src/a.py")
      .test("pytest", { failed: 1, ...fields });
  const found = (run: Run) => detect(submittedWithFailingTests, run.finish())[0];

  it.each([
    ["interrupted", false],
    ["cut", false],
    ["error", false],
    ["limit", true],
    ["context", true],
  ] as const)("where the run ended by %s: %s", (endedBy, fires) => {
    expect(found(failed().outcome({ endedBy }))?.data.byLimit).toBe(fires ? true : undefined);
  });

  it("says what failed, by names, else by the error", () => {
    expect(found(failed())).toMatchObject({
      confidence: 0.9,
      steps: [1, 2, 3],
      data: { failed: 1, passed: 3, error: null, lastEdit: 1, own: false, byLimit: false },
    });
    expect(found(failed())?.evidence).toBe(
      "`pytest` at step 2, the last verification after the last code edit (step 1), failed (1 failure) in `tests/test_a.py::test_reads_rows`, and the run ended with it.",
    );
    const unnamed = found(failed({ failed: 2, error }));
    expect(unnamed).toMatchObject({ confidence: 0.8, data: { error: "ValueError: no such row", failing: [] } });
    expect(unnamed?.evidence).toContain("failed (2 failures) with `ValueError: no such row`, and");
    const plain = found(failed({ failed: 2, error: undefined, targets: ["a::TestB"] }));
    expect(plain?.evidence).toContain("failed (2 failures), and");
    const red = { ...action.test("pytest", { failed: 1, failing: [name] }), failed: null };
    const uncounted = found(episode("Make test_reads_rows pass").edit("src/a.py").step({}, red));
    expect(uncounted?.evidence).toContain("(step 1), failed in `tests");
    expect(found(failed({ ok: false, failed: 0, failing: [name] }))?.evidence).toContain("(step 1), failed in `tests");
  });

  it("of a check says no counts", () => {
    const run = (fields = {}) =>
      found(
        episode()
          .edit("src/a.py")
          .check("python r.py", { error, ...fields }),
      );
    expect(run()).toMatchObject({ data: { failed: null, passed: null, error: "ValueError: no such row", own: true } });
    expect(run()?.evidence).toContain("(step 1), failed with `ValueError: no such row`, and");
    expect(run({ error: { ...error, message: "" } })?.data.error).toBe("ValueError");
  });

  it("tells the tests of the repository from the agent's own", () => {
    const own = "tests/test_n.py::test_mine";
    const run = episode("Make test_reads_rows pass")
      .edit("src/a.py")
      .create("tests/test_n.py", "def test_mine():")
      .test("pytest", { failed: 2, failing: [name, own] });
    expect(found(run)?.data).toMatchObject({ given: [name], written: [own] });
  });
});
