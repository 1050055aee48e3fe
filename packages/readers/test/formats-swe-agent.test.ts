/* oxlint-disable unicorn/consistent-function-scoping -- builders stand beside the tests that use them */
import { describe, expect, it } from "vitest";
import { readText } from "../src/read.js";
import { readOne } from "./read-helpers.js";

const step = (action: string, observation: string, openFile: string, thought = "") => ({
  action,
  observation,
  thought,
  state: JSON.stringify({ open_file: openFile, working_dir: "/acme__tool" }),
});

const older = {
  environment: "swe_main",
  trajectory: [
    step("open src/a.py", "[File: src/a.py (2 lines total)]", "n/a", "Look first."),
    step("edit 1:1\nx = 2\nend_of_edit", "[File: src/a.py (2 lines total)]", "/acme__tool/src/a.py"),
    step("submit", "diff --git a/src/a.py", "/acme__tool/src/a.py", "Done, all good."),
  ],
  history: [
    { role: "system", content: "rules", agent: "primary" },
    { role: "user", content: "a demonstration", agent: "primary", is_demo: true },
    { role: "user", content: "Mend the tool.", agent: "primary" },
  ],
  info: { exit_status: "submitted", submission: "diff --git a/src/a.py b/src/a.py" },
};

describe("swe-agent", () => {
  it("reads a trajectory of 0.x", () => {
    const run = readOne(JSON.stringify(older));
    expect(run).toMatchObject({
      found: "swe-agent",
      formatVersion: "0.x",
      task: "Mend the tool.",
      root: "/acme__tool",
      endedBy: "finished",
      endedDetail: "submitted",
      finalMessage: "Done, all good.",
      submission: "diff --git a/src/a.py b/src/a.py",
    });
    expect(run.calls.map(({ tool, openFile, says, origin }) => ({ tool, openFile, says, origin }))).toEqual([
      { tool: "open", openFile: undefined, says: "Look first.", origin: { index: 0 } },
      { tool: "edit", openFile: "/acme__tool/src/a.py", says: "", origin: { index: 1 } },
      { tool: "submit", openFile: "/acme__tool/src/a.py", says: "Done, all good.", origin: { index: 2 } },
    ]);
    expect(run.calls.every(({ dialect, status }) => dialect === "swe-agent" && status === "ok")).toBe(true);
  });

  it("takes the open file of 1.x from the step before, as its state is that after the action", () => {
    const state = (file: string) => ({ open_file: file, working_dir: "/testbed" });
    const run = readOne(
      JSON.stringify({
        trajectory: [
          { action: "open b.py", observation: "shown", thought: "", state: state("/testbed/b.py") },
          { action: "edit 1:1\ny\nend_of_edit", observation: "edited", thought: "", state: state("/testbed/c.py") },
        ],
        history: older.history,
        info: { exit_status: "exit_context", submission: null },
      }),
    );
    expect(run.calls.map(({ openFile }) => openFile)).toEqual([undefined, "/testbed/b.py"]);
    expect(run).toMatchObject({ formatVersion: "1.x", endedBy: "context", root: "/testbed" });
  });

  it("counts the pseudo step of a limit, and knows an automatic submission from the agent's", () => {
    const run = readOne(
      JSON.stringify({
        ...older,
        trajectory: [...older.trajectory.slice(0, 2), step("exit_cost", "", "n/a")],
        info: { exit_status: "submitted (exit_cost)", submission: "diff" },
      }),
    );
    expect(run.calls).toHaveLength(3);
    expect(run).toMatchObject({ endedBy: "limit", finalMessage: "" });
    expect(run.events).toEqual([{ kind: "limit", afterStep: 3, text: "submitted (exit_cost)" }]);
  });

  it("leaves a run of which the recording stops without a submission", () => {
    const run = readOne(
      JSON.stringify({
        ...older,
        trajectory: older.trajectory.slice(0, 1),
        info: { exit_status: null, submission: null },
      }),
    );
    expect(run.endedBy).toBe("cut");
    expect(run.submission).toBeUndefined();
  });

  it("calls the infrastructure by its name", () => {
    const run = readOne(JSON.stringify({ ...older, info: { exit_status: "exit_environment_error" } }));
    expect(run).toMatchObject({ endedBy: "error", infrastructure: "exit_environment_error" });
  });

  it("reads a history without a trajectory", () => {
    const call = (id: string, action: string, thought: string) => ({
      role: "assistant",
      agent: "main",
      action,
      thought,
      content: thought,
      tool_calls: [{ id, function: { name: "x", arguments: "{}" } }],
    });
    const answer = (id: string, content: string) => ({ role: "tool", agent: "main", content, tool_call_ids: [id] });
    const run = readOne(
      JSON.stringify({
        history: [
          { role: "system", agent: "main", content: "rules" },
          { role: "user", agent: "main", content: "The task." },
          call("a", "find_file x.py", "Find it."),
          answer("a", "found"),
          call("b", "submit", "Send it."),
          answer("b", "sent"),
        ],
      }),
    );
    expect(run.calls.map(({ command, observation, says }) => [command, observation, says])).toEqual([
      ["find_file x.py", "found", "Find it."],
      ["submit", "sent", "Send it."],
    ]);
    expect(run).toMatchObject({ task: "The task.", endedBy: "finished", finalMessage: "Send it." });
  });
});

it("takes the state of a history without a trajectory from the shell's prompt", () => {
  const prompt = (file: string): string => `\n(Open file: ${file})\n(Current directory: /shop)\nbash-$`;
  const call = (action: string): object => ({ role: "assistant", agent: "a", thought: "", action });
  const { steps, root } = readText(
    JSON.stringify({
      history: [
        { role: "system", agent: "a", content: "rules" },
        { role: "user", agent: "a", content: `Mend it.${prompt("n/a")}` },
        call('open "src/cart.py"'),
        {
          role: "user",
          agent: "a",
          content: `[File: src/cart.py (2 lines total)]\r\n1:a\r\n2:b${prompt("/shop/src/cart.py")}`,
        },
        call("edit 'a' 'c'"),
        {
          role: "user",
          agent: "a",
          content: `Text replaced. Please review the changes.${prompt("/shop/src/cart.py")}`,
        },
      ],
    }),
  ).episodes[0]!;
  expect(root).toBe("/shop");
  expect(steps.map(({ actions }) => actions[0])).toMatchObject([
    { kind: "look", path: "src/cart.py", found: true },
    { kind: "edit", path: "src/cart.py", effect: "changed", removed: "a", added: "c" },
  ]);
});
