import { describe, expect, it } from "vitest";
import { lines, readOne } from "./read-helpers.js";

let count = 0;
const record = (type: string, rest: Readonly<Record<string, unknown>>) => {
  count += 1;
  return {
    type,
    uuid: `u${count}`,
    parentUuid: null,
    sessionId: "session-1",
    cwd: "/home/dev/tool",
    version: "2.1.0",
    isSidechain: false,
    ...rest,
  };
};
const user = (content: unknown, rest: Readonly<Record<string, unknown>> = {}) =>
  record("user", { message: { role: "user", content }, ...rest });
const says = (text: string, id = "m1") =>
  record("assistant", { message: { id, role: "assistant", model: "claude", content: [{ type: "text", text }] } });
const calls = (id: string, name: string, input: unknown, message = "m1") =>
  record("assistant", {
    message: { id: message, role: "assistant", model: "claude", content: [{ type: "tool_use", id, name, input }] },
  });
const result = (id: string, content: unknown, rest: Readonly<Record<string, unknown>> = {}, failed = false) =>
  user([{ type: "tool_result", tool_use_id: id, content, is_error: failed }], rest);

describe("claude-code", () => {
  it("pairs calls with results, and keeps the structured answer", () => {
    const run = readOne(
      lines(
        { type: "summary", summary: "old", leafUuid: "x" },
        user("Mend the tool."),
        says("I look."),
        calls("t1", "Read", { file_path: "/home/dev/tool/a.go" }),
        calls("t2", "Bash", { command: "go test ./..." }),
        result("t2", "Exit code 1\nFAIL", { toolUseResult: "Error: Exit code 1\nFAIL" }, true),
        result("t1", [{ type: "text", text: "package a" }], { toolUseResult: { type: "text", file: { numLines: 1 } } }),
        calls("t3", "Bash", { command: "ls" }, "m2"),
        result("t3", "a.go", { toolUseResult: { stdout: "a.go", stderr: "", interrupted: false } }),
        says("All done.", "m3"),
      ),
    );
    expect(run).toMatchObject({
      found: "claude-code",
      id: "session-1",
      formatVersion: "2.1.0",
      task: "Mend the tool.",
      cwd: "/home/dev/tool",
      endedBy: "message",
      finalMessage: "All done.",
    });
    expect(run.calls).toMatchObject([
      {
        tool: "Read",
        says: "I look.",
        observation: "package a",
        status: "ok",
        exitCode: null,
        turn: 1,
        details: { type: "text" },
        origin: { line: 4, id: "t1" },
      },
      { tool: "Bash", command: "go test ./...", dialect: "shell", status: "error", exitCode: 1, turn: 1 },
      { tool: "Bash", exitCode: 0, turn: 2, status: "ok" },
    ]);
  });

  it("leaves out side chains and repeated records", () => {
    const twice = calls("t1", "Bash", { command: "ls" });
    const run = readOne(
      lines(
        user("Do it."),
        twice,
        twice,
        record("assistant", {
          isSidechain: true,
          message: { content: [{ type: "tool_use", id: "s1", name: "Bash", input: {} }] },
        }),
        result("t1", "a"),
      ),
    );
    expect(run.calls.map(({ origin }) => origin.id)).toEqual(["t1"]);
  });

  it("reads a sub-agent's own file, in which every record is of a side chain", () => {
    const side = { isSidechain: true, agentId: "agent-7" };
    const run = readOne(
      lines(
        user("Explore.", side),
        { ...calls("t1", "Grep", { pattern: "x" }), ...side },
        { ...result("t1", "a.go:1"), ...side },
      ),
    );
    expect(run).toMatchObject({ id: "agent-7", task: "Explore." });
    expect(run.calls).toHaveLength(1);
  });

  it("takes a person's words only, and turns the rest into events", () => {
    const run = readOne(
      lines(
        user("<local-command-caveat>Caveat: made by the client</local-command-caveat>", { isMeta: true }),
        user("<command-name>/clear</command-name>\n<command-args></command-args>"),
        user("<local-command-stdout></local-command-stdout>"),
        user("Mend the tool."),
        calls("t1", "Edit", { file_path: "a.go" }),
        result(
          "t1",
          "The user doesn't want to proceed with this tool use. To tell you how to proceed, the user said:\nNot that file.",
          { toolUseResult: "User rejected tool use" },
          true,
        ),
        says("Then the other one."),
        user("Yes."),
        record("system", { subtype: "compact_boundary", compactMetadata: { trigger: "auto", preTokens: 160000 } }),
        user("This session is being continued.", { isCompactSummary: true, isVisibleInTranscriptOnly: true }),
        record("system", { subtype: "api_error", error: { message: "overloaded" } }),
        calls("t2", "Bash", { command: "sleep 100" }, "m2"),
        user([{ type: "text", text: "[Request interrupted by user for tool use]" }]),
      ),
    );
    expect(run.task).toBe("Mend the tool.");
    expect(run.calls.map(({ status }) => status)).toEqual(["refused", "missing"]);
    expect(run.events).toEqual([
      { kind: "user", afterStep: 1, text: "Not that file." },
      { kind: "message", afterStep: 1, text: "Then the other one." },
      { kind: "user", afterStep: 1, text: "Yes." },
      { kind: "compaction", afterStep: 1, trigger: "automatic" },
      { kind: "model-error", afterStep: 1, text: "overloaded" },
      { kind: "interruption", afterStep: 2 },
    ]);
    expect(run.endedBy).toBe("interrupted");
  });

  it("takes a slash command's prompt for the task", () => {
    const run = readOne(
      lines(
        user("<command-name>/fix</command-name>\n<command-args>the parser</command-args>"),
        user([{ type: "text", text: "Fix what is broken." }], { isMeta: true }),
        calls("t1", "Bash", { command: "ls" }),
        result("t1", "a"),
      ),
    );
    expect(run.task).toBe("Fix what is broken.\n\nthe parser");
  });

  it.each([
    ["API Error: 500 overloaded", "error"],
    ["Prompt is too long", "context"],
  ])("ends after the message %j by %s", (text, endedBy) => {
    const failed = record("assistant", {
      isApiErrorMessage: true,
      message: { model: "<synthetic>", content: [{ type: "text", text }] },
    });
    expect(
      readOne(lines(user("Do it."), calls("t1", "Bash", { command: "ls" }), result("t1", "a"), failed)).endedBy,
    ).toBe(endedBy);
  });

  it("links a sub-agent and marks a call that its tool refused for its form", () => {
    const run = readOne(
      lines(
        user("Do it."),
        calls("t1", "Task", { prompt: "Look around" }),
        result("t1", "Found it.", { toolUseResult: { agentId: "a99", status: "completed" } }),
        calls("t2", "Edit", {}),
        result("t2", "<tool_use_error>InputValidationError: file_path is missing</tool_use_error>", {}, true),
      ),
    );
    expect(run.calls[0]?.subagents).toEqual(["a99"]);
    expect(run.calls[1]?.status).toBe("invalid");
  });
});
