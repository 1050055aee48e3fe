/* oxlint-disable unicorn/consistent-function-scoping -- builders stand beside the tests that use them */
import { describe, expect, it } from "vitest";
import { recordText } from "../src/record-text.js";
import { lines, readOne } from "./read-helpers.js";

describe("atif", () => {
  const trajectory = (steps: readonly unknown[], rest: Readonly<Record<string, unknown>> = {}) =>
    JSON.stringify({
      schema_version: "ATIF-v1.6",
      session_id: "s1",
      agent: { name: "terminus-2", version: "2", model_name: "m" },
      steps,
      ...rest,
    });
  const prompt = {
    step_id: 1,
    source: "user",
    message: "Rules.\n\nTask Description:\nWrite hello.txt\n\nCurrent terminal state:\n$",
  };

  it.each([
    ["Context limit exceeded. Performed summarization and handoff to continue task.", 1],
    ["Performed context summarization and handoff to continue task.", 1],
    ["The summary of the test results is below.", 0],
  ])("takes the system's words %j for %i compactions", (message, times) => {
    const call = { tool_call_id: "c1", function_name: "bash_command", arguments: { keystrokes: "ls\n" } };
    const run = readOne(trajectory([prompt, { source: "agent", tool_calls: [call] }, { source: "system", message }]));
    expect(run.events.filter(({ kind }) => kind === "compaction")).toHaveLength(times);
  });

  it("reads terminus' keystrokes as commands and skips copied context", () => {
    const run = readOne(
      trajectory([
        prompt,
        {
          source: "agent",
          is_copied_context: true,
          message: "",
          tool_calls: [{ tool_call_id: "old", function_name: "bash_command", arguments: { keystrokes: "pwd\n" } }],
        },
        {
          source: "agent",
          message: "Look.",
          tool_calls: [
            { tool_call_id: "c1", function_name: "bash_command", arguments: { keystrokes: "ls\n", duration: 1 } },
            { tool_call_id: "c2", function_name: "bash_command", arguments: { keystrokes: "C-c" } },
          ],
          observation: { results: [{ content: "hello.txt" }] },
        },
        { source: "system", message: "Performed context summarization and handoff to continue task." },
        { source: "user", message: "Here are the answers the other agent provided." },
        {
          source: "agent",
          message: "Done.",
          tool_calls: [{ tool_call_id: "c3", function_name: "mark_task_complete", arguments: {} }],
        },
      ]),
    );
    expect(run.calls.map(({ tool, command, observation }) => [tool, command, observation])).toEqual([
      ["bash_command", "ls", ""],
      ["bash_command", undefined, "hello.txt"],
      ["mark_task_complete", undefined, ""],
    ]);
    expect(run).toMatchObject({
      found: "atif",
      formatVersion: "1.6",
      id: "s1",
      task: "Write hello.txt",
      endedBy: "finished",
      finalMessage: "Done.",
    });
    expect(run.events).toEqual([{ kind: "compaction", afterStep: 2, trigger: "automatic" }]);
  });

  it("reads commands that stand as JSON in the message", () => {
    const message = JSON.stringify({
      analysis: "Empty.",
      plan: "Write.",
      commands: [{ keystrokes: "touch a\n" }],
      task_complete: false,
    });
    const run = readOne(
      trajectory([prompt, { source: "agent", message, observation: { results: [{ content: "$ touch a" }] } }]),
    );
    expect(run.calls).toMatchObject([{ command: "touch a", says: "Empty.\nWrite.", observation: "$ touch a" }]);
  });

  it("takes a call that is written again with its answer for one call", () => {
    const call = { tool_call_id: "c1", function_name: "execute_bash", arguments: { command: "ls" } };
    const run = readOne(
      trajectory(
        [
          { source: "user", message: "Do it." },
          { source: "agent", message: "", tool_calls: [call] },
          {
            source: "agent",
            message: "Ran ls.",
            tool_calls: [call],
            observation: { results: [{ source_call_id: "c1", content: "a" }] },
          },
        ],
        { agent: { name: "openhands", version: "1" } },
      ),
    );
    expect(run.calls).toMatchObject([{ command: "ls", observation: "a", status: "ok" }]);
  });

  it("knows SWE-agent's commands, and gives sub-agents runs of their own", () => {
    const inner = {
      schema_version: "ATIF-v1.7",
      trajectory_id: "child",
      agent: { name: "x", version: "1" },
      steps: [
        {
          source: "agent",
          message: "",
          tool_calls: [{ tool_call_id: "i", function_name: "grep", arguments: { pattern: "a" } }],
        },
      ],
    };
    const { runs } = recordText(
      trajectory(
        [
          {
            source: "agent",
            message: "",
            tool_calls: [
              { tool_call_id: "c", function_name: "swe_agent_action", arguments: { raw_action: "open a.py" } },
            ],
            observation: {
              results: [{ source_call_id: "c", content: "x", subagent_trajectory_ref: [{ trajectory_id: "child" }] }],
            },
          },
        ],
        { subagent_trajectories: [inner] },
      ),
    );
    expect(runs.map(({ id }) => id)).toEqual(["s1", "child"]);
    expect(runs[0]?.calls[0]).toMatchObject({ dialect: "swe-agent", command: "open a.py", subagents: ["child"] });
  });
});

describe("openhands", () => {
  const action = (id: number, name: string, args: unknown) => ({
    id,
    source: "agent",
    action: name,
    args,
    tool_call_metadata: { function_name: name, model_response: { id: `r${id}`, model: "m" } },
  });
  const history = [
    { id: 0, source: "agent", action: "system", args: { content: "rules" } },
    {
      id: 1,
      source: "user",
      action: "message",
      args: { content: "<uploaded_files>\n/workspace/tool\n</uploaded_files>\nMend it." },
    },
    action(5, "run", { command: "pytest", thought: "Try.", hidden: false }),
    {
      id: 6,
      source: "agent",
      observation: "run",
      cause: 5,
      content: "1 failed",
      extras: { metadata: { exit_code: 1 } },
    },
    action(7, "finish", { final_thought: "Could not." }),
  ];

  it("reads evaluation rows, one run a line", () => {
    const row = {
      instance_id: "acme__tool-7",
      instruction: "Mend it.",
      history,
      test_result: { git_patch: "diff", report: { resolved: false } },
      error: null,
    };
    const { runs, format } = recordText(
      lines(row, {
        ...row,
        instance_id: "acme__tool-8",
        error: "RuntimeError: Agent reached maximum iteration in headless mode.",
      }),
    );
    expect(format).toBe("openhands-v0");
    expect(runs).toMatchObject([
      {
        id: "acme__tool-7",
        root: "/workspace/tool",
        submission: "diff",
        endedBy: "finished",
        finalMessage: "Could not.",
        verdict: { status: "failed" },
      },
      { id: "acme__tool-8", endedBy: "limit" },
    ]);
    expect(runs[0]?.calls).toMatchObject([
      { command: "pytest", says: "Try.", exitCode: 1, status: "error", input: { command: "pytest" } },
      { tool: "finish", status: "ok" },
    ]);
  });

  it("reads event lists, events a line, and older pairs", () => {
    expect(readOne(JSON.stringify(history)).calls).toHaveLength(2);
    expect(readOne(lines(...history)).calls).toHaveLength(2);
    const pairs = [
      [
        { action: "message", content: "Mend it." },
        { action: "run", command: "ls", thought: "" },
      ],
      [
        { observation: "run", content: "a", exit_code: 0 },
        { action: "finish", thought: "Done.", outputs: {} },
      ],
    ];
    const run = readOne(JSON.stringify({ issue: {}, history: pairs }));
    expect(run.calls).toMatchObject([{ command: "ls", observation: "a", exitCode: 0 }, { tool: "finish" }]);
    expect(run.finalMessage).toBe("Done.");
  });

  it("reads events of the SDK", () => {
    const run = readOne(
      lines(
        {
          id: "1",
          kind: "MessageEvent",
          source: "user",
          llm_message: { role: "user", content: [{ type: "text", text: "Mend it." }] },
        },
        {
          id: "2",
          kind: "ActionEvent",
          source: "agent",
          thought: [{ type: "text", text: "Try." }],
          action: { kind: "TerminalAction", command: "pytest", is_input: false },
          tool_name: "terminal",
          tool_call_id: "c1",
          llm_response_id: "r",
        },
        {
          id: "3",
          kind: "ObservationEvent",
          source: "environment",
          tool_call_id: "c1",
          observation: {
            kind: "TerminalObservation",
            content: [{ type: "text", text: "failed" }],
            exit_code: 1,
            is_error: false,
          },
        },
        {
          id: "4",
          kind: "ActionEvent",
          source: "agent",
          thought: [],
          action: null,
          tool_name: "file_editor",
          tool_call_id: "c2",
          tool_call: { name: "file_editor", arguments: "{}" },
        },
        { id: "5", kind: "AgentErrorEvent", source: "agent", tool_call_id: "c2", error: "Error validating args" },
        {
          id: "6",
          kind: "ConversationStateUpdateEvent",
          source: "environment",
          key: "execution_status",
          value: "stuck",
        },
      ),
    );
    expect(run.calls).toMatchObject([
      { command: "pytest", exitCode: 1, says: "Try.", turn: 1 },
      { status: "invalid", observation: "Error validating args" },
    ]);
    expect(run).toMatchObject({ found: "openhands-v1", endedBy: "limit", endedDetail: "stuck" });
  });
});

describe("codex", () => {
  const item = (payload: unknown) => ({ timestamp: "2025-01-01T00:00:00Z", type: "response_item", payload });
  const message = (role: string, text: string) => ({
    type: "message",
    role,
    content: [{ type: role === "user" ? "input_text" : "output_text", text }],
  });
  const call = (id: string, name: string, values: unknown) => ({
    type: "function_call",
    call_id: id,
    name,
    arguments: JSON.stringify(values),
  });

  it("reads a rollout: injected messages, outputs of every kind, patches, refusals", () => {
    const run = readOne(
      lines(
        { timestamp: "t", type: "session_meta", payload: { id: "s1", cwd: "/home/dev/tool", cli_version: "0.77.0" } },
        item(message("user", "# AGENTS.md instructions for /home/dev/tool")),
        item(message("user", "<environment_context>\n</environment_context>")),
        item(message("user", "Mend it.")),
        { timestamp: "t", type: "turn_context", payload: { model: "gpt", cwd: "/home/dev/tool" } },
        item(call("c1", "shell", { command: ["bash", "-lc", "go test"], workdir: "/home/dev/tool/sub" })),
        item({
          type: "function_call_output",
          call_id: "c1",
          output: JSON.stringify({ output: "FAIL", metadata: { exit_code: 1 } }),
        }),
        item({ type: "custom_tool_call", call_id: "c2", name: "apply_patch", input: "*** Begin Patch\n*** End Patch" }),
        item({
          type: "custom_tool_call_output",
          call_id: "c2",
          output: "apply_patch verification failed: no such line",
        }),
        item(call("c3", "exec_command", { cmd: "ls" })),
        item({
          type: "function_call_output",
          call_id: "c3",
          output: "Process exited with code 2\nOutput:\nexit code 7",
        }),
        { timestamp: "t", type: "compacted", payload: { message: "" } },
        { timestamp: "t", type: "event_msg", payload: { type: "context_compacted" } },
        item(
          call("c4", "shell", {
            command: ["apply_patch", "*** Begin Patch\n*** End Patch"],
            with_escalated_permissions: true,
          }),
        ),
        { timestamp: "t", type: "event_msg", payload: { type: "turn_aborted", reason: "interrupted" } },
      ),
    );
    expect(run.calls).toMatchObject([
      { command: "go test", cwd: "/home/dev/tool/sub", observation: "FAIL", exitCode: 1, status: "error" },
      { tool: "apply_patch", input: { input: "*** Begin Patch\n*** End Patch" }, status: "error" },
      { command: "ls", exitCode: 2, cwd: "/home/dev/tool" },
      { command: "apply_patch <<'PATCH'\n*** Begin Patch\n*** End Patch\nPATCH", status: "refused" },
    ]);
    expect(run).toMatchObject({
      found: "codex-rollout",
      id: "s1",
      task: "Mend it.",
      endedBy: "interrupted",
      agent: { model: "gpt" },
    });
    expect(run.events.map(({ kind, afterStep }) => [kind, afterStep])).toEqual([
      ["compaction", 3],
      ["interruption", 4],
    ]);
  });

  it("reads a flat rollout, and does not take its items for runs", () => {
    const run = readOne(
      lines(
        { id: "s1", timestamp: "t", instructions: null },
        { record_type: "state" },
        message("user", "Mend it."),
        call("c1", "shell", { command: ["ls"] }),
        { type: "function_call_output", call_id: "c1", output: "a" },
        call("c2", "shell", { command: ["cat", "my file"] }),
        message("assistant", "Done."),
      ),
    );
    expect(run.calls.map(({ command, status }) => [command, status])).toEqual([
      ["ls", "ok"],
      ["cat 'my file'", "missing"],
    ]);
    expect(run).toMatchObject({ found: "codex-rollout", endedBy: "message", finalMessage: "Done." });
  });

  it("reads the stream of exec", () => {
    const command = (status: string, rest: unknown) => ({
      type: `item.${status}`,
      item: { id: "i1", type: "command_execution", command: "/bin/zsh -lc 'go test'", ...(rest as object) },
    });
    const run = readOne(
      `starting\n${lines(
        { type: "thread.started", thread_id: "th" },
        { type: "turn.started" },
        command("started", { status: "in_progress" }),
        command("completed", { aggregated_output: "FAIL", exit_code: 1, status: "failed" }),
        {
          type: "item.completed",
          item: { id: "i2", type: "file_change", changes: [{ path: "a.go", kind: "update" }], status: "completed" },
        },
        { type: "item.completed", item: { id: "i3", type: "agent_message", text: "Done." } },
        { type: "turn.completed", usage: {} },
      )}`,
    );
    expect(run.calls).toMatchObject([
      { command: "go test", exitCode: 1, status: "error" },
      { tool: "file_change", observation: "update a.go" },
    ]);
    expect(run).toMatchObject({
      found: "codex-exec",
      id: "th",
      endedBy: "message",
      finalMessage: "Done.",
      skippedLines: 1,
    });
  });
});
