import { describe, expect, it } from "vitest";
import { readOne } from "./read-helpers.js";

const turn = (content: string, ...actions: readonly (readonly [id: string, command: string])[]) => ({
  role: "assistant",
  content,
  tool_calls: actions.map(([id, command]) => ({
    id,
    type: "function",
    function: { name: "bash", arguments: JSON.stringify({ command }) },
  })),
  extra: { actions: actions.map(([id, command]) => ({ tool_call_id: id, command })) },
});
const answer = (id: string, code: number, output: string) => ({
  role: "tool",
  tool_call_id: id,
  content: `<returncode>${code}</returncode>\n<output>\n${output}\n</output>`,
  extra: { returncode: code, raw_output: output },
});
const submit = "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && cat patch.txt";
const file = (messages: readonly unknown[], info: Readonly<Record<string, unknown>> = {}) =>
  JSON.stringify({
    trajectory_format: "mini-swe-agent-1.1",
    instance_id: "acme__tool-7",
    info: { mini_version: "2.2.7", config: { environment: { cwd: "/testbed" }, model: { model_name: "m" } }, ...info },
    messages: [{ role: "system", content: "You are." }, { role: "user", content: "Mend it." }, ...messages],
  });

describe("mini-swe-agent", () => {
  it("pairs several calls of one turn with their answers by id, in any order", () => {
    const run = readOne(
      file(
        [
          turn("Two at once.", ["c1", "ls"], ["c2", "pytest"]),
          answer("c2", 1, "1 failed"),
          answer("c1", 0, "a.py"),
          turn("Send it.", ["c3", submit]),
          { role: "exit", content: "diff", extra: { exit_status: "Submitted", submission: "diff" } },
        ],
        { exit_status: "Submitted", submission: "diff" },
      ),
    );
    expect(
      run.calls.map(({ command, observation, exitCode, status, turn: index }) => [
        command,
        observation,
        exitCode,
        status,
        index,
      ]),
    ).toEqual([
      ["ls", "a.py", 0, "ok", 1],
      ["pytest", "1 failed", 1, "error", 1],
      [submit, "", null, "ok", 2],
    ]);
    expect(run).toMatchObject({
      found: "mini-swe-agent",
      formatVersion: "1.1",
      instanceId: "acme__tool-7",
      root: "/testbed",
      task: "Mend it.",
      submission: "diff",
      endedBy: "finished",
      finalMessage: "Send it.",
    });
  });

  it.each([
    ["LimitsExceeded", "limit", undefined],
    ["ContextWindowExceededError", "context", undefined],
    ["UserInterruption", "interrupted", undefined],
    ["InternalServerError", "error", "InternalServerError: overloaded"],
  ])("ends with %s by %s", (status, endedBy, infrastructure) => {
    const run = readOne(
      file([turn("Look.", ["c1", "ls"]), answer("c1", 0, "a")], { exit_status: status, exception_str: "overloaded" }),
    );
    expect(run).toMatchObject({ endedBy, endedDetail: status });
    expect(run.infrastructure).toBe(infrastructure);
  });

  it("marks a call with arguments that cannot be parsed as invalid", () => {
    const broken = {
      role: "assistant",
      content: "",
      tool_calls: [{ id: "c1", function: { name: "bash", arguments: '{"command": "ls' } }],
    };
    const run = readOne(file([broken, { role: "tool", tool_call_id: "c1", content: "Tool call error" }]));
    expect(run.calls.map(({ status, observation }) => [status, observation])).toEqual([["invalid", "Tool call error"]]);
  });

  it("reads turns of the Responses API, which have no role", () => {
    const run = readOne(
      file([
        {
          object: "response",
          output: [
            { type: "reasoning", summary: [] },
            { type: "message", content: [{ type: "output_text", text: "I look." }] },
            { type: "function_call", call_id: "r1", name: "bash", arguments: '{"command":"ls"}' },
          ],
        },
        {
          type: "function_call_output",
          call_id: "r1",
          output: "<returncode>0</returncode>\n<output>\na.py\n</output>",
        },
      ]),
    );
    expect(run.calls.map(({ command, says, observation, exitCode }) => [command, says, observation, exitCode])).toEqual(
      [["ls", "I look.", "a.py", 0]],
    );
  });

  it("reads a bare list of messages with fenced commands", () => {
    const run = readOne(
      JSON.stringify([
        { role: "system", content: "One block." },
        { role: "user", content: "Mend it." },
        { role: "assistant", content: "Look.\n\n```bash\ncat a.py\n```" },
        { role: "user", content: "<returncode>1</returncode>\n<output>\nno such file\n</output>" },
        { role: "assistant", content: "```bash\nls\n```\nor\n```bash\npwd\n```" },
        { role: "user", content: "Exactly one block, please." },
        { role: "assistant", content: "Send.\n\n```bash\necho MICRO_SWE_AGENT_FINAL_OUTPUT\n```" },
        { role: "user", content: "" },
      ]),
    );
    expect(run.calls.map(({ command, says, exitCode }) => [command, says, exitCode])).toEqual([
      ["cat a.py", "Look.", 1],
      ["echo MICRO_SWE_AGENT_FINAL_OUTPUT", expect.stringContaining("Send."), null],
    ]);
    expect(run.events).toMatchObject([{ kind: "message", afterStep: 1 }]);
    expect(run.endedBy).toBe("finished");
  });
});

it("reads an answer that is the printed record of a process", () => {
  const fenced = (command: string): object => ({ role: "assistant", content: `Go.\n\n\`\`\`bash\n${command}\n\`\`\`` });
  const answered = (code: number, stdout: string, stderr: string): object => ({
    role: "user",
    content: `Observation: {'args': ['docker', 'exec', 'bash', '-c', 'x'], 'returncode': ${code}, 'stdout': ${stdout}, 'stderr': ${stderr}}`,
  });
  const { calls } = readOne(
    JSON.stringify([
      { role: "system", content: "rules" },
      { role: "user", content: "Mend it." },
      fenced("cat a"),
      answered(1, "''", "\"cat: 'a': No such file\\n\""),
      fenced("ls"),
      answered(0, "'a\\tb\\n'", "''"),
      fenced("echo MICRO_SWE_AGENT_FINAL_OUTPUT"),
    ]),
  );
  expect(calls).toMatchObject([
    { exitCode: 1, status: "error", observation: "cat: 'a': No such file\n" },
    { exitCode: 0, status: "ok", observation: "a\tb\n" },
    {},
  ]);
});
