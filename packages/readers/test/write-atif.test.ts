import type { EpisodeEvent } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { interpret } from "../src/actions/interpret.js";
import { recordText } from "../src/record-text.js";
import type { RecordedRun } from "../src/recorded-run.js";
import { toAtif } from "../src/write/index.js";
import { call, readAgain, run, toolCall, withoutOwn, written } from "./write-helpers.js";
import { atifProblems } from "./write-validator.js";

const message = (afterStep: number, text: string): EpisodeEvent => ({ kind: "message", afterStep, text });
const user = (afterStep: number, text: string): EpisodeEvent => ({ kind: "user", afterStep, text });

const cases: Readonly<Record<string, RecordedRun>> = {
  "a run without anything": run({ task: "", calls: [], agent: {} }),
  "an agent without a name": run({ agent: { version: "3" } }),
  "an agent that is called unknown": run({ agent: { name: "unknown", version: "unknown", model: "m" } }),
  "the source's format, root, folder, instance and lines passed over": run({
    formatVersion: "1.1",
    root: "/testbed",
    cwd: "/testbed/src",
    instanceId: "acme__tool-7",
    skippedLines: 3,
  }),
  "a session that goes on": run({ ended: false, endedBy: "cut" }),
  "an end by the infrastructure": run({ endedBy: "error", endedDetail: "exit_api", infrastructure: "overloaded" }),
  "an empty patch": run({ submission: "", relevantFiles: [] }),
  "a patch and the files of the solution": run({ submission: "diff --git a/a b/a\n", relevantFiles: ["src/a.py"] }),
  "a verdict": run({ verdict: { status: "failed", score: 0.25, threshold: 0.5 } }),
  "the evaluator's tests": run({
    verdict: {
      status: "failed",
      score: 0,
      threshold: 1,
      failingTests: ["t::a"],
      regressedTests: ["t::b"],
      evaluatorOutput: "1 failed",
    },
  }),
  "findings of others": run({
    annotations: [{ type: "NEVER_TESTED", steps: [1], evidence: "no run", data: { a: 1 } }],
  }),
  "a tool without a command": run({ calls: [toolCall({ tool: "Edit", input: { path: "a" } })] }),
  "an editor's own command language": run({
    calls: [
      call({
        tool: "open",
        input: { command: "open a.py" },
        command: "open a.py",
        dialect: "swe-agent",
        openFile: "b",
      }),
    ],
  }),
  "a command that the arguments do not hold": run({ calls: [call({ tool: "shell", input: {}, command: "make" })] }),
  "a command unlike the arguments": run({
    calls: [call({ input: { command: "bash -lc 'ls'" }, command: "cd /a; ls" })],
  }),
  "no command where the arguments have one": run({ calls: [toolCall()] }),
  "arguments that are a text": run({ calls: [call({ tool: "apply_patch", input: "*** Begin", dialect: "shell" })] }),
  "arguments that are a list, null, or missing": run({
    calls: [call({ input: [1, null] }), call({ input: null }), call({ input: undefined })],
  }),
  "a tool without a name": run({ calls: [call({ tool: "" })] }),
  "places in the source": run({
    calls: [
      call({ origin: { line: 12, id: "toolu_1" } }),
      call({ origin: { id: "only" } }),
      call({ origin: {} }),
      call({ origin: { index: 4 } }),
    ],
  }),
  "ids that occur twice, or look like those given": run({
    calls: [
      call({ origin: { id: "call-2" } }),
      call({ origin: { index: 1 } }),
      call({ origin: { id: "call-2" } }),
      call({ origin: { id: "" } }),
    ],
  }),
  "every way in which a call is answered": run({
    calls: [
      call({ status: "error", exitCode: 2 }),
      call({ status: "ok", exitCode: 1 }),
      call({ status: "ok", exitCode: 0, observation: "" }),
      call({ status: "refused", observation: "The user said no" }),
      call({ status: "invalid", observation: "" }),
      call({ status: "missing", observation: "" }),
      call({ status: "missing", observation: "half an ans" }),
      call({ status: "missing", observation: "", exitCode: -1 }),
    ],
  }),
  "structured answers and folders": run({
    calls: [call({ details: { stdout: "", files: [null] }, cwd: "/testbed" }), call({ details: null, cwd: "" })],
  }),
  "sub-agents": run({ calls: [call({ subagents: ["other"] }), call({ subagents: [] })] }),
  "turns of several calls": run({
    calls: [
      call({ turn: 0, says: "both" }),
      call({ turn: 0 }),
      call({ turn: 0, says: "one more" }),
      call({ turn: 1 }),
      call({ turn: 1 }),
      call(),
      call(),
    ],
    events: [user(4, "wait")],
  }),
  "messages before a call": run({
    calls: [call({ says: "First.\n\nSecond.\n\nThen this." }), call({ says: "Third." })],
    events: [message(0, "First."), message(0, "Second."), message(1, "Third.")],
  }),
  "a call that does not carry on the messages before it": run({
    calls: [call({ says: "Something else" }), call({ says: "" }), call({ says: "Same\n\n" })],
    events: [message(0, "First."), message(1, "Gone."), message(2, "Same")],
  }),
  "texts in odd shapes": run({
    task: "\n line\r\n",
    calls: [call({ says: "\n\n", observation: "a\r\nb\u0000\ud800" })],
    events: [message(0, ""), user(0, ""), message(0, "\n\n")],
    finalMessage: "\n",
  }),
  "everything that happens between calls": run({
    calls: [call(), call()],
    events: [
      user(0, "Fix the parser"),
      { kind: "compaction", afterStep: 1, trigger: "automatic" },
      { kind: "compaction", afterStep: 1, trigger: "manual" },
      { kind: "interruption", afterStep: 1 },
      { kind: "model-error", afterStep: 2, text: "overloaded" },
      { kind: "limit", afterStep: 2, text: "exit_cost" },
      { kind: "compaction", afterStep: 2, trigger: "unknown" },
    ],
  }),
  "events out of order": run({
    calls: [call(), call(), call()],
    events: [user(2, "late"), user(1, "early"), user(7, "after the end"), message(0, "long ago")],
  }),
  "a final message that stands alone": run({ finalMessage: "Done." }),
  "a final message among the messages": run({
    events: [message(1, "Done."), message(1, "Bye.")],
    finalMessage: "Done.\n\nBye.",
  }),
  "a final message that came with the submit": run({
    calls: [call(), call({ says: "I am done.", tool: "submit" })],
    finalMessage: "I am done.",
  }),
  "no final message after a last message": run({ events: [message(1, "Hm.")] }),
};

describe("a run that is saved as ATIF", () => {
  it.each(Object.entries(cases))("keeps %s", (_, original) => {
    const again = readAgain(written(original));
    expect(again).toStrictEqual(original);
    expect(interpret(again)).toStrictEqual(interpret(original));
  });

  it("is left as it was", () => {
    for (const original of Object.values(cases)) {
      const before = structuredClone(original);
      toAtif(original);
      expect(original).toStrictEqual(before);
    }
  });

  it("gets the id that its content gives it", () => {
    const { id: _, ...original } = run();
    const document = written(original);
    expect(document.session_id).toBe(interpret(original).id);
    expect(readAgain(document).id).toBe(document.session_id);
  });

  it("stands in several lines with others", () => {
    const documents = [run({ id: "one" }), run({ id: "two" })].map((original) => JSON.stringify(toAtif(original)));
    const { runs, format } = recordText(documents.join("\n"));
    expect(format).toBe("atif");
    expect(runs.map(({ id }) => id)).toEqual(["one", "two"]);
  });

  it("does not pass the version of its first format for ATIF's", () => {
    const recording = recordText(JSON.stringify(toAtif(run({ format: "claude-code", formatVersion: "2.1.0" }))));
    expect(recording).toMatchObject({ format: "atif", runs: [{ format: "claude-code", formatVersion: "2.1.0" }] });
    expect(recording.formatVersion).toBeUndefined();
  });
});

describe("the members that every tool reads", () => {
  it("hold the task, the calls with their answers, and what was said", () => {
    const document = written(
      run({
        agent: { name: "agent", version: "2", model: "m-1" },
        calls: [
          call({ origin: { id: "a" }, says: "Look.", turn: 1 }),
          call({ origin: { id: "b" }, turn: 1, status: "error", exitCode: 1, observation: "no" }),
        ],
        events: [user(2, "Go on"), { kind: "compaction", afterStep: 2, trigger: "automatic" }],
        finalMessage: "Done.",
      }),
    );
    expect(withoutOwn(document)).toEqual({
      schema_version: "ATIF-v1.7",
      session_id: "run-1",
      trajectory_id: "run-1",
      agent: { name: "agent", version: "2", model_name: "m-1" },
      steps: [
        { step_id: 1, source: "user", message: "Fix the parser", extra: {} },
        {
          step_id: 2,
          source: "agent",
          message: "Look.",
          tool_calls: [
            { tool_call_id: "a", function_name: "bash", arguments: { command: "ls" } },
            { tool_call_id: "b", function_name: "bash", arguments: { command: "ls" } },
          ],
          observation: {
            results: [
              { source_call_id: "a", content: "a.py" },
              { source_call_id: "b", content: "no", extra: { exit_code: 1, is_error: true } },
            ],
          },
          extra: {},
        },
        { step_id: 3, source: "user", message: "Go on" },
        {
          step_id: 4,
          source: "system",
          message: "The context was compacted.",
          extra: { context_management: { type: "compaction", boundary: "replace" } },
        },
        { step_id: 5, source: "agent", message: "Done.", extra: {} },
      ],
      final_metrics: { total_steps: 5 },
      extra: {},
    });
  });

  it("give the same calls to a tool that drops the rest", () => {
    for (const original of Object.values(cases)) {
      const others = readAgain(withoutOwn(written(original)));
      expect(others.format).toBe("atif");
      expect(others.calls.map(({ observation }) => observation.replaceAll("\r", ""))).toEqual(
        original.calls.map(({ observation }) => observation.replaceAll("\r", "")),
      );
    }
  });

  it("show a command that the arguments do not hold", () => {
    const { steps } = written(run({ calls: [call({ tool: "shell", input: {}, command: "make" })] }));
    expect(steps[1]?.tool_calls?.[0]?.arguments).toEqual({ command: "make" });
  });

  it("point to embedded sub-agents by id, to others by path", () => {
    const child = run({ id: "child", task: "Search" });
    const document = written(run({ calls: [call({ subagents: ["child", "elsewhere"] })] }), {
      subagents: [child, child],
    });
    expect(document.steps[1]?.observation?.results[0]?.subagent_trajectory_ref).toEqual([
      { trajectory_id: "child", session_id: "child" },
      { trajectory_path: "elsewhere", session_id: "elsewhere" },
    ]);
    const { runs } = recordText(JSON.stringify(document));
    expect(runs).toHaveLength(2);
    expect(runs[0]?.calls[0]?.subagents).toEqual(["child", "elsewhere"]);
    expect(runs[1]).toStrictEqual(child);
  });
});

describe("the test's own check of documents", () => {
  const valid = toAtif(run());
  const [task, step] = valid.steps;
  it.each([
    ["a member that the format does not know", { ...valid, outcome: "failed" }],
    ["another version", { ...valid, schema_version: "ATIF-v1.6" }],
    ["no steps", { ...valid, steps: [] }],
    ["a gap between steps", { ...valid, steps: [task, { ...step, step_id: 3 }] }],
    ["a call of the user", { ...valid, steps: [task, { ...step, source: "user" }] }],
    ["an id twice", { ...valid, steps: [task, step, { ...step, step_id: 3 }] }],
    [
      "an answer to no call",
      { ...valid, steps: [task, { ...step, observation: { results: [{ source_call_id: "x" }] } }] },
    ],
    ["an agent without a version", { ...valid, agent: { name: "a" } }],
  ])("finds %s", (_, document) => expect(atifProblems(document)).not.toEqual([]));
});
