import { detect, episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { regression } from "../src/regression/index.js";

describe("REGRESSION", () => {
  it("fires for evaluation tests that fail now", () => {
    const run = episode()
      .edit("src/a.py")
      .test("pytest")
      .edit("src/b.py")
      .outcome({ regressedTests: ["tests/test_b.py::test_old"] })
      .finish();
    const [found] = detect(regression, run);
    expect(found).toMatchObject({
      confidence: 1,
      steps: [1, 3],
      data: {
        tests: ["tests/test_b.py::test_old"],
        count: 1,
        files: ["src/a.py", "src/b.py"],
        seenAt: null,
        lastCheck: { step: 2, ok: true },
      },
    });
    expect(found?.evidence).toBe(
      "The evaluation reports 1 test that passed before the run and fails now (`tests/test_b.py::test_old`), after steps 1 and 3 changed `src/a.py` and `src/b.py`.",
    );
  });

  it("says where the run had shown it, under whatever name", () => {
    const run = episode()
      .edit("src/a.py")
      .test("x", { failed: 1, failing: ["test_old (pkg.Tests)"] })
      .outcome({ regressedTests: ["tests/test_b.py::test_old", "y", "z"] })
      .finish();
    const [found] = detect(regression, run);
    expect(found).toMatchObject({ steps: [1, 2], data: { seenAt: 2, count: 3 } });
    expect(found?.evidence).toContain("and 2 more");
  });

  it.each([
    [
      "for tests that should have come to pass",
      episode()
        .edit("src/a.py")
        .outcome({ failingTests: ["t::new"] })
        .finish(),
    ],
    [
      "for a run that changed nothing",
      episode()
        .look("src/a.py")
        .outcome({ regressedTests: ["t::old"] })
        .finish(),
    ],
  ])("does not fire %s", (_name, run) => {
    expect(detect(regression, run)).toEqual([]);
  });
});
