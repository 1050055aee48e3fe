import { describe, expect, it } from "vitest";
import { readOne } from "./read-helpers.js";

const record = (score: number | null) => ({
  episode_id: "e-1",
  task: "task1",
  variant_id: "variant_3",
  steps: [
    {
      step_number: 1,
      action_type: "read_file",
      action_path: "src/a.py",
      error: null,
      observation_snapshot: { last_action_result: "x = 1" },
    },
    {
      step_number: 2,
      action_type: "search_code",
      action_query: "def x",
      error: "nothing found",
      observation_snapshot: {},
    },
    { step_number: 3, action_type: "run_tests", test_pass_rate: 0.25, error: null, observation_snapshot: {} },
    { step_number: 4, action_type: "submit", error: null, done: true },
  ],
  final_score: score,
});

describe("openenv", () => {
  it("reads steps as tools with their arguments", () => {
    const run = readOne(JSON.stringify(record(0.5)));
    expect(run.calls.map(({ tool, input, observation, status }) => [tool, input, observation, status])).toEqual([
      ["read_file", { path: "src/a.py" }, "x = 1", "ok"],
      ["search_code", { query: "def x" }, "nothing found", "error"],
      ["run_tests", {}, "test pass rate: 0.25", "ok"],
      ["submit", {}, "", "ok"],
    ]);
    expect(run).toMatchObject({ found: "openenv", id: "e-1", instanceId: "variant_3", endedBy: "finished" });
  });

  it.each([
    [0.5, "passed"],
    [0.49, "failed"],
    [null, "unknown"],
  ])("takes a score of %s for %s", (score, status) => {
    expect(readOne(JSON.stringify(record(score))).verdict).toEqual({ status, score, threshold: 0.5 });
  });
});
