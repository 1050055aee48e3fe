import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { regression } from "../src/regression/index.js";

type Run = ReturnType<typeof episode>;

describe("REGRESSION", () => {
  const tests = (count: number) => Array.from({ length: count }, (_, index) => `t::case_${index}`);
  const found = (regressedTests: string[], build = (run: Run) => run) =>
    detect(regression, build(episode().edit("src/a.py")).outcome({ regressedTests }).finish())[0];
  const seen = (evaluated: string, shown: string, fields = {}) =>
    found([evaluated], (run) => run.test("pytest", { failed: 1, failing: [shown], ...fields }))?.data.seenAt;

  it("was seen where a run after the first edit showed a test of that name", () => {
    expect(seen("t::case_one", "x/y.py::case_one")).toBe(2);
    expect(seen("t::case_one", "t::case_two")).toBeNull();
    expect(seen("ab", "ab")).toBe(2);
    expect(seen("t::abcd", "x::abcd")).toBeNull();
    expect(seen("t::abcde", "x::abcde")).toBe(2);
    expect(seen("t::case_one", "t::case_one", { ran: false })).toBeNull();
    const before = episode()
      .test("pytest", { failed: 1, failing: ["t::case_one"] })
      .edit("src/a.py");
    expect(detect(regression, before.outcome({ regressedTests: ["t::case_one"] }).finish())[0]?.data.seenAt).toBeNull();
    const within = episode().step(
      {},
      action.edit("src/a.py"),
      action.test("x", { failed: 1, failing: ["t::case_one"] }),
    );
    expect(detect(regression, within.outcome({ regressedTests: ["t::case_one"] }).finish())[0]?.data.seenAt).toBe(1);
    const twice = found(["t::case_one"], (run) =>
      run
        .test("pytest", { failed: 1, failing: ["t::case_one"] })
        .test("pytest", { failed: 1, failing: ["t::case_one"] }),
    );
    expect(twice).toMatchObject({ steps: [1, 3], data: { seenAt: 3 } });
    expect(twice?.evidence).toContain("; step 3 showed a failure of the same name.");
  });

  it("keeps 20 names and shows two", () => {
    expect(found(tests(20))?.data.tests).toHaveLength(20);
    expect(found(tests(21))?.data).toMatchObject({ count: 21, tests: tests(20) });
    expect(found(tests(2))?.evidence).toContain(
      "2 tests that passed before the run and fail now (`t::case_0` and `t::case_1`)",
    );
    expect(found(tests(3))?.evidence).toContain("(`t::case_0` and 2 more)");
    expect(found(tests(1))?.evidence.endsWith("changed `src/a.py`.")).toBe(true);
    expect(found([])).toBeUndefined();
  });
});
