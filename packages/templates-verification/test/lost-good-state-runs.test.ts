import { action, detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { lostGoodState } from "../src/lost-good-state/index.js";

type Run = ReturnType<typeof episode>;

const good = { passed: 9, failed: 1, failing: ["t::hard"] };

const bad = { passed: 7, failed: 3, failing: ["t::hard", "t::one", "t::two"] };

const start = () => episode().edit("src/a.py");

const steps = (run: Run) => detect(lostGoodState, run.finish()).map((found) => found.steps);

const between = (best: object, last: object) =>
  steps(start().test("pytest", best).edit("src/a.py").test("pytest", last)).length;

describe("LOST_GOOD_STATE compares", () => {
  it("the last run with the last better one before it", () => {
    const run = start().test("pytest", good).edit("src/a.py").test("pytest", good).edit("src/b.py").test("pytest", bad);
    expect(steps(run)).toEqual([[4, 5, 6]]);
    const worse = start()
      .test("pytest", good)
      .edit("src/a.py")
      .test("pytest", bad)
      .edit("src/b.py")
      .test("pytest", bad);
    expect(steps(worse)).toEqual([[2, 3, 5, 6]]);
    expect(steps(start().test("pytest", good).edit("src/a.py").test("pytest", bad).test("pytest", good))).toEqual([]);
    expect(steps(start().test("pytest", good).edit("src/a.py").test("pytest", bad).edit("src/a.py"))).toEqual([]);
    expect(
      steps(start().test("pytest", good).edit("src/a.py").test("pytest", bad).edit("src/a.py").test("other")),
    ).toEqual([]);
  });

  it("runs with an edit of code between them", () => {
    expect(steps(start().test("pytest", good).test("pytest", bad))).toEqual([]);
    expect(steps(start().test("pytest", good).edit("a.css").test("pytest", bad))).toEqual([]);
    const same = start().test("pytest", good).step({}, action.edit("src/b.py"), action.test("pytest", bad));
    expect(steps(same)).toEqual([[2, 3]]);
    const before = episode().step({}, action.edit("src/a.py"), action.test("pytest", good)).test("pytest", bad);
    expect(steps(before)).toEqual([]);
    const after = start().test("pytest", good).test("pytest", bad).edit("README.md", { pathClass: "product" });
    expect(steps(after)).toEqual([]);
  });

  it("runs without an edit of tests between them", () => {
    const edited = (build: (run: Run) => Run) =>
      steps(build(start().test("pytest", good).edit("src/a.py")).test("pytest", bad)).length;
    expect(edited((run) => run.edit("tests/a.py"))).toBe(0);
    expect(steps(start().edit("tests/a.py").test("pytest", good).edit("src/a.py").test("pytest", bad))).toHaveLength(1);
    expect(steps(start().test("pytest", good).edit("src/a.py").test("pytest", bad).edit("tests/a.py"))).toHaveLength(1);
    const within = start()
      .test("pytest", good)
      .edit("src/a.py")
      .step({}, action.edit("tests/a.py"), action.test("pytest", bad));
    expect(steps(within)).toEqual([]);
    const first = episode().step({}, action.edit("src/a.py"), action.edit("tests/a.py"), action.test("pytest", good));
    expect(steps(first.edit("src/a.py").test("pytest", bad))).toHaveLength(1);
  });

  it("tests, not checks, and whole runs", () => {
    const error = { name: "E", message: "x" };
    expect(steps(start().check("x").edit("src/a.py").check("x", { error }))).toEqual([]);
    const partial = (command: string) => steps(start().test(command, good).edit("src/a.py").test(command, bad)).length;
    expect(partial("pytest -x")).toBe(0);
    expect(partial("pytest --maxfail=1 t")).toBe(0);
    expect(partial("pytest a-x")).toBe(1);
    expect(partial("pytest -xy")).toBe(1);
  });

  it("each command by itself", () => {
    const run = start()
      .test("a", { passed: 3 })
      .test("pytest", good)
      .edit("src/a.py")
      .test("a", { passed: 3 })
      .test("pytest", bad);
    expect(steps(run)).toEqual([[3, 4, 6]]);
  });
});

describe("LOST_GOOD_STATE counts", () => {
  it("more failures and fewer passes", () => {
    expect(between(good, bad)).toBe(1);
    expect(between(good, { ...bad, passed: 9 })).toBe(0);
    expect(between(good, { ...bad, passed: 10 })).toBe(0);
    expect(between(good, { ...bad, passed: 8 })).toBe(1);
    expect(between({ ...good, passed: null }, bad)).toBe(1);
    expect(between(good, { ...bad, passed: null })).toBe(1);
    const counted = action.test("pytest", good);
    const uncounted = { ...action.test("pytest", bad), failed: null };
    const pair = (first: typeof counted, last: typeof counted) =>
      steps(start().step({}, first).edit("src/a.py").step({}, last));
    expect(pair(counted, uncounted)).toEqual([]);
    expect(pair({ ...counted, failed: null }, action.test("pytest", bad))).toEqual([]);
    expect(between(bad, { ...good, passed: 1 })).toBe(0);
  });

  it("failures by name, where both runs name them", () => {
    expect(between({ ...good, failing: [] }, bad)).toBe(1);
    expect(between(good, { ...bad, failing: [] })).toBe(1);
    expect(between(good, { ...bad, failing: ["t::hard"] })).toBe(0);
    expect(between({ passed: 9, failed: 0, failing: ["t::hard"] }, { ...bad, failing: ["t::hard"] })).toBe(1);
  });

  it("as many failures only where others are named, each and alike in every run", () => {
    const other = { ...good, failing: ["t::one"] };
    expect(between(good, other)).toBe(1);
    expect(between(good, good)).toBe(0);
    expect(between({ ...good, passed: null }, { ...other, passed: null })).toBe(0);
    expect(between(good, { ...other, passed: 8 })).toBe(0);
    expect(between({ ...good, failed: 2 }, { ...other, failed: 2, failing: ["t::one", "t::x"] })).toBe(0);
    expect(between({ ...good, failed: 2, failing: ["a", "b"] }, { ...other, failed: 2 })).toBe(0);
    expect(between(good, { ...good, failing: ["t::one[1]"] })).toBe(0);
    expect(between({ ...good, failing: ["t at 0xff"] }, other)).toBe(0);
    const two = { passed: 9, failed: 2, failing: ["t::one[1]", "t::two"] };
    expect(between({ ...two, failing: ["t::a", "t::b"] }, two)).toBe(0);
  });

  it("no tests of the agent's own as lost", () => {
    const lost = (failing: string[]) => {
      const run = start().create("tests/test_n.py", "def test_mine():").test("pytest", good).edit("src/a.py");
      return detect(lostGoodState, run.test("pytest", { ...good, failing }).finish()).map(({ data }) => data.lostTests);
    };
    expect(lost(["t::test_mine"])).toEqual([]);
    expect(lost(["t test_mine"])).toEqual([]);
    expect(lost(["t::test_other"])).toEqual([["t::test_other"]]);
  });

  it("five lost names at most, and says so", () => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `t::n${index}`);
    const found = (count: number) =>
      detect(
        lostGoodState,
        start()
          .test("pytest", good)
          .edit("src/a.py")
          .test("pytest", { passed: 1, failed: count, failing: names(count) })
          .finish(),
      )[0];
    expect(found(5)?.data.lostTests).toHaveLength(5);
    expect(found(6)?.data.lostTests).toHaveLength(5);
    const unknown = start()
      .test("pytest", { ...good, passed: null })
      .edit("src/a.py")
      .test("pytest", { ...bad, passed: null });
    expect(detect(lostGoodState, unknown.finish())[0]?.evidence).toBe(
      "`pytest` had 1 failed at step 2 and 3 failed at step 4, the last run of it; step 3 changed `src/a.py` in between.",
    );
  });
});
