import type { Episode } from "@mulligan/core";
import { episode } from "../testing/index.js";

/** Nothing was done, and nothing is known of the outcome. */
export function emptyEpisode(): Episode {
  return { ...episode("").unknown().end(""), task: "" };
}

/** Looked, reproduced, edited, tested the named test and the suite, passed. */
export function cleanRun(): Episode {
  return episode("Fix the rounding in src/money.ts so that test/money.test.ts passes")
    .look("src/money.ts")
    .look("test/money.test.ts")
    .test("vitest run test/money.test.ts", { failed: 1, targets: ["test/money.test.ts"], failing: ["rounds"] })
    .edit("src/money.ts", { lines: [3, 3], removed: "return Math.floor(x);", added: "return Math.round(x);" })
    .test("vitest run test/money.test.ts", { targets: ["test/money.test.ts"] })
    .test("vitest run")
    .passed()
    .end("The rounding is fixed; all tests pass.");
}

/** Failed runs of different kinds, for whatever a detector may meet. */
export function failedRuns(): readonly Episode[] {
  const error = { name: "TypeError", message: "x is not a function", path: "src/a.ts", line: 3 } as const;
  return [
    episode("").end(""),
    episode().look("src/a.ts").edit("src/a.ts").finish(),
    episode()
      .search("total", { "src/a.ts": [3] })
      .edit("src/a.ts", { effect: "rejected", reason: "text not found" })
      .edit("src/a.ts", { added: "one", removed: "two" })
      .test("vitest run", { failed: 2, failing: ["a", "b"], observation: "2 failed\nexpected 1, got 2", error })
      .message("That did not work.")
      .edit("src/a.ts")
      .test("vitest run", { failed: 2, failing: ["a", "b"] })
      .user("Go on.")
      .outcome({ endedBy: "limit", failingTests: ["a"], regressedTests: ["c"] })
      .end(""),
    episode()
      .look("src/a.ts")
      .look("src/a.ts")
      .look("src/a.ts")
      .shell("x", "no tool x", { status: "invalid", tool: "x" })
      .compaction()
      .create("/tmp/try.ts", "import '../src/a';")
      .check("node /tmp/try.ts", { error, observation: "TypeError: x is not a function" })
      .install("left-pad")
      .test("vitest run", { ran: false, notRun: "not-started" })
      .delegate("Look at the tests")
      .with({ submission: "", relevantFiles: ["src/b.ts"] })
      .finish(),
    episode().edit("src/a.ts").with({ ended: false }).end(""),
  ];
}
