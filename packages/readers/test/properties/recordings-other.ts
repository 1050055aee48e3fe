import type { SmallRecording } from "./recordings.js";
import { did, farewell, json, task } from "./scenario.js";

/** Formats that are one document, rows of runs, or traces. */
export const otherRecordings: readonly SmallRecording[] = [
  { format: "atif", document: atif(), steps: 3 },
  { format: "mini-swe-agent", document: miniSweAgent(), steps: 3 },
  { format: "openenv", document: openEnv(), steps: 4 },
  { format: "swe-agent", document: sweAgent(), steps: 4 },
  { format: "openhands-v0", lines: [openHandsRow("7"), openHandsRow("8")], steps: 6 },
  { format: "opencode", kind: "export", document: openCodeExport(), steps: 3 },
  { format: "gemini-cli", kind: "contents", document: geminiContents(), steps: 3 },
  { format: "cline", document: cline(), steps: 4 },
  { format: "inspect", document: inspect(), steps: 3 },
  { format: "otlp", document: otlp(), steps: 3 },
  { format: "langsmith", lines: langSmith(), steps: 3 },
];

function atif(): unknown {
  return {
    schema_version: "ATIF-v1.6",
    session_id: "s1",
    agent: { name: "openhands", version: "2", model_name: "m" },
    steps: [
      { step_id: 1, source: "user", message: task },
      ...did.map(({ id, command, output }) => ({
        source: "agent",
        message: "Next.",
        tool_calls: [{ tool_call_id: id, function_name: "execute_bash", arguments: { command } }],
        observation: { results: [{ source_call_id: id, content: output }] },
      })),
      { source: "agent", message: farewell },
    ],
  };
}

function miniSweAgent(): unknown {
  return {
    trajectory_format: "mini-swe-agent-1.1",
    instance_id: "acme__tool-7",
    info: {
      mini_version: "2.2.7",
      exit_status: "LimitsExceeded",
      config: { environment: { cwd: "/repo" }, model: { model_name: "m" } },
    },
    messages: [
      { role: "system", content: "You are." },
      { role: "user", content: task },
      ...did.flatMap(({ id, command, output, exitCode }) => [
        {
          role: "assistant",
          content: "Next.",
          tool_calls: [{ id, type: "function", function: { name: "bash", arguments: json({ command }) } }],
          extra: { actions: [{ tool_call_id: id, command }] },
        },
        {
          role: "tool",
          tool_call_id: id,
          content: `<returncode>${exitCode}</returncode>\n<output>\n${output}\n</output>`,
          extra: { returncode: exitCode, raw_output: output },
        },
      ]),
    ],
  };
}

function openEnv(): unknown {
  return {
    episode_id: "e-1",
    task,
    variant_id: "variant_3",
    steps: [
      {
        step_number: 1,
        action_type: "read_file",
        action_path: "shop/cart.py",
        error: null,
        observation_snapshot: { last_action_result: did[0]?.output },
      },
      { step_number: 2, action_type: "search_code", action_query: "total", error: "nothing", observation_snapshot: {} },
      { step_number: 3, action_type: "run_tests", test_pass_rate: 0.25, error: null, observation_snapshot: {} },
      { step_number: 4, action_type: "submit", error: null, done: true },
    ],
    final_score: 0.25,
  };
}

function sweAgent(): unknown {
  const state = json({ open_file: "/repo/shop/cart.py", working_dir: "/repo" });
  const shown = "[File: /repo/shop/cart.py (2 lines total)]\n1:def total(items):\n2:    return sum(items)\n";
  const steps = [
    ["open shop/cart.py", shown],
    ["edit 2:2\n    return sum(items) + 1\nend_of_edit", shown],
    [did[2]?.command, did[2]?.output],
    ["submit", "diff --git a/shop/cart.py b/shop/cart.py"],
  ];
  return {
    environment: "swe_main",
    trajectory: steps.map(([action, observation]) => ({ action, observation, thought: "Next.", state })),
    history: [
      { role: "system", content: "rules", agent: "primary" },
      { role: "user", content: task, agent: "primary" },
    ],
    info: { exit_status: "submitted", submission: "diff --git a/shop/cart.py b/shop/cart.py" },
  };
}

function openHandsRow(instance: string): unknown {
  return {
    instance_id: `acme__tool-${instance}`,
    instruction: task,
    history: [
      { id: 1, source: "user", action: "message", args: { content: task } },
      ...did.flatMap(({ id, command, output, exitCode }, index) => [
        {
          id: 10 * (index + 1),
          source: "agent",
          action: "run",
          args: { command, thought: "Next." },
          tool_call_metadata: { function_name: "run", model_response: { id, model: "m" } },
        },
        {
          id: 10 * (index + 1) + 1,
          source: "agent",
          observation: "run",
          cause: 10 * (index + 1),
          content: output,
          extras: { metadata: { exit_code: exitCode } },
        },
      ]),
    ],
    test_result: { git_patch: "diff", report: { resolved: false } },
    error: null,
  };
}

function openCodeExport(): unknown {
  const parts = did.map(({ id, command, output, exitCode }) => ({
    id: `p-${id}`,
    messageID: "m1",
    type: "tool",
    tool: "bash",
    callID: id,
    state: { status: "completed", input: { command, workdir: "/repo" }, output, metadata: { exit: exitCode } },
  }));
  return {
    info: { id: "s1", directory: "/repo" },
    messages: [
      { info: { role: "user" }, parts: [{ type: "text", text: task }] },
      {
        info: { role: "assistant", modelID: "m", finish: "stop" },
        parts: [...parts, { id: "p9", type: "text", text: farewell }],
      },
    ],
  };
}

function geminiContents(): unknown {
  const name = "run_shell_command";
  return [
    { role: "user", parts: [{ text: task }] },
    ...did.flatMap(({ command, output }) => [
      { role: "model", parts: [{ text: "Next." }, { functionCall: { name, args: { command } } }] },
      { role: "user", parts: [{ functionResponse: { name, response: { output } } }] },
    ]),
    { role: "model", parts: [{ text: farewell }] },
  ];
}

function cline(): unknown {
  const modelInfo = { id: "m" };
  return {
    sessionId: "s1",
    messages: [
      { role: "user", ts: 1, content: task },
      ...did.flatMap(({ id, command, output }) => [
        {
          role: "assistant",
          ts: 2,
          modelInfo,
          content: [{ type: "tool_use", id, name: "execute_command", input: { command } }],
        },
        { role: "user", ts: 3, content: [{ type: "tool_result", tool_use_id: id, content: output }] },
      ]),
      {
        role: "assistant",
        ts: 4,
        modelInfo,
        content: [{ type: "tool_use", id: "c9", name: "attempt_completion", input: { result: farewell } }],
      },
    ],
  };
}

function inspect(): unknown {
  const sample = {
    id: 1,
    epoch: 1,
    uuid: "s1",
    messages: [
      { role: "user", content: task },
      ...did.flatMap(({ id, command, output }) => [
        { role: "assistant", content: "", tool_calls: [{ id, function: "bash", arguments: { cmd: command } }] },
        { role: "tool", tool_call_id: id, function: "bash", content: output },
      ]),
    ],
    scores: { match: { value: "I" } },
    attachments: { h: "a" },
  };
  return { version: 2, status: "success", eval: { task: "mend", model: "m" }, samples: [sample] };
}

function otlp(): unknown {
  const span = (spanId: string, name: string, values: Readonly<Record<string, string>>): unknown => ({
    traceId: "tr",
    spanId,
    name,
    startTimeUnixNano: `${spanId}0`,
    attributes: Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } })),
  });
  const said = (role: string, content: string): string => json([{ role, parts: [{ type: "text", content }] }]);
  const spans = [
    span("1", "chat", { "gen_ai.operation.name": "chat", "gen_ai.input.messages": said("user", task) }),
    ...did.map(({ command, output }, index) =>
      span(String(index + 2), "execute_tool bash", {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": "bash",
        "gen_ai.tool.call.arguments": json({ command }),
        "gen_ai.tool.call.result": output,
      }),
    ),
    span("9", "chat", { "gen_ai.output.messages": said("assistant", farewell) }),
  ];
  return { resourceSpans: [{ scopeSpans: [{ spans }] }] };
}

function langSmith(): readonly unknown[] {
  return [
    { id: "0", run_type: "chain", name: "agent", trace_id: "tr", dotted_order: "a", inputs: {} },
    {
      id: "1",
      run_type: "llm",
      name: "m",
      trace_id: "tr",
      parent_run_id: "0",
      dotted_order: "a.b",
      inputs: { messages: [[{ type: "human", content: task }]] },
      outputs: {},
    },
    ...did.map(({ id, command, output }, index) => ({
      id,
      run_type: "tool",
      name: "bash",
      trace_id: "tr",
      parent_run_id: "0",
      dotted_order: `a.c${index}`,
      inputs: { command },
      outputs: { output },
    })),
  ];
}
