import { dirname, join } from "node:path";
import { mkdirSync, writeFileSync } from "node:fs";

/** One thing that happens in a session, whatever the agent. */
export type Happening =
  | { readonly ask: string }
  | { readonly say: string }
  | { readonly read: string; readonly text: string }
  | { readonly edit: string; readonly from: string; readonly to: string }
  | { readonly run: string; readonly output: string; readonly exit?: number };

/** What tools of Claude Code alone do. */
export interface ToolCall {
  readonly call: string;
  readonly input: object;
  readonly text: string;
  readonly error?: boolean;
}

const root = "/repo";
const code = "def total(items):\n    return sum(items)\n";
const testCode = "def test_total():\n    assert total([1, 2]) == 3\n    assert total([]) == 0\n";
const green: Happening = { run: "pytest -q", output: "....\n4 passed in 0.10s" };
const red: Happening = {
  run: "pytest -q",
  output:
    "..F\n=================================== FAILURES ===================================\n" +
    "FAILED tests/test_cart.py::test_total - AssertionError: assert 3 == 4\n1 failed, 2 passed in 0.10s",
  exit: 1,
};
const ask: Happening = { ask: "Fix the total of the cart: discounts are not taken off. See src/cart.py." };
const askTest: Happening = { ask: "Fix src/cart.py so that tests/test_cart.py::test_total passes." };
const look: Happening = { read: "src/cart.py", text: code };
const edit: Happening = { edit: "src/cart.py", from: "return sum(items)", to: "return sum(items) - discount(items)" };
const again: Happening = { edit: "src/cart.py", from: "discount(items)", to: "discounts(items)" };
const done: Happening = { say: "I changed how the total is computed." };

/** Sessions whose last turn shows one failure each, and sound ones. */
export const sessions = {
  NEVER_TESTED: [ask, look, edit, done],
  UNVERIFIED_FINAL_EDIT: [ask, look, edit, green, again, done],
  SUBMITTED_WITH_FAILING_TESTS: [askTest, look, edit, red, done],
  FALSE_COMPLETION_CLAIM: [askTest, look, edit, red, { say: "Done. The total is fixed and all tests pass." }],
  LOST_GOOD_STATE: [ask, look, edit, green, again, red, done],
  TEST_TAMPERING: [
    ask,
    look,
    { read: "tests/test_cart.py", text: testCode },
    edit,
    red,
    {
      edit: "tests/test_cart.py",
      from: "def test_total():",
      to: '@pytest.mark.skip(reason="flaky")\ndef test_total():',
    },
    green,
    done,
  ],
  LOOPING_BEHAVIOR: [
    ask,
    look,
    ...Array.from({ length: 6 }, (): Happening => ({
      run: "grep -rn discount src",
      output: "src/a.py:3: discount = 1",
    })),
    { say: "I could not find where the discount is taken off." },
  ],
  BLIND_WRITE: [ask, edit, done],
  sound: [ask, look, edit, green, { say: "The total now takes discounts off; the four tests pass." }],
  documents: [
    { ask: "Update the readme: say that discounts are taken off." },
    { read: "README.md", text: "# Cart\n" },
    { edit: "README.md", from: "# Cart", to: "# Cart\n\nDiscounts are taken off." },
    { say: "The readme says it now." },
  ],
  question: [{ ask: "Where is the total computed?" }, look, { say: "In src/cart.py." }],
} satisfies Readonly<Record<string, readonly Happening[]>>;

export type SessionName = keyof typeof sessions;

type Writer = (happenings: readonly Happening[], session: string) => string;

/** In the words of each agent. */
export const writers: Readonly<Record<string, { readonly file: string; readonly write: Writer }>> = {
  "claude-code": { file: "session.jsonl", write: claudeCode },
  codex: { file: "rollout-1.jsonl", write: codex },
  "gemini-cli": { file: "session-1.json", write: gemini },
  copilot: { file: "events.jsonl", write: copilot },
  cursor: { file: "session.jsonl", write: cursor },
  opencode: { file: "session.json", write: opencode },
};

export function writeSession(agent: string, folder: string, happenings: readonly Happening[]): string {
  const writer = writers[agent];
  if (writer === undefined) throw new Error(agent);
  const path = join(folder, writer.file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, writer.write(happenings, "session-1"));
  return path;
}

function lines(records: readonly object[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}

export function claudeCode(happenings: readonly (Happening | ToolCall)[], session: string, first = 0): string {
  const records = happenings.flatMap((happening, index): object[] => {
    const id = `${session}-${first + index}`;
    const user = (content: unknown) => ({ type: "user", uuid: `${id}-u`, message: { role: "user", content } });
    const assistant = (block: object) => ({
      type: "assistant",
      uuid: `${id}-a`,
      message: { id, role: "assistant", model: "claude-x", content: [block] },
    });
    const call = (name: string, input: object, content: string, error = false) => [
      assistant({ type: "tool_use", id: `toolu_${id}`, name, input }),
      user([{ type: "tool_result", tool_use_id: `toolu_${id}`, content, ...(error && { is_error: true }) }]),
    ];
    if ("ask" in happening) return [user(happening.ask)];
    if ("say" in happening) return [assistant({ type: "text", text: happening.say })];
    if ("read" in happening) return call("Read", { file_path: `${root}/${happening.read}` }, numbered(happening.text));
    if ("call" in happening) return call(happening.call, happening.input, happening.text, happening.error);
    if ("edit" in happening)
      return call(
        "Edit",
        { file_path: `${root}/${happening.edit}`, old_string: happening.from, new_string: happening.to },
        `The file ${root}/${happening.edit} has been updated.`,
      );
    const exit = happening.exit ?? 0;
    const output = exit === 0 ? happening.output : `Exit code ${exit}\n${happening.output}`;
    return call("Bash", { command: happening.run }, output, exit !== 0);
  });
  return lines(
    records.map((record) => ({ sessionId: session, cwd: root, version: "2.1.0", isSidechain: false, ...record })),
  );
}

function numbered(text: string): string {
  return text
    .split("\n")
    .map((line, index) => `${String(index + 1).padStart(6)}\t${line}`)
    .join("\n");
}

function codex(happenings: readonly Happening[], session: string): string {
  const item = (payload: object) => ({ timestamp: "2026-11-01T10:00:00.000Z", type: "response_item", payload });
  const shell = (id: string, command: string, output: string, exit = 0) => [
    item({
      type: "function_call",
      name: "shell",
      call_id: id,
      arguments: JSON.stringify({ command: ["bash", "-lc", command], workdir: root }),
    }),
    item({
      type: "function_call_output",
      call_id: id,
      output: JSON.stringify({ output, metadata: { exit_code: exit, duration_seconds: 0.1 } }),
    }),
  ];
  const message = (role: string, type: string, text: string) =>
    item({ type: "message", role, content: [{ type, text }] });
  const records = happenings.flatMap((happening, index): object[] => {
    const id = `call_${index}`;
    if ("ask" in happening) return [message("user", "input_text", happening.ask)];
    if ("say" in happening) return [message("assistant", "output_text", happening.say)];
    if ("read" in happening) return shell(id, `cat ${happening.read}`, happening.text);
    if ("edit" in happening) {
      const input =
        `*** Begin Patch\n*** Update File: ${happening.edit}\n@@\n-    ${happening.from}\n+    ${happening.to}\n` +
        "*** End Patch\n";
      return [
        item({ type: "custom_tool_call", status: "completed", call_id: id, name: "apply_patch", input }),
        item({
          type: "custom_tool_call_output",
          call_id: id,
          output: JSON.stringify({
            output: `Success. Updated the following files:\nM ${happening.edit}\n`,
            metadata: { exit_code: 0, duration_seconds: 0 },
          }),
        }),
      ];
    }
    return shell(id, happening.run, happening.output, happening.exit);
  });
  const meta = { id: session, timestamp: "2026-11-01T10:00:00.000Z", cwd: root, cli_version: "0.160.0" };
  return lines([{ timestamp: meta.timestamp, type: "session_meta", payload: meta }, ...records]);
}

function gemini(happenings: readonly Happening[], session: string): string {
  const messages = happenings.map((happening, index) => {
    const id = `m-${index}`;
    const call = (name: string, args: object, output: string, status = "success") => ({
      id,
      type: "gemini",
      content: "",
      model: "gemini-x",
      toolCalls: [
        { id: `c-${index}`, name, args, status, result: [{ functionResponse: { name, response: { output } } }] },
      ],
    });
    if ("ask" in happening) return { id, type: "user", content: happening.ask };
    if ("say" in happening) return { id, type: "gemini", content: happening.say, model: "gemini-x" };
    if ("read" in happening) return call("read_file", { file_path: `${root}/${happening.read}` }, happening.text);
    if ("edit" in happening)
      return call(
        "replace",
        { file_path: `${root}/${happening.edit}`, old_string: happening.from, new_string: happening.to },
        `Successfully modified file: ${root}/${happening.edit} (1 replacements).`,
      );
    const output = `Output: ${happening.output}${happening.exit ? `\nExit Code: ${happening.exit}` : ""}`;
    return call("run_shell_command", { command: happening.run }, output);
  });
  return JSON.stringify({ sessionId: session, projectHash: "0123", directories: [root], messages });
}

function copilot(happenings: readonly Happening[], session: string): string {
  const records = happenings.flatMap((happening, index): object[] => {
    const toolCallId = `call_${index}`;
    const call = (toolName: string, input: object, content: string, exitCode = 0) => [
      { type: "tool.execution_start", data: { toolCallId, toolName, arguments: input } },
      {
        type: "tool.execution_complete",
        data: {
          toolCallId,
          success: true,
          result: { content: `${content}${toolName === "bash" ? `\n<exited with exit code ${exitCode}>` : ""}` },
        },
      },
    ];
    if ("ask" in happening) return [{ type: "user.message", data: { content: happening.ask } }];
    if ("say" in happening) return [{ type: "assistant.message", data: { content: happening.say } }];
    if ("read" in happening) return call("view", { path: `${root}/${happening.read}` }, numbered(happening.text));
    if ("edit" in happening)
      return call(
        "edit",
        { path: `${root}/${happening.edit}`, old_str: happening.from, new_str: happening.to },
        `File ${root}/${happening.edit} updated with changes.`,
      );
    return call("bash", { command: happening.run }, happening.output, happening.exit);
  });
  const start = { type: "session.start", data: { sessionId: session, context: { cwd: root } } };
  return lines([start, ...records]);
}

function cursor(happenings: readonly Happening[], session: string): string {
  const records = happenings.flatMap((happening, index): object[] => {
    const call = (name: string, args: object, success: object) => {
      const common = { type: "tool_call", call_id: `call_${index}`, session_id: session };
      return [
        { ...common, subtype: "started", tool_call: { [name]: { args } } },
        { ...common, subtype: "completed", tool_call: { [name]: { args, result: { success } } } },
      ];
    };
    const message = (role: string, text: string) => ({
      type: role,
      message: { role, content: [{ type: "text", text }] },
      session_id: session,
    });
    if ("ask" in happening) return [message("user", happening.ask)];
    if ("say" in happening) return [message("assistant", happening.say)];
    if ("read" in happening)
      return call("readToolCall", { path: `${root}/${happening.read}` }, { content: happening.text, totalLines: 2 });
    if ("edit" in happening)
      return call(
        "editToolCall",
        { path: `${root}/${happening.edit}`, oldText: happening.from, newText: happening.to },
        {
          path: `${root}/${happening.edit}`,
          diffString: `- ${happening.from}\n+ ${happening.to}`,
          linesAdded: 1,
          linesRemoved: 1,
        },
      );
    return call(
      "shellToolCall",
      { command: happening.run },
      { exitCode: happening.exit ?? 0, stdout: happening.output, stderr: "" },
    );
  });
  return lines([{ type: "system", subtype: "init", cwd: root, session_id: session, model: "x" }, ...records]);
}

function opencode(happenings: readonly Happening[], session: string): string {
  const messages = happenings.map((happening, index) => {
    const info = { id: `msg_${index}`, sessionID: session, role: "ask" in happening ? "user" : "assistant" };
    const part = (value: object) => ({
      info,
      parts: [{ id: `prt_${index}`, messageID: info.id, sessionID: session, ...value }],
    });
    const call = (tool: string, input: object, output: string, metadata: object = {}) =>
      part({
        type: "tool",
        callID: `call_${index}`,
        tool,
        state: { status: "completed", input, output, metadata, title: "" },
      });
    if ("ask" in happening) return part({ type: "text", text: happening.ask });
    if ("say" in happening) return part({ type: "text", text: happening.say });
    if ("read" in happening) return call("read", { filePath: `${root}/${happening.read}` }, numbered(happening.text));
    if ("edit" in happening)
      return call(
        "edit",
        { filePath: `${root}/${happening.edit}`, oldString: happening.from, newString: happening.to },
        "Edit applied successfully.",
      );
    return call("bash", { command: happening.run }, happening.output, { exit: happening.exit ?? 0 });
  });
  return JSON.stringify({ info: { id: session, directory: root }, messages });
}
