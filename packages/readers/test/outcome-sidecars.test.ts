/* oxlint-disable unicorn/consistent-function-scoping -- builders stand beside the tests that use them */
import { describe, expect, it } from "vitest";
import { readSidecar, verdictFor } from "../src/index.js";
import { lines } from "./read-helpers.js";

const verdict = (content: unknown, query = {}) => {
  const sidecar = readSidecar(typeof content === "string" ? content : JSON.stringify(content));
  return sidecar === null ? null : verdictFor(sidecar, query);
};
const instance = { instanceId: "acme__tool-7" };

describe("SWE-bench", () => {
  const report = {
    "acme__tool-7": {
      patch_exists: true,
      patch_successfully_applied: true,
      resolved: false,
      tests_status: {
        FAIL_TO_PASS: { success: ["t1"], failure: ["t2"] },
        PASS_TO_PASS: { success: [], failure: ["t3"] },
      },
    },
  };

  it("tells failing tests from regressed ones", () => {
    expect(verdict(report, instance)).toEqual({
      status: "failed",
      score: 0,
      failingTests: ["t2"],
      regressedTests: ["t3"],
    });
  });

  it("finds the instance by id, by the run's file or its folder, and is silent on others", () => {
    expect(verdict(report, { file: "runs/acme__tool-7.traj.json" })?.status).toBe("failed");
    expect(verdict(report, { file: "runs/acme__tool-7/run.traj" })?.status).toBe("failed");
    expect(verdict(report, { file: "somewhere/run.jsonl" })?.status).toBe("failed");
    expect(verdict(report, { instanceId: "acme__tool-8" })).toBeNull();
    expect(verdict(report, { file: "runs/acme__tool-8.traj" })).toBeNull();
  });

  it("says that a patch did not apply", () => {
    const entry = { resolved: false, patch_exists: true, patch_successfully_applied: false };
    expect(verdict({ "acme__tool-7": entry }, instance)?.evaluatorOutput).toBe("The submitted patch did not apply.");
  });

  it("reads the report of a whole run", () => {
    const run = {
      resolved_ids: ["acme__tool-7"],
      unresolved_ids: ["acme__tool-8"],
      error_ids: ["acme__tool-9"],
      empty_patch_ids: ["acme__tool-10"],
      submitted_ids: ["acme__tool-7"],
    };
    const statuses = ["acme__tool-7", "acme__tool-8", "acme__tool-9", "acme__tool-10"].map(
      (instanceId) => verdict(run, { instanceId })?.status,
    );
    expect(statuses).toEqual(["passed", "failed", "unknown", "failed"]);
    expect(verdict(run, { instanceId: "acme__tool-9" })?.infrastructure).toBe(
      "The evaluation of the instance ended with an error.",
    );
    expect(verdict(run, { instanceId: "acme__tool-11" })).toBeNull();
  });

  it("reads published results, where who is not named is not resolved", () => {
    const results = { no_generation: [], no_logs: ["acme__tool-9"], resolved: ["acme__tool-7"] };
    expect(
      ["acme__tool-7", "acme__tool-8", "acme__tool-9"].map((instanceId) => verdict(results, { instanceId })?.status),
    ).toEqual(["passed", "failed", "unknown"]);
    expect(verdict(results, { file: "session.jsonl" })).toBeNull();
  });

  it("reads OpenHands' evaluation rows", () => {
    const rows = lines(
      { instance_id: "acme__tool-7", report: { resolved: true } },
      { instance_id: "acme__tool-8", test_result: { report: { resolved: false } } },
    );
    expect(verdict(rows, instance)?.status).toBe("passed");
    expect(verdict(rows, { instanceId: "acme__tool-8" })?.status).toBe("failed");
  });
});

describe("harnesses", () => {
  const harbor = (rewards: unknown, exception: unknown = null) => ({
    task_name: "t",
    trial_name: "t__1",
    verifier_result: rewards === null ? null : { rewards },
    exception_info: exception,
  });

  it("reads Harbor's rewards, and blames the harness only where there is none", () => {
    expect(verdict(harbor({ reward: 0.66 }))).toEqual({ score: 0.66 });
    expect(verdict(harbor({ tests: 1 }))).toEqual({ score: 1 });
    expect(verdict(harbor(null, { exception_type: "DockerError", exception_message: "no space" }))).toEqual({
      score: null,
      infrastructure: "DockerError: no space",
    });
    expect(verdict(harbor({ reward: 0 }, { exception_type: "AgentTimeoutError" }))).toEqual({
      score: 0,
      endedBy: "limit",
    });
  });

  it("reads Terminal-Bench's trials", () => {
    const trial = (resolved: boolean | null, mode: string) => ({
      task_id: "t",
      trial_name: "t.1",
      is_resolved: resolved,
      failure_mode: mode,
      parser_results: { a: "passed", b: "failed" },
    });
    expect(verdict(trial(false, "agent_timeout"))).toEqual({
      status: "failed",
      score: 0,
      failingTests: ["b"],
      endedBy: "limit",
    });
    expect(verdict(trial(null, "agent_installation_failed"))).toEqual({
      status: "unknown",
      score: null,
      failingTests: ["b"],
      infrastructure: "agent_installation_failed",
    });
    expect(verdict({ results: [{ ...trial(true, "unset"), trial_name: "t.2" }] }, { instanceId: "t" })?.status).toBe(
      "passed",
    );
  });

  it("reads benchflow's result and plain rewards", () => {
    expect(verdict({ rewards: { reward: 1 }, error: null, verifier_error: null, n_tool_calls: 3 })).toEqual({
      score: 1,
    });
    expect(verdict({ rewards: null, verifier_error: "crashed", partial_trajectory: true })).toEqual({
      score: null,
      infrastructure: "crashed",
    });
    expect(verdict("0.5\n")).toEqual({ score: 0.5 });
    expect(verdict({ reward: 1 })).toEqual({ score: 1 });
  });
});

describe("test reports", () => {
  it("reads CTRF", () => {
    const tests = [
      { name: "a", status: "passed" },
      { name: "b", status: "failed", message: "expected 1" },
      { name: "c", status: "skipped" },
    ];
    expect(verdict({ results: { tool: { name: "pytest" }, summary: {}, tests } })).toEqual({
      status: "failed",
      score: 0.5,
      failingTests: ["b"],
      evaluatorOutput: "expected 1",
    });
  });

  it("reads JUnit", () => {
    const xml = `<?xml version="1.0"?><testsuites><testsuite><testcase classname="m.T" name="a &lt;1&gt;"><failure message="no &amp; no">x</failure></testcase><testcase classname="m.T" name="b"/><testcase name="c"><skipped/></testcase></testsuite></testsuites>`;
    expect(verdict(xml)).toEqual({
      status: "failed",
      score: 0.5,
      failingTests: ["m.T::a <1>"],
      evaluatorOutput: "no & no",
    });
    expect(verdict('<testsuite><testcase name="a"></testcase></testsuite>')).toEqual({ status: "passed", score: 1 });
  });
});

it.each(["", "hello", "{}", "[]", '{"messages":[]}', "<html></html>", "null"])("takes %j for no sidecar", (text) => {
  expect(readSidecar(text)).toBeNull();
});
