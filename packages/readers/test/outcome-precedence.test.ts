/* oxlint-disable unicorn/consistent-function-scoping -- builders stand beside the tests that use them */
import type { Episode } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { applyOutcome, outcomeFor, readOutcomes, readText } from "../src/index.js";
import { lines, thrownBy } from "./read-helpers.js";

const episode = (score: number | null = null): Episode =>
  readText(JSON.stringify({ episode_id: "e-1", task: "t", steps: [{ action_type: "submit" }], final_score: score }))
    .episodes[0] as Episode;
const passed = { status: "passed", score: 1 } as const;
const failed = { status: "failed", score: 0 } as const;
const unknown = { status: "unknown", score: null } as const;

describe("applyOutcome", () => {
  it("puts the caller before the outcomes file, that before a sidecar, and that before the run", () => {
    const of = (sources: Parameters<typeof applyOutcome>[1]) => applyOutcome(episode(1), sources).outcome.status;
    expect(of({ caller: failed, outcomes: passed, sidecar: passed })).toBe("failed");
    expect(of({ outcomes: failed, sidecar: passed })).toBe("failed");
    expect(of({ sidecar: failed })).toBe("failed");
    expect(of({})).toBe("passed");
  });

  it("lets who does not know leave it to the next", () => {
    expect(applyOutcome(episode(1), { caller: null, outcomes: unknown, sidecar: failed }).outcome.status).toBe(
      "failed",
    );
    expect(applyOutcome(episode(1), { sidecar: unknown }).outcome.status).toBe("passed");
  });

  it("takes tests from the sidecar although the caller decides", () => {
    const { outcome } = applyOutcome(episode(), {
      caller: { status: "failed", score: null },
      sidecar: { ...failed, failingTests: ["t2"], regressedTests: ["t3"] },
    });
    expect(outcome).toMatchObject({ status: "failed", score: null, failingTests: ["t2"], regressedTests: ["t3"] });
  });

  it("judges scores by the threshold, and outright verdicts by themselves", () => {
    expect(applyOutcome(episode(0.6), {}).outcome).toMatchObject({ status: "passed", threshold: 0.5 });
    expect(applyOutcome(episode(0.6), { threshold: 0.9 }).outcome).toMatchObject({
      status: "failed",
      score: 0.6,
      threshold: 0.9,
    });
    expect(applyOutcome(episode(), { sidecar: { score: 0.66 }, threshold: 1 }).outcome.status).toBe("failed");
    expect(applyOutcome(episode(), { caller: { status: "passed", score: 0.2 }, threshold: 1 }).outcome.status).toBe(
      "passed",
    );
  });

  it("keeps the reason of the harness only while nothing is known", () => {
    const harness = { ...unknown, infrastructure: "no space" };
    expect(applyOutcome(episode(), { sidecar: harness }).outcome.infrastructure).toBe("no space");
    expect(applyOutcome(episode(), { caller: failed, sidecar: harness }).outcome.infrastructure).toBeUndefined();
  });

  it("does not change the episode", () => {
    const before = episode(1);
    const copy = structuredClone(before);
    applyOutcome(before, { caller: failed });
    expect(before).toEqual(copy);
  });
});

describe("readOutcomes", () => {
  it("knows runs by file, episode and instance, in JSON and JSON Lines", () => {
    const entries = [
      { file: "runs/a.traj", resolved: true },
      { episode_id: "e-1", outcome: "failed" },
      { instance_id: "acme__tool-7", score: 0.5 },
      { file: "runs/b.traj", resolved: null },
    ];
    for (const text of [JSON.stringify(entries), lines(...entries)]) {
      const outcomes = readOutcomes(text);
      expect(outcomeFor(outcomes, { file: "/data/runs/a.traj" })).toEqual(passed);
      expect(outcomeFor(outcomes, { episodeId: "e-1" })).toEqual({ status: "failed", score: null });
      expect(outcomeFor(outcomes, { file: "x/acme__tool-7.traj.json" })).toEqual({ score: 0.5 });
      expect(outcomeFor(outcomes, { file: "runs/b.traj" })).toBeNull();
    }
  });

  it("matches the end of a path by whole segments, the longest first", () => {
    const outcomes = readOutcomes(
      JSON.stringify([
        { file: "one/a.traj", resolved: true },
        { file: "two/a.traj", resolved: false },
        { file: "a.jsonl", resolved: true },
      ]),
    );
    expect(outcomeFor(outcomes, { file: "data/two/a.traj" })?.status).toBe("failed");
    expect(outcomeFor(outcomes, { file: "data\\one\\a.traj" })?.status).toBe("passed");
    expect(outcomeFor(outcomes, { file: "a.traj" })).toBeNull();
    expect(outcomeFor(outcomes, { file: "xa.jsonl" })).toBeNull();
    expect(outcomeFor(outcomes, { file: "./a.jsonl" })?.status).toBe("passed");
  });

  it("reads an object of names", () => {
    const outcomes = readOutcomes(JSON.stringify({ "e-1": "passed", "acme__tool-7": 0, "runs/a.traj": false }));
    expect(outcomeFor(outcomes, { episodeId: "e-1" })).toEqual({ status: "passed", score: null });
    expect(outcomeFor(outcomes, { instanceId: "acme__tool-7" })).toEqual({ score: 0 });
    expect(outcomeFor(outcomes, { file: "runs/a.traj" })).toEqual(failed);
  });

  it.each([
    ["[1]", "bad-outcomes", "[0]: 1 is not an object."],
    ['[{"outcome":"passed"}]', "bad-outcomes", "[0]: it names no run."],
    [
      '{"file":"a","outcome":"passed"}\n{"file":"b","outcome":"good"}',
      "bad-outcomes",
      'line 2: outcome "good" is not known.',
    ],
    ['[{"file":"a","score":"1"}]', "bad-outcomes", '[0]: score "1" is not a number.'],
    ['[{"file":"a","resolved":1}]', "bad-outcomes", "[0]: resolved 1 is neither true nor false."],
    ["file,outcome", "not-json", "neither JSON nor JSON Lines"],
    ["", "empty-file", "The file is empty"],
  ])("%j", (text, code, part) => {
    const error = thrownBy(() => readOutcomes(text));
    expect(error.code).toBe(code);
    expect(error.message).toContain(part);
  });
});
