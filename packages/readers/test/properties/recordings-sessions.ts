import type { SmallRecording } from "./recordings.js";
import { did, farewell, json, task } from "./scenario.js";

/** Streams and session files of single agents, a record a line. */
export const sessionRecordings: readonly SmallRecording[] = [
  { format: "claude-code", lines: claudeCode(), steps: 3 },
  { format: "claude-stream-json", lines: claudeStream(), steps: 3 },
  { format: "cursor", lines: cursor(), steps: 3 },
  { format: "codex-rollout", lines: codexRollout(), steps: 3 },
  { format: "codex-exec", lines: codexExec(), steps: 3 },
  { format: "gemini-cli", lines: geminiStream(), kind: "stream", steps: 3 },
  { format: "gemini-cli", lines: geminiSession(), kind: "session", steps: 3 },
  { format: "opencode", lines: openCode(), steps: 3 },
  { format: "copilot", lines: copilot(), steps: 3 },
  { format: "goose", lines: goose(), steps: 3 },
  { format: "acp", lines: acp(), steps: 3 },
  { format: "pi", lines: pi(), steps: 3 },
  { format: "openhands-v1", lines: openHandsSdk(), steps: 3 },
];

function claudeCode(): readonly unknown[] {
  const line = (uuid: string, type: string, message: unknown, more: object = {}): unknown => ({
    type,
    uuid,
    sessionId: "s1",
    cwd: "/repo",
    version: "2.0.1",
    message,
    ...more,
  });
  return [
    line("u0", "user", { role: "user", content: task }),
    ...did.flatMap(({ id, command, output, exitCode }) => [
      line(`a-${id}`, "assistant", {
        id: `m-${id}`,
        model: "m",
        content: [{ type: "tool_use", id, name: "Bash", input: { command } }],
      }),
      line(
        `r-${id}`,
        "user",
        {
          role: "user",
          content: [{ type: "tool_result", tool_use_id: id, content: output, is_error: exitCode !== 0 }],
        },
        { toolUseResult: { stdout: output, stderr: "", interrupted: false } },
      ),
    ]),
    line("u9", "assistant", { id: "m9", content: [{ type: "text", text: farewell }] }),
  ];
}

function claudeStream(): readonly unknown[] {
  const line = (type: string, message: unknown): unknown => ({
    type,
    session_id: "s1",
    parent_tool_use_id: null,
    message,
  });
  return [
    { type: "system", subtype: "init", session_id: "s1", cwd: "/repo", model: "c", tools: [] },
    ...did.flatMap(({ id, command, output }) => [
      line("assistant", { id: `m-${id}`, content: [{ type: "tool_use", id, name: "Bash", input: { command } }] }),
      line("user", { content: [{ type: "tool_result", tool_use_id: id, content: output }] }),
    ]),
    line("assistant", { id: "m9", content: [{ type: "text", text: farewell }] }),
    { type: "result", subtype: "success", is_error: false, session_id: "s1", num_turns: 4, result: farewell },
  ];
}

function cursor(): readonly unknown[] {
  const call = (id: string, subtype: string, body: unknown): unknown => ({
    type: "tool_call",
    subtype,
    call_id: id,
    session_id: "s1",
    tool_call: { shellToolCall: body },
  });
  return [
    { type: "system", subtype: "init", session_id: "s1", model: "m", cwd: "/repo" },
    { type: "user", message: { content: [{ type: "text", text: task }] } },
    ...did.flatMap(({ id, command, output, exitCode }) => [
      call(id, "started", { args: { command } }),
      call(id, "completed", {
        args: { command },
        result: { [exitCode === 0 ? "success" : "failure"]: { stdout: output, stderr: "", exitCode } },
      }),
    ]),
    { type: "result", is_error: false, result: farewell },
  ];
}

function codexRollout(): readonly unknown[] {
  const item = (payload: unknown): unknown => ({ timestamp: "2025-01-01T00:00:00Z", type: "response_item", payload });
  const message = (role: string, type: string, text: string): unknown =>
    item({ type: "message", role, content: [{ type, text }] });
  return [
    { timestamp: "t", type: "session_meta", payload: { id: "s1", cwd: "/repo", cli_version: "0.77.0" } },
    message("user", "input_text", task),
    ...did.flatMap(({ id, command, output, exitCode }) => [
      item({
        type: "function_call",
        call_id: id,
        name: "shell",
        arguments: json({ command: ["bash", "-lc", command], workdir: "/repo" }),
      }),
      item({
        type: "function_call_output",
        call_id: id,
        output: json({ output, metadata: { exit_code: exitCode } }),
      }),
    ]),
    message("assistant", "output_text", farewell),
  ];
}

function codexExec(): readonly unknown[] {
  return [
    { type: "thread.started", thread_id: "s1" },
    { type: "turn.started" },
    ...did.map(({ id, command, output, exitCode }) => ({
      type: "item.completed",
      item: { id, type: "command_execution", command, aggregated_output: output, exit_code: exitCode, status: "done" },
    })),
    { type: "item.completed", item: { id: "i9", type: "agent_message", text: farewell } },
    { type: "turn.completed", usage: {} },
  ];
}

function geminiStream(): readonly unknown[] {
  return [
    { type: "init", session_id: "s1", model: "g" },
    { type: "message", role: "user", content: task },
    ...did.flatMap(({ id, command, output }) => [
      { type: "tool_use", tool_name: "run_shell_command", tool_id: id, parameters: { command } },
      { type: "tool_result", tool_id: id, status: "success", output },
    ]),
    { type: "message", role: "assistant", content: farewell, delta: true },
    { type: "result", status: "success" },
  ];
}

function geminiSession(): readonly unknown[] {
  return [
    { sessionId: "s1", projectHash: "p" },
    { id: "1", type: "user", content: task },
    ...did.map(({ id, command, output }) => ({
      id: `m-${id}`,
      type: "gemini",
      content: "Next.",
      toolCalls: [
        {
          id,
          name: "run_shell_command",
          args: { command },
          status: "success",
          result: [{ functionResponse: { id, name: "run_shell_command", response: { output } } }],
        },
      ],
    })),
    { id: "9", type: "gemini", content: farewell },
  ];
}

function openCode(): readonly unknown[] {
  const line = (part: unknown): unknown => ({ type: "any", timestamp: 1, sessionID: "s1", part });
  return [
    ...did.map(({ id, command, output, exitCode }) =>
      line({
        id: `p-${id}`,
        messageID: `m-${id}`,
        type: "tool",
        tool: "bash",
        callID: id,
        state: { status: "completed", input: { command, workdir: "/repo" }, output, metadata: { exit: exitCode } },
      }),
    ),
    line({ id: "p9", type: "text", text: farewell }),
    line({ id: "p10", type: "step-finish", reason: "stop" }),
  ];
}

function copilot(): readonly unknown[] {
  return [
    { type: "user.message", data: { content: task } },
    ...did.flatMap(({ id, command, output, exitCode }) => [
      { type: "tool.execution_start", data: { toolCallId: id, toolName: "bash", arguments: json({ command }) } },
      {
        type: "tool.execution_complete",
        data: { toolCallId: id, success: exitCode === 0, result: { content: output } },
      },
    ]),
    { type: "assistant.message", data: { content: farewell } },
  ];
}

function goose(): readonly unknown[] {
  const message = (id: string, role: string, content: unknown): unknown => ({
    type: "message",
    message: { id, role, content: [content] },
  });
  return [
    message("1", "user", { type: "text", text: task }),
    ...did.flatMap(({ id, command, output, exitCode }) => [
      message(`q-${id}`, "assistant", {
        type: "toolRequest",
        id,
        toolCall: { status: "success", value: { name: "developer__shell", arguments: { command } } },
      }),
      message(`r-${id}`, "user", {
        type: "toolResponse",
        id,
        toolResult: {
          status: "success",
          value: { content: [{ type: "text", text: output }], isError: exitCode !== 0 },
        },
      }),
    ]),
    message("9", "assistant", { type: "text", text: farewell }),
    { type: "complete", total_tokens: 1 },
  ];
}

function acp(): readonly unknown[] {
  return [
    { type: "user_message", text: task },
    ...did.map(({ id, command, output }) => ({
      type: "tool_call",
      tool_call_id: id,
      kind: "execute",
      title: command,
      status: "completed",
      content: [{ content: { type: "text", text: output } }],
    })),
    { type: "agent_message", text: farewell },
  ];
}

function pi(): readonly unknown[] {
  const message = (value: unknown): unknown => ({ type: "message", message: value });
  return [
    { type: "session", id: "s1", cwd: "/repo" },
    message({ role: "user", content: [{ type: "text", text: task }] }),
    ...did.flatMap(({ id, command, output, exitCode }) => [
      message({ role: "assistant", content: [{ type: "toolCall", id, name: "bash", arguments: { command } }] }),
      message({
        role: "toolResult",
        toolCallId: id,
        isError: exitCode !== 0,
        content: [{ type: "text", text: output }],
      }),
    ]),
    message({ role: "assistant", content: [{ type: "text", text: farewell }] }),
  ];
}

function openHandsSdk(): readonly unknown[] {
  return [
    {
      id: "1",
      kind: "MessageEvent",
      source: "user",
      llm_message: { role: "user", content: [{ type: "text", text: task }] },
    },
    ...did.flatMap(({ id, command, output, exitCode }) => [
      {
        id: `a-${id}`,
        kind: "ActionEvent",
        source: "agent",
        thought: [{ type: "text", text: "Next." }],
        action: { kind: "TerminalAction", command, is_input: false },
        tool_name: "terminal",
        tool_call_id: id,
        llm_response_id: `r-${id}`,
      },
      {
        id: `o-${id}`,
        kind: "ObservationEvent",
        source: "environment",
        tool_call_id: id,
        observation: {
          kind: "TerminalObservation",
          content: [{ type: "text", text: output }],
          exit_code: exitCode,
          is_error: exitCode !== 0,
        },
      },
    ]),
  ];
}
