import { describe, expect, it } from "vitest";
import { lines } from "./read-helpers.js";
import { readEpisode, stepWords } from "./session-helpers.js";

const jest =
  "FAIL test/cart.test.ts\n  ● adds up\n\n    ReferenceError: sum is not defined\n\n      at total (src/cart.ts:2:10)\n\nTests:       1 failed, 4 passed, 5 total";
const patch =
  "*** Begin Patch\n*** Update File: src/cart.ts\n@@\n-  return 0;\n+  return sum;\n*** Add File: src/tax.ts\n+export const rate = 2;\n*** End Patch";
const patched = "edit:changed:product:src/cart.ts create:changed:product:src/tax.ts";

describe("codex exec", () => {
  it("reads commands, patches and files that were changed", () => {
    const item = (id: string, type: string, more: object): object => ({
      type: "item.completed",
      item: { id, type, ...more },
    });
    const run = (id: string, command: string, output: string, exitCode = 0): object =>
      item(id, "command_execution", {
        command: `/bin/zsh -lc '${command}'`,
        aggregated_output: output,
        exit_code: exitCode,
        status: exitCode === 0 ? "completed" : "failed",
      });
    const episode = readEpisode(
      lines(
        { type: "thread.started", thread_id: "t" },
        { type: "turn.started" },
        run("1", 'sed -n "1,40p" src/cart.ts', "export function total() {\n"),
        run("2", "rg -n total src", "src/cart.ts:1:export function total() {"),
        item("3", "file_change", {
          changes: [
            { path: "src/cart.ts", kind: "update" },
            { path: "src/tax.ts", kind: "add" },
          ],
          status: "completed",
        }),
        item("4", "file_change", { changes: [{ path: "src/cart.ts", kind: "update" }], status: "failed" }),
        run("5", "npm test", jest, 1),
        run("6", "npx tsc --noEmit", ""),
        item("7", "todo_list", { items: [{ text: "mend", completed: true }] }),
        item("8", "agent_message", { text: "One test still fails." }),
        { type: "turn.completed", usage: {} },
      ),
    );
    expect(stepWords(episode)).toEqual([
      "look:src/cart.ts:1-40",
      "search",
      patched,
      "error edit:rejected:product:src/cart.ts",
      "error test:4/1",
      "check",
      "plan",
    ]);
    expect(episode.steps[4]).toMatchObject({
      exitCode: 1,
      actions: [{ error: { name: "ReferenceError", path: "src/cart.ts", line: 2 } }],
    });
    expect(episode).toMatchObject({ finalMessage: "One test still fails.", outcome: { endedBy: "message" } });
  });
});

describe("opencode", () => {
  it("reads its tools, their answers and their errors", () => {
    const part = (tool: string, input: object, state: object): object => ({
      type: "tool_use",
      sessionID: "s",
      part: {
        type: "tool",
        callID: `${tool}${JSON.stringify(input)}`,
        tool,
        state: { status: "completed", input, ...state },
      },
    });
    const episode = readEpisode(
      lines(
        part(
          "read",
          { filePath: "/app/src" },
          { output: "<path>/app/src</path>\n<type>directory</type>\n<entries>\ncart.ts\n</entries>" },
        ),
        part(
          "read",
          { filePath: "/app/src/cart.ts" },
          {
            output:
              "<file>\n00001| export function total() {\n00002|   return 0;\n\n(End of file - total 2 lines)\n</file>",
          },
        ),
        part(
          "read",
          { filePath: "/app/src/long.ts", offset: 10, limit: 2 },
          {
            output:
              "<path>/app/src/long.ts</path>\n<type>file</type>\n<content>\n11: a\n12: b\n\n(File has more lines. Use 'offset' parameter to read beyond line 12)\n</content>",
          },
        ),
        part(
          "grep",
          { pattern: "total", path: "/app" },
          { output: "Found 1 matches\n/app/src/cart.ts:\n  Line 1: export function total() {" },
        ),
        part(
          "edit",
          { filePath: "/app/src/cart.ts", oldString: "absent", newString: "b" },
          { status: "error", error: "Error: oldString not found in content" },
        ),
        part(
          "edit",
          { filePath: "/app/src/cart.ts", oldString: "return 0", newString: "return sum" },
          { output: "Edit applied successfully.", metadata: { diff: "" } },
        ),
        part(
          "write",
          { filePath: "/app/src/tax.ts", content: "export const rate = 2;\n" },
          { output: "Wrote file successfully.", metadata: { exists: false } },
        ),
        part(
          "apply_patch",
          { patchText: patch.replace("Add File: src/tax.ts", "Add File: src/vat.ts") },
          { output: "Success. Updated the following files:\nM src/cart.ts\nA src/vat.ts" },
        ),
        part("bash", { command: "npm test", workdir: "/app" }, { output: jest, metadata: { exit: 1 } }),
        part("todowrite", { todos: [] }, { output: "[]" }),
        { type: "text", sessionID: "s", part: { type: "text", text: "One test still fails." } },
        { type: "step_finish", sessionID: "s", part: { type: "step-finish", reason: "stop" } },
      ),
    );
    expect(stepWords(episode)).toEqual([
      "list",
      "look:src/cart.ts:1-2:whole",
      "look:src/long.ts:11-12",
      "search",
      "error edit:rejected:product:src/cart.ts",
      "edit:changed:product:src/cart.ts",
      "create:changed:product:src/tax.ts",
      "edit:changed:product:src/cart.ts create:changed:product:src/vat.ts",
      "error test:4/1",
      "plan",
    ]);
    expect(episode.steps[1]!.actions[0]).toMatchObject({ fileLines: 2 });
    expect(episode.steps[3]!.actions[0]).toMatchObject({ shown: [{ path: "src/cart.ts", lines: [1] }] });
    expect(episode).toMatchObject({ finalMessage: "One test still fails.", outcome: { endedBy: "message" } });
  });

  it("does not take an answer that grew too long for a full context", () => {
    const text = lines(
      {
        type: "tool_use",
        sessionID: "s",
        part: {
          type: "tool",
          callID: "1",
          tool: "bash",
          state: { status: "completed", input: { command: "ls" }, output: "a" },
        },
      },
      { type: "step_finish", sessionID: "s", part: { type: "step-finish", reason: "length" } },
    );
    expect(readEpisode(text).outcome).toMatchObject({ endedBy: "cut", endedDetail: "length" });
  });
});

describe("cursor", () => {
  it("reads its tools from what they answered", () => {
    let id = 0;
    const call = (name: string, args: object, result: object): object => ({
      type: "tool_call",
      subtype: "completed",
      call_id: `c${++id}`,
      tool_call: { [name]: { args, result } },
    });
    const before = "export function total() {\n  return 0;\n}\n";
    const after = "export function total() {\n  return sum;\n}\n";
    const episode = readEpisode(
      lines(
        { type: "system", subtype: "init", session_id: "s", cwd: "/app", model: "m" },
        { type: "user", message: { content: [{ type: "text", text: "Mend the cart." }] } },
        call("lsToolCall", { path: "/app/src" }, { success: {} }),
        call("readToolCall", { path: "/app/src/cart.ts" }, { success: { content: before, totalLines: 4 } }),
        call("readToolCall", { path: "/app/src/none.ts" }, { error: { errorMessage: "File not found" } }),
        call("globToolCall", { globPattern: "**/*.ts" }, { success: { files: ["src/cart.ts"] } }),
        call(
          "editToolCall",
          { path: "/app/src/cart.ts", streamContent: "  return sum;" },
          {
            success: {
              path: "/app/src/cart.ts",
              linesAdded: 1,
              linesRemoved: 1,
              beforeFullFileContent: before,
              afterFullFileContent: after,
            },
          },
        ),
        call(
          "editToolCall",
          { path: "/app/src/tax.ts", streamContent: "export const rate = 2;\n" },
          {
            success: {
              path: "/app/src/tax.ts",
              beforeFullFileContent: "",
              afterFullFileContent: "export const rate = 2;\n",
            },
          },
        ),
        call(
          "editToolCall",
          { path: "/app/src/cart.ts" },
          { error: { errorMessage: "Could not find the text to replace" } },
        ),
        call("writeToolCall", { path: "/app/src/vat.ts", fileText: "export {};\n" }, { success: { linesCreated: 1 } }),
        call("deleteToolCall", { path: "/app/src/old.ts" }, { success: { prevContent: "" } }),
        call(
          "shellToolCall",
          { command: "npm test", workingDirectory: "/app" },
          { failure: { exitCode: 1, stdout: jest, stderr: "" } },
        ),
        call("shellToolCall", { command: "git push" }, { rejected: { reason: "no" } }),
        call("updateTodosToolCall", { todos: [] }, { success: {} }),
        { type: "assistant", message: { content: [{ type: "text", text: "One test still fails." }] } },
        { type: "result", subtype: "success", is_error: false, result: "One test still fails." },
      ),
    );
    expect(stepWords(episode)).toEqual([
      "list",
      "look:src/cart.ts:whole",
      "error look:src/none.ts:missing",
      "search",
      "edit:changed:product:src/cart.ts",
      "create:changed:product:src/tax.ts",
      "error edit:rejected:product:src/cart.ts",
      "create:changed:product:src/vat.ts",
      "delete:changed:product:src/old.ts",
      "error test:4/1",
      "refused other",
      "plan",
    ]);
    expect(episode.steps[4]!.actions[0]).toMatchObject({
      removed: "  return 0;",
      added: "  return sum;",
      lines: { from: 2, to: 2 },
      whole: false,
    });
    expect(episode.steps[5]!.actions[0]).toMatchObject({ added: "export const rate = 2;\n", whole: true });
    expect(episode.steps[3]!.actions[0]).toMatchObject({ pattern: "**/*.ts", names: true });
    expect(episode).toMatchObject({
      task: "Mend the cart.",
      finalMessage: "One test still fails.",
      outcome: { endedBy: "message" },
    });
  });
});

describe("copilot", () => {
  it("reads its tools", () => {
    let id = 0;
    const call = (toolName: string, args: object, content: string, success = true): readonly object[] => {
      const toolCallId = `c${++id}`;
      return [
        { type: "tool.execution_start", data: { toolCallId, toolName, arguments: args } },
        {
          type: "tool.execution_complete",
          data: { toolCallId, success, ...(success ? { result: { content } } : { error: { message: content } }) },
        },
      ];
    };
    const episode = readEpisode(
      lines(
        { type: "session.start", data: { sessionId: "s", context: { cwd: "/app" } } },
        { type: "user.message", data: { content: "Mend the cart." } },
        ...call("report_intent", { intent: "Mending" }, "Intent logged"),
        ...call("view", { path: "/app/src/cart.ts", view_range: [2, 3] }, "2. a\n3. b"),
        ...call("grep", { pattern: "total", output_mode: "content" }, "src/cart.ts:1:export function total() {"),
        ...call("edit", { path: "/app/src/cart.ts", old_str: "absent", new_str: "b" }, "No match found", false),
        ...call(
          "edit",
          { path: "/app/src/cart.ts", old_str: "return 0", new_str: "return sum" },
          "File /app/src/cart.ts updated with changes.",
        ),
        ...call(
          "create",
          { path: "/app/src/tax.ts", file_text: "export const rate = 2;\n" },
          "Created file /app/src/tax.ts",
        ),
        ...call("bash", { command: "cd /app && npm test" }, `${jest}\n<exited with exit code 1>`),
        { type: "assistant.message", data: { content: "One test still fails." } },
        { type: "result", exitCode: 0 },
      ),
    );
    expect(stepWords(episode)).toEqual([
      "plan",
      "look:src/cart.ts:2-3",
      "search",
      "error edit:rejected:product:src/cart.ts",
      "edit:changed:product:src/cart.ts",
      "create:changed:product:src/tax.ts",
      "error test:4/1",
    ]);
    expect(episode.steps[6]!.exitCode).toBe(1);
    expect(episode).toMatchObject({
      task: "Mend the cart.",
      finalMessage: "One test still fails.",
      outcome: { endedBy: "message" },
    });
  });
});

describe("goose", () => {
  it("reads its tools", () => {
    let id = 0;
    const message = (role: string, ...content: readonly object[]): object => ({
      type: "message",
      message: { id: `m${++id}`, role, content },
    });
    const call = (name: string, args: object, text: string, isError = false): readonly object[] => {
      const callId = `c${++id}`;
      return [
        message("assistant", {
          type: "toolRequest",
          id: callId,
          toolCall: { status: "success", value: { name, arguments: args } },
        }),
        message("user", {
          type: "toolResponse",
          id: callId,
          toolResult: isError
            ? { status: "error", error: text }
            : { status: "success", value: { content: [{ type: "text", text }] } },
        }),
      ];
    };
    const editor = "developer__text_editor";
    const episode = readEpisode(
      lines(
        message("user", { type: "text", text: "Mend the cart in /app." }),
        ...call(
          editor,
          { command: "view", path: "/app/src/cart.ts" },
          "### /app/src/cart.ts\n```ts\n1: export function total() {\n2:   return 0;\n```",
        ),
        ...call(
          editor,
          { command: "str_replace", path: "/app/src/cart.ts", old_str: "absent", new_str: "b" },
          "'old_str' must appear exactly once in the file, but it appears 0 times",
          true,
        ),
        ...call(
          editor,
          { command: "str_replace", path: "/app/src/cart.ts", old_str: "return 0", new_str: "return sum" },
          "Successfully replaced text",
        ),
        ...call(
          editor,
          { command: "write", path: "/app/src/tax.ts", file_text: "export const rate = 2;\n" },
          "Successfully wrote to /app/src/tax.ts",
        ),
        ...call(
          editor,
          { command: "insert", path: "/app/src/cart.ts", insert_line: 0, new_str: "// carts" },
          "Text has been inserted",
        ),
        ...call("edit", { path: "/app/src/cart.ts", before: "sum", after: "add()" }, "Edited /app/src/cart.ts"),
        ...call("developer__shell", { command: "cd /app && npm test" }, jest),
        message("assistant", { type: "text", text: "One test still fails." }),
        { type: "complete", total_tokens: 9 },
      ),
    );
    expect(stepWords(episode)).toEqual([
      "look:src/cart.ts:1-2:whole",
      "error edit:rejected:product:src/cart.ts",
      "edit:changed:product:src/cart.ts",
      "create:changed:product:src/tax.ts",
      "edit:changed:product:src/cart.ts",
      "edit:changed:product:src/cart.ts",
      "test:4/1",
    ]);
    expect(episode.steps[5]!.actions[0]).toMatchObject({ removed: "sum", added: "add()" });
    expect(episode).toMatchObject({
      task: "Mend the cart in /app.",
      finalMessage: "One test still fails.",
      outcome: { endedBy: "message" },
    });
  });
});

describe("cline", () => {
  it("reads its tools", () => {
    let id = 0;
    const call = (name: string, input: object, content: string, failed = false): readonly object[] => {
      const callId = `c${++id}`;
      return [
        { role: "assistant", ts: id, modelInfo: { id: "m" }, content: [{ type: "tool_use", id: callId, name, input }] },
        { role: "user", ts: id, content: [{ type: "tool_result", tool_use_id: callId, content, is_error: failed }] },
      ];
    };
    const episode = readEpisode(
      JSON.stringify({
        sessionId: "s",
        messages: [
          { role: "user", ts: 0, content: "Mend the cart." },
          ...call("read_file", { path: "src/cart.ts" }, "export function total() {\n  return 0;\n}\n"),
          ...call(
            "search_files",
            { path: "src", regex: "total" },
            "Found 1 result.\n\nsrc/cart.ts\n│----\n│export function total() {\n│----",
          ),
          ...call("list_files", { path: "src" }, "cart.ts"),
          ...call(
            "replace_in_file",
            { path: "src/cart.ts", diff: "------- SEARCH\nabsent\n=======\nb\n+++++++ REPLACE" },
            "The SEARCH block:\nabsent\n...does not match anything in the file.",
            true,
          ),
          ...call(
            "replace_in_file",
            { path: "src/cart.ts", diff: "------- SEARCH\n  return 0;\n=======\n  return sum;\n+++++++ REPLACE" },
            "The content was successfully saved to src/cart.ts.",
          ),
          ...call(
            "write_to_file",
            { path: "src/tax.ts", content: "export const rate = 2;\n" },
            "The content was successfully saved to src/tax.ts.",
          ),
          ...call(
            "execute_command",
            { command: "npm test", requires_approval: false },
            `Command executed.\nOutput:\n${jest}`,
          ),
          {
            role: "assistant",
            ts: 99,
            content: [
              { type: "tool_use", id: "end", name: "attempt_completion", input: { result: "One test still fails." } },
            ],
          },
        ],
      }),
    );
    expect(stepWords(episode)).toEqual([
      "look:src/cart.ts:whole",
      "search",
      "list",
      "error edit:rejected:product:src/cart.ts",
      "edit:changed:product:src/cart.ts",
      "create:changed:product:src/tax.ts",
      "test:4/1",
      "finish",
    ]);
    expect(episode.steps[4]!.actions[0]).toMatchObject({ removed: "  return 0;", added: "  return sum;" });
    expect(episode).toMatchObject({
      task: "Mend the cart.",
      finalMessage: "One test still fails.",
      outcome: { endedBy: "finished" },
    });
  });
});

describe("pi", () => {
  it("reads its tools", () => {
    let id = 0;
    const call = (name: string, args: object, text: string, isError = false): readonly object[] => {
      const callId = `c${++id}`;
      return [
        {
          type: "message",
          message: { role: "assistant", content: [{ type: "toolCall", id: callId, name, arguments: args }] },
        },
        {
          type: "message",
          message: { role: "toolResult", toolCallId: callId, isError, content: [{ type: "text", text }] },
        },
      ];
    };
    const episode = readEpisode(
      lines(
        { type: "session", id: "s", cwd: "/app" },
        { type: "message", message: { role: "user", content: "Mend the cart." } },
        ...call("read", { path: "src/cart.ts", offset: 10, limit: 20 }, "export function total() {"),
        ...call(
          "edit",
          { path: "src/cart.ts", oldText: "absent", newText: "b" },
          "Could not find the exact text in src/cart.ts.",
          true,
        ),
        ...call(
          "edit",
          { path: "src/cart.ts", oldText: "return 0", newText: "return sum" },
          "Successfully replaced text in src/cart.ts.",
        ),
        ...call(
          "edit",
          {
            path: "src/cart.ts",
            edits: [
              { oldText: "a", newText: "b" },
              { oldText: "c", newText: "d" },
            ],
          },
          "Successfully replaced 2 block(s) in src/cart.ts.",
        ),
        ...call(
          "write",
          { path: "src/tax.ts", content: "export const rate = 2;\n" },
          "Successfully wrote 23 bytes to src/tax.ts",
        ),
        ...call("bash", { command: "npm test" }, `${jest}\n\nCommand exited with code 1`, true),
        { type: "message", message: { role: "assistant", content: [{ type: "text", text: "One test still fails." }] } },
      ),
    );
    expect(stepWords(episode)).toEqual([
      "look:src/cart.ts:10-29",
      "error edit:rejected:product:src/cart.ts",
      "edit:changed:product:src/cart.ts",
      "edit:changed:product:src/cart.ts",
      "create:changed:product:src/tax.ts",
      "error test:4/1",
    ]);
    expect(episode.steps[5]!.exitCode).toBe(1);
    expect(episode).toMatchObject({
      task: "Mend the cart.",
      finalMessage: "One test still fails.",
      outcome: { endedBy: "message" },
    });
  });
});
