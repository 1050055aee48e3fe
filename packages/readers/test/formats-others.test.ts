/* oxlint-disable unicorn/consistent-function-scoping -- builders stand beside the tests that use them */
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { recordBytes, recordText } from "../src/record-text.js";
import { lines, readOne, thrownBy } from "./read-helpers.js";

const summary = (text: string) => {
  const run = readOne(text);
  return {
    format: run.found,
    task: run.task,
    end: run.endedBy,
    final: run.finalMessage,
    calls: run.calls.map(({ tool, command, observation, status }) => [tool, command, observation, status]),
  };
};

describe("gemini-cli", () => {
  const call = (id: string, name: string, args: unknown, output: unknown, status = "success") => ({
    id,
    name,
    args,
    status,
    result: [{ functionResponse: { id, name, response: output } }],
  });
  const head = { sessionId: "s1", projectHash: "p" };

  it("reads sessions as JSON", () => {
    const messages = [
      { id: "1", type: "user", content: "Mend it." },
      {
        id: "2",
        type: "gemini",
        content: "Look.",
        model: "g",
        toolCalls: [
          call("c1", "run_shell_command", { command: "ls" }, { output: "Output: a\nExit Code: 1" }),
          call("c2", "replace", { file_path: "a" }, { error: "could not find the string" }, "error"),
          call("c3", "write_file", {}, { error: "cancelled" }, "cancelled"),
        ],
      },
      { id: "3", type: "gemini", content: [{ text: "Done." }] },
    ];
    const run = readOne(JSON.stringify({ ...head, messages }));
    expect(run.calls.map(({ status, exitCode }) => [status, exitCode])).toEqual([
      ["error", 1],
      ["error", null],
      ["refused", null],
    ]);
    expect(run).toMatchObject({ found: "gemini-cli", id: "s1", endedBy: "message", finalMessage: "Done." });
  });

  it("follows updates and rewinds of JSON Lines", () => {
    const text = lines(
      head,
      { id: "1", type: "user", content: "Mend it." },
      { id: "2", type: "gemini", content: "First." },
      { type: "message_update", id: "2", toolCalls: [call("c1", "glob", { pattern: "*" }, { output: "a" })] },
      { id: "3", type: "gemini", content: "Wrong way.", toolCalls: [call("c2", "glob", {}, { output: "b" })] },
      { $rewindTo: "3" },
      { $set: { directories: ["/home/dev/tool"] } },
      { id: "4", type: "gemini", content: "Done." },
    );
    expect(readOne(text)).toMatchObject({
      cwd: "/home/dev/tool",
      finalMessage: "Done.",
      calls: [{ tool: "glob", says: "First.", observation: "a" }],
    });
    expect(recordText(`${text}${lines({ $rewindTo: "unknown" })}`, { allowNoSteps: true }).runs[0]?.calls).toEqual([]);
  });

  it("reads content lists and the printed stream", () => {
    const contents = [
      { role: "user", parts: [{ text: "<session_context>\nToday" }] },
      { role: "user", parts: [{ text: "Mend it." }] },
      {
        role: "model",
        parts: [
          { text: "hidden", thought: true },
          { text: "Look." },
          { functionCall: { name: "read_file", args: { file_path: "a" } } },
        ],
      },
      { role: "user", parts: [{ functionResponse: { name: "read_file", response: { output: "text" } } }] },
    ];
    expect(summary(JSON.stringify(contents))).toEqual({
      format: "gemini-cli",
      task: "Mend it.",
      end: "cut",
      final: "",
      calls: [["read_file", undefined, "text", "ok"]],
    });
    const stream = lines(
      { type: "init", session_id: "s1", model: "g" },
      { type: "message", role: "user", content: "Mend it." },
      { type: "tool_use", tool_name: "run_shell_command", tool_id: "t", parameters: { command: "ls" } },
      { type: "tool_result", tool_id: "t", status: "success", output: "a" },
      { type: "message", role: "assistant", content: "Do", delta: true },
      { type: "message", role: "assistant", content: "ne.", delta: true },
      { type: "result", status: "success" },
    );
    expect(summary(stream)).toEqual({
      format: "gemini-cli",
      task: "Mend it.",
      end: "message",
      final: "Done.",
      calls: [["run_shell_command", "ls", "a", "ok"]],
    });
  });
});

describe("opencode", () => {
  const tool = (callID: string, name: string, state: unknown) => ({
    id: `p-${callID}`,
    messageID: "m1",
    type: "tool",
    tool: name,
    callID,
    state,
  });
  const parts = [
    { id: "p0", type: "text", text: "Look." },
    tool("c1", "bash", {
      status: "completed",
      input: { command: "ls", workdir: "/w" },
      output: "a",
      metadata: { exit: 0 },
    }),
    tool("c2", "edit", { status: "error", input: { filePath: "a" }, error: "oldString not found" }),
    tool("c3", "bash", {
      status: "error",
      input: { command: "rm a" },
      error: "The user rejected permission to use this specific tool call.",
    }),
    { id: "p9", type: "text", text: "Done." },
    { id: "p10", type: "step-finish", reason: "stop" },
  ];
  const expected = [
    ["bash", "ls", "a", "ok"],
    ["edit", undefined, "oldString not found", "error"],
    ["bash", "rm a", "The user rejected permission to use this specific tool call.", "refused"],
  ];

  it("reads the printed stream and exports", () => {
    const stream = `Performing one time database migration...\n${lines(...parts.map((part) => ({ type: "any", timestamp: 1, sessionID: "s1", part })))}`;
    expect(summary(stream)).toEqual({ format: "opencode", task: "", end: "message", final: "Done.", calls: expected });
    const exported = {
      info: { id: "s1", directory: "/w" },
      messages: [
        { info: { role: "user" }, parts: [{ type: "text", text: "Mend it." }] },
        { info: { role: "assistant", modelID: "m", finish: "stop" }, parts },
      ],
    };
    expect(summary(JSON.stringify(exported))).toEqual({
      format: "opencode",
      task: "Mend it.",
      end: "message",
      final: "Done.",
      calls: expected,
    });
  });
});

describe("printed streams and session files", () => {
  it("claude-stream-json", () => {
    const text = lines(
      { type: "system", subtype: "init", session_id: "s1", cwd: "/w", model: "c", tools: [] },
      {
        type: "assistant",
        session_id: "s1",
        parent_tool_use_id: null,
        message: { id: "m", content: [{ type: "tool_use", id: "t", name: "Bash", input: { command: "ls" } }] },
      },
      {
        type: "assistant",
        session_id: "s1",
        parent_tool_use_id: "t",
        message: { id: "n", content: [{ type: "tool_use", id: "u", name: "Bash", input: {} }] },
      },
      {
        type: "user",
        session_id: "s1",
        parent_tool_use_id: null,
        message: { content: [{ type: "tool_result", tool_use_id: "t", content: "a" }] },
      },
      { type: "result", subtype: "error_max_turns", is_error: true, session_id: "s1", num_turns: 2 },
    );
    expect(summary(text)).toEqual({
      format: "claude-stream-json",
      task: "",
      end: "limit",
      final: "",
      calls: [["Bash", "ls", "a", "ok"]],
    });
    expect(
      thrownBy(() =>
        recordText(
          JSON.stringify({
            type: "result",
            subtype: "success",
            is_error: false,
            session_id: "s",
            num_turns: 1,
            result: "x",
          }),
        ),
      ).code,
    ).toBe("no-steps");
  });

  it("cursor", () => {
    const call = (subtype: string, result?: unknown) => ({
      type: "tool_call",
      subtype,
      call_id: "c",
      session_id: "s1",
      tool_call: { shellToolCall: { args: { command: "ls" }, ...(result === undefined ? {} : { result }) } },
    });
    const text = lines(
      { type: "system", subtype: "init", session_id: "s1", model: "m", cwd: "/w" },
      { type: "user", message: { content: [{ type: "text", text: "Mend it." }] } },
      call("started"),
      call("completed", { failure: { stdout: "", stderr: "no", exitCode: 2 } }),
      { type: "result", is_error: false, result: "Done." },
    );
    expect(summary(text)).toEqual({
      format: "cursor",
      task: "Mend it.",
      end: "message",
      final: "Done.",
      calls: [["shellToolCall", "ls", "no", "error"]],
    });
  });

  it("copilot", () => {
    const text = lines(
      { type: "user.message", data: { content: "Mend it." } },
      { type: "tool.execution_start", data: { toolCallId: "t", toolName: "bash", arguments: '{"command":"ls"}' } },
      {
        type: "tool.execution_complete",
        data: { toolCallId: "t", success: true, result: { content: "a\n<exited with exit code 0>" } },
      },
      { type: "assistant.message", data: { content: "Done." } },
    );
    expect(summary(text)).toEqual({
      format: "copilot",
      task: "Mend it.",
      end: "message",
      final: "Done.",
      calls: [["bash", "ls", "a\n<exited with exit code 0>", "ok"]],
    });
  });

  it("goose", () => {
    const message = (id: string, role: string, ...content: readonly unknown[]) => ({
      type: "message",
      message: { id, role, content },
    });
    const text = lines(
      message("1", "user", { type: "text", text: "Mend it." }),
      message("2", "assistant", { type: "text", text: "Lo" }),
      message("2", "assistant", { type: "text", text: "ok." }),
      message("2", "assistant", {
        type: "toolRequest",
        id: "t",
        toolCall: { status: "success", value: { name: "developer__shell", arguments: { command: "ls" } } },
      }),
      message("3", "user", {
        type: "toolResponse",
        id: "t",
        toolResult: { status: "success", value: { content: [{ type: "text", text: "a" }], isError: false } },
      }),
      { type: "complete", total_tokens: 1 },
    );
    expect(summary(text)).toEqual({
      format: "goose",
      task: "Mend it.",
      end: "message",
      final: "",
      calls: [["developer__shell", "ls", "a", "ok"]],
    });
    expect(readOne(text).calls[0]?.says).toBe("Look.");
  });

  it("acp", () => {
    const call = (status: string, content: readonly unknown[]) => ({
      type: "tool_call",
      tool_call_id: "t",
      kind: "execute",
      title: "ls",
      status,
      content,
    });
    const text = lines(
      { type: "user_message", text: "Mend it." },
      call("pending", []),
      call("completed", [{ content: { type: "text", text: "a" } }]),
      { type: "agent_message", text: "Done." },
    );
    expect(summary(text)).toEqual({
      format: "acp",
      task: "Mend it.",
      end: "message",
      final: "Done.",
      calls: [["shell", undefined, "a", "ok"]],
    });
  });

  it("pi and cline", () => {
    const text = lines(
      { type: "session", id: "s1", cwd: "/w" },
      { type: "message", message: { role: "user", content: [{ type: "text", text: "Mend it." }] } },
      {
        type: "message",
        message: {
          role: "assistant",
          content: [{ type: "toolCall", id: "t", name: "bash", arguments: { command: "ls" } }],
        },
      },
      {
        type: "message",
        message: { role: "toolResult", toolCallId: "t", isError: true, content: [{ type: "text", text: "no" }] },
      },
    );
    expect(summary(text)).toEqual({
      format: "pi",
      task: "Mend it.",
      end: "cut",
      final: "",
      calls: [["bash", "ls", "no", "error"]],
    });
    const messages = [
      { role: "user", ts: 1, content: "Mend it." },
      {
        role: "assistant",
        ts: 2,
        modelInfo: { id: "m" },
        content: [{ type: "tool_use", id: "t", name: "attempt_completion", input: { result: "Done." } }],
      },
    ];
    expect(summary(JSON.stringify({ sessionId: "s", messages }))).toEqual({
      format: "cline",
      task: "Mend it.",
      end: "finished",
      final: "Done.",
      calls: [["attempt_completion", undefined, "", "ok"]],
    });
  });
});

describe("conversations of the model APIs", () => {
  const expected = (format: string) => ({
    format,
    task: "Mend it.",
    end: "message",
    final: "Done.",
    calls: [["bash", "ls", "a", "ok"]],
  });
  const user = { role: "user", content: "Mend it." };
  const done = { role: "assistant", content: "Done." };

  it.each([
    [
      "openai-chat",
      [
        user,
        {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "t", function: { name: "bash", arguments: '{"command":"ls"}' } }],
        },
        { role: "tool", tool_call_id: "t", content: "a" },
        done,
      ],
    ],
    [
      "openai-chat",
      [
        user,
        { role: "assistant", function_call: { name: "bash", arguments: '{"command":"ls"}' } },
        { role: "function", name: "bash", content: "a" },
        done,
      ],
    ],
    [
      "anthropic-messages",
      [
        user,
        { role: "assistant", content: [{ type: "tool_use", id: "t", name: "bash", input: { command: "ls" } }] },
        { role: "user", content: [{ type: "tool_result", tool_use_id: "t", content: [{ type: "text", text: "a" }] }] },
        done,
      ],
    ],
    [
      "ai-sdk",
      [
        user,
        {
          role: "assistant",
          content: [{ type: "tool-call", toolCallId: "t", toolName: "bash", input: { command: "ls" } }],
        },
        {
          role: "tool",
          content: [{ type: "tool-result", toolCallId: "t", toolName: "bash", output: { type: "text", value: "a" } }],
        },
        done,
      ],
    ],
    [
      "ai-sdk",
      [
        { role: "user", parts: [{ type: "text", text: "Mend it." }] },
        {
          role: "assistant",
          parts: [
            { type: "step-start" },
            { type: "tool-bash", toolCallId: "t", state: "output-available", input: { command: "ls" }, output: "a" },
            { type: "text", text: "Done." },
          ],
        },
      ],
    ],
    [
      "openai-responses",
      [
        user,
        { type: "function_call", call_id: "t", name: "bash", arguments: '{"command":"ls"}' },
        { type: "function_call_output", call_id: "t", output: "a" },
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "Done." }] },
      ],
    ],
  ])("%s", (format, messages) => {
    expect(summary(JSON.stringify(messages))).toEqual(expected(format));
    expect(summary(lines(...messages))).toEqual(expected(format));
  });

  it("takes what a wrapper says of the result", () => {
    const messages = [
      user,
      { role: "assistant", tool_calls: [{ id: "t", function: { name: "bash", arguments: "{" } }] },
    ];
    const run = readOne(JSON.stringify({ instance_id: "acme__tool-7", resolved: true, model_patch: "diff", messages }));
    expect(run).toMatchObject({
      instanceId: "acme__tool-7",
      submission: "diff",
      verdict: { status: "passed", score: 1 },
    });
    expect(run.calls[0]?.status).toBe("invalid");
  });

  it("reads tau-bench and Docent", () => {
    const traj = [
      user,
      { role: "assistant", tool_calls: [{ id: "t", function: { name: "bash", arguments: '{"command":"ls"}' } }] },
      { role: "tool", tool_call_id: "t", content: "a" },
    ];
    const { runs, format } = recordText(
      JSON.stringify([
        { task_id: 1, trial: 0, reward: 1, info: {}, traj },
        { task_id: 2, trial: 0, reward: 0, info: {}, traj },
      ]),
    );
    expect([format, runs.map(({ id, verdict }) => [id, verdict?.status])]).toEqual([
      "tau-bench",
      [
        ["1-trial-0", "passed"],
        ["2-trial-0", "failed"],
      ],
    ]);
    expect(
      readOne(JSON.stringify({ id: "d1", transcripts: [{ messages: traj }], metadata: { scores: { reward: 0.5 } } })),
    ).toMatchObject({ found: "docent", id: "d1", verdict: { status: "failed", score: 0.5 } });
  });
});

describe("inspect", () => {
  const sample = (id: number, grade: string) => ({
    id,
    epoch: 1,
    uuid: `u${id}`,
    messages: [
      { role: "user", content: "Mend it." },
      { role: "assistant", content: "", tool_calls: [{ id: "t", function: "bash", arguments: { cmd: "ls" } }] },
      { role: "tool", tool_call_id: "t", function: "bash", content: "attachment://h" },
    ],
    scores: { match: { value: grade } },
    limit: { type: "message", limit: 3 },
    attachments: { h: "a" },
  });
  const header = { version: 2, status: "success", eval: { task: "mend", model: "m" } };

  it("reads the samples of a log with their scores", () => {
    const { runs } = recordText(JSON.stringify({ ...header, samples: [sample(1, "C"), sample(2, "I")] }));
    expect(
      runs.map(({ id, verdict, endedBy, calls }) => [
        id,
        verdict?.status,
        endedBy,
        calls[0]?.command,
        calls[0]?.observation,
      ]),
    ).toEqual([
      ["u1", "passed", "limit", "ls", "a"],
      ["u2", "failed", "limit", "ls", "a"],
    ]);
  });

  it("unpacks archives, finished or not, and says why it cannot", () => {
    const json = (value: unknown) => strToU8(JSON.stringify(value));
    const samples = {
      "samples/10_epoch_1.json": json(sample(10, "C")),
      "samples/2_epoch_1.json": json(sample(2, "C")),
    };
    expect(recordBytes(zipSync({ "header.json": json(header), ...samples })).runs.map(({ id }) => id)).toEqual([
      "u2",
      "u10",
    ]);
    expect(
      recordBytes(zipSync({ "_journal/start.json": json({ version: 2, eval: header.eval }), ...samples })).format,
    ).toBe("inspect");
    expect(thrownBy(() => recordBytes(zipSync({ "a.txt": strToU8("x") }))).code).toBe("binary-file");
    expect(thrownBy(() => recordBytes(zipSync({ "header.json": json(header) }).slice(0, 40))).code).toBe(
      "broken-archive",
    );
  });
});

describe("traces", () => {
  it("otlp", () => {
    const attributes = (values: Readonly<Record<string, string>>) =>
      Object.entries(values).map(([key, stringValue]) => ({ key, value: { stringValue } }));
    const spans = [
      {
        traceId: "tr",
        spanId: "2",
        name: "execute_tool bash",
        startTimeUnixNano: "20",
        attributes: attributes({
          "gen_ai.operation.name": "execute_tool",
          "gen_ai.tool.name": "bash",
          "gen_ai.tool.call.arguments": '{"command":"ls"}',
          "gen_ai.tool.call.result": "a",
        }),
      },
      {
        traceId: "tr",
        spanId: "1",
        name: "chat",
        startTimeUnixNano: "10",
        attributes: attributes({
          "gen_ai.operation.name": "chat",
          "gen_ai.request.model": "m",
          "gen_ai.input.messages": JSON.stringify([{ role: "user", parts: [{ type: "text", content: "Mend it." }] }]),
        }),
      },
      {
        traceId: "tr",
        spanId: "3",
        name: "chat",
        startTimeUnixNano: "30",
        attributes: attributes({
          "gen_ai.output.messages": JSON.stringify([
            { role: "assistant", parts: [{ type: "text", content: "Done." }] },
          ]),
        }),
      },
    ];
    expect(summary(JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] }))).toEqual({
      format: "otlp",
      task: "Mend it.",
      end: "message",
      final: "Done.",
      calls: [["bash", "ls", "a", "ok"]],
    });
  });

  it("langsmith", () => {
    const text = lines(
      {
        id: "2",
        run_type: "tool",
        name: "bash",
        trace_id: "tr",
        dotted_order: "a.c",
        inputs: { command: "ls" },
        error: "no",
      },
      {
        id: "1",
        run_type: "llm",
        name: "m",
        trace_id: "tr",
        dotted_order: "a.b",
        inputs: { messages: [[{ type: "human", content: "Mend it." }]] },
        outputs: {},
      },
      { id: "0", run_type: "chain", name: "agent", trace_id: "tr", dotted_order: "a", inputs: {} },
    );
    expect(summary(text)).toEqual({
      format: "langsmith",
      task: "Mend it.",
      end: "cut",
      final: "",
      calls: [["bash", "ls", "no", "error"]],
    });
  });
});
