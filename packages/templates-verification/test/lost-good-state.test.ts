import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { lostGoodState } from "../src/lost-good-state/index.js";

const good = { passed: 9, failed: 1, failing: ["t::hard"] };
const bad = { passed: 7, failed: 3, failing: ["t::hard", "t::one", "t::two"] };
const start = () => episode().edit("src/a.py");

describe("LOST_GOOD_STATE fires", () => {
  it("when the last run of the same tests is worse than an earlier one", () => {
    const [found] = detect(lostGoodState, start().test("pytest", good).edit("src/a.py").test("pytest", bad).finish());
    expect(found).toMatchObject({
      steps: [2, 3, 4],
      data: {
        bestStep: 2,
        bestPassed: 9,
        lastStep: 4,
        lastFailed: 3,
        lostTests: ["t::one", "t::two"],
        editSteps: [3],
        files: ["src/a.py"],
      },
    });
    expect(found?.evidence).toBe(
      "`pytest` had 9 passed and 1 failed at step 2 and 7 passed and 3 failed at step 4, the last run of it; step 3 changed `src/a.py` in between.",
    );
  });

  it("when a green test is red at the end", () => {
    const run = start()
      .test("pytest t::a", { passed: 1 })
      .edit("src/a.py")
      .test("pytest t::a", { passed: 0, failed: 1, failing: ["t::a"] })
      .end();
    expect(detect(lostGoodState, run)[0]?.data).toMatchObject({ bestFailed: 0, lostTests: ["t::a"] });
  });
});

describe("LOST_GOOD_STATE, where as many tests fail as before,", () => {
  const run = (best: readonly string[], last: readonly string[], fields = {}) =>
    start()
      .test("pytest", { passed: 4, failed: 1, failing: best })
      .edit("src/a.py")
      .test("pytest", { passed: 4, failed: 1, failing: last, ...fields })
      .finish();

  it("fires when one that was green is red", () => {
    const [found] = detect(lostGoodState, run(["t::one"], ["t::two"]));
    expect(found).toMatchObject({ steps: [2, 3, 4], data: { lostTests: ["t::two"] } });
    expect(found?.evidence).toMatch(/step 3 changed `src\/a.py` in between; lost was `t::two`\.$/);
  });

  it("does not where the same fail, where others ran, or where names change from run to run", () => {
    expect(detect(lostGoodState, run(["t::one"], ["t::one"]))).toEqual([]);
    expect(detect(lostGoodState, run(["t::one"], ["t::two"], { passed: 5 }))).toEqual([]);
    expect(detect(lostGoodState, run(["t::one[0x1]"], ["t::one[0x2]"]))).toEqual([]);
    expect(detect(lostGoodState, run([], ["t::two"]))).toEqual([]);
  });
});

describe("LOST_GOOD_STATE does not fire", () => {
  it.each([
    [
      "when it was regained",
      start().test("pytest", good).edit("src/a.py").test("pytest", bad).edit("src/a.py").test("pytest", good).finish(),
    ],
    [
      "when only the tree without the edits was better",
      episode().test("pytest", good).edit("src/a.py").test("pytest", bad).finish(),
    ],
    [
      "for a stash",
      start()
        .test("pytest", { ...good, tree: "baseline" })
        .edit("src/a.py")
        .test("pytest", bad)
        .finish(),
    ],
    [
      "for other targets",
      start()
        .test("pytest a", { ...good, targets: ["a.py"] })
        .edit("src/a.py")
        .test("pytest b", { ...bad, targets: ["b.py"] })
        .finish(),
    ],
    [
      "for more tests of which more fail",
      start()
        .test("pytest", { passed: 2, failed: 0 })
        .edit("src/a.py")
        .test("pytest", { passed: 7, failed: 1 })
        .finish(),
    ],
    [
      "where test files were changed in between",
      start().test("pytest", good).edit("src/a.py").edit("tests/test_a.py").test("pytest", bad).finish(),
    ],
    ["without an edit in between", start().test("pytest", good).test("pytest", bad).finish()],
    [
      "when an edit follows the last run",
      start().test("pytest", good).edit("src/a.py").test("pytest", bad).edit("src/a.py").finish(),
    ],
    [
      "for runs that stop at the first failure",
      start().test("pytest -x", good).edit("src/a.py").test("pytest -x", bad).finish(),
    ],
    [
      "for failures of the environment",
      start()
        .test("pytest", good)
        .edit("src/a.py")
        .test("pytest", { ...bad, error: { name: "ConnectionError", message: "refused" } })
        .finish(),
    ],
  ])("%s", (_name, run) => {
    expect(detect(lostGoodState, run)).toEqual([]);
  });
});
