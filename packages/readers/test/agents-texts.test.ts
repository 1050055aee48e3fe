import { describe, expect, it } from "vitest";
import { lines } from "./read-helpers.js";
import { readEpisode, stepWords } from "./session-helpers.js";

describe("calls written into the text", () => {
  const teaching = "Here's an example.\nUSER: x\n<function=finish>\n</function>\n";
  const user = `${teaching}--------------------- NEW TASK DESCRIPTION ---------------------\nMend /workspace/shop/cart.py.\n--------------------- END OF NEW TASK DESCRIPTION ---------------------\n`;

  it("are read from a conversation, with their answers and exit codes", () => {
    const episode = readEpisode(
      JSON.stringify({
        messages: [
          { role: "system", content: "rules" },
          { role: "user", content: user },
          {
            role: "assistant",
            content:
              "Look.\n<function=str_replace_editor>\n<parameter=command>view</parameter>\n<parameter=path>/workspace/shop/cart.py</parameter>\n<parameter=view_range>[2, 3]</parameter>\n</function>",
          },
          {
            role: "user",
            content:
              "EXECUTION RESULT of [str_replace_editor]:\nHere's the result of running `cat -n` on /workspace/shop/cart.py:\n     2\ta\n     3\tb\n",
          },
          {
            role: "assistant",
            content:
              "<function=execute_bash>\n<parameter=command>\ncd /workspace/shop && pytest -q\n</parameter>\n</function>",
          },
          {
            role: "user",
            content:
              "EXECUTION RESULT of [execute_bash]:\n1 failed, 3 passed in 0.20s\n[The command completed with exit code 1.]\n[Current working directory: /workspace/shop]\n[Command finished with exit code 1]",
          },
          { role: "user", content: "Hurry up." },
        ],
        response: {
          choices: [
            {
              message: {
                role: "assistant",
                content: "<function=finish>\n<parameter=message>Three of four pass.</parameter>\n</function>",
              },
            },
          ],
        },
      }),
    );
    expect(episode.task).toBe("Mend /workspace/shop/cart.py.");
    expect(stepWords(episode)).toEqual(["look:cart.py:2-3", "error test:3/1", "finish"]);
    expect(episode.steps[1]).toMatchObject({ exitCode: 1, command: "cd /workspace/shop && pytest -q" });
    expect(episode.events.filter(({ kind }) => kind === "user")).toMatchObject([{ text: "Hurry up." }]);
    expect(episode.finalMessage).toBe("Three of four pass.");
  });

  it("are read from a trajectory", () => {
    const episode = readEpisode(
      JSON.stringify({
        schema_version: "ATIF-v1.5",
        agent: { name: "openhands", version: "1" },
        steps: [
          { step_id: 1, source: "user", message: user },
          {
            step_id: 2,
            source: "agent",
            message:
              "<function=execute_bash>\n<parameter=command>echo x > /workspace/shop/new.py</parameter>\n</function>",
            observation: { results: [{ content: "\n[The command completed with exit code 0.]" }] },
          },
          {
            step_id: 3,
            source: "agent",
            message: "<function=finish>\n<parameter=message>Done.</parameter>\n</function>",
          },
        ],
      }),
    );
    expect(stepWords(episode)).toEqual(["create:changed:product:new.py", "finish"]);
    expect(episode).toMatchObject({
      task: "Mend /workspace/shop/cart.py.",
      finalMessage: "Done.",
      outcome: { endedBy: "finished" },
    });
  });

  it("are elements of their own name in Cline's older sessions", () => {
    const answer = (head: string, text: string): object => ({
      role: "user",
      content: [
        { type: "text", text: `${head} Result:` },
        { type: "text", text },
        { type: "text", text: "<environment_details>\nfiles\n</environment_details>" },
      ],
    });
    const agent = (text: string): object => ({ role: "assistant", content: [{ type: "text", text }] });
    const episode = readEpisode(
      JSON.stringify([
        { role: "user", content: [{ type: "text", text: "<task>\nMend the cart.\n</task>" }] },
        agent("<read_file>\n<path>shop/cart.py</path>\n</read_file>"),
        answer("[read_file for 'shop/cart.py']", "def total(cart):\n    return 0\n"),
        agent(
          "<replace_in_file>\n<path>shop/cart.py</path>\n<diff>\n<<<<<<< SEARCH\n    return 0\n=======\n    return sum(cart)\n>>>>>>> REPLACE\n</diff>\n</replace_in_file>",
        ),
        answer("[replace_in_file for 'shop/cart.py']", "The content was successfully saved to shop/cart.py."),
        agent("<write_to_file>\n<path>shop/tax.py</path>\n<content>\nRATE = 2\n</content>\n</write_to_file>"),
        answer("[write_to_file for 'shop/tax.py']", "The content was successfully saved to shop/tax.py."),
        agent(
          "<execute_command>\n<command>npm test</command>\n<requires_approval>false</requires_approval>\n</execute_command>",
        ),
        answer(
          "[execute_command for 'npm test']",
          "Command executed.\nOutput:\nTests:       1 failed, 4 passed, 5 total",
        ),
        agent("<attempt_completion>\n<result>\nThe cart adds up.\n</result>\n</attempt_completion>"),
      ]),
    );
    expect(stepWords(episode)).toEqual([
      "look:shop/cart.py:whole",
      "edit:changed:product:shop/cart.py",
      "create:changed:product:shop/tax.py",
      "test:4/1",
      "finish",
    ]);
    expect(episode.steps[1]!.actions[0]).toMatchObject({ removed: "    return 0", added: "    return sum(cart)" });
    expect(episode).toMatchObject({
      task: "Mend the cart.",
      finalMessage: "The cart adds up.",
      outcome: { endedBy: "finished" },
    });
  });

  it("are not taken out of quoted code", () => {
    const { steps } = readEpisode(
      JSON.stringify([
        { role: "user", content: "x" },
        { role: "assistant", content: "```\n<read_file><path>a</path></read_file>\n```" },
        {
          role: "assistant",
          content: null,
          tool_calls: [{ id: "1", function: { name: "bash", arguments: '{"command":"ls"}' } }],
        },
      ]),
    );
    expect(steps).toHaveLength(1);
  });
});

describe("Gemini CLI", () => {
  const call = (name: string, args: object, response: object): readonly object[] => [
    { role: "model", parts: [{ functionCall: { id: name, name, args } }] },
    { role: "user", parts: [{ functionResponse: { id: name, name, response } }] },
  ];

  it("reads refusals, exit codes that are left out, and parts of files", () => {
    const episode = readEpisode(
      JSON.stringify([
        { role: "user", parts: [{ text: "Mend src/cart.ts." }] },
        ...call(
          "read_file",
          { file_path: "src/cart.ts", start_line: 40 },
          {
            output:
              "\nIMPORTANT: The file content has been truncated.\nStatus: Showing lines 40-60 of 90 total lines.\nAction: read on.\n\n--- FILE CONTENT (truncated) ---\nx",
          },
        ),
        ...call(
          "grep_search",
          { pattern: "total" },
          {
            output:
              'Found 2 matches for pattern "total" in path ".":\n---\nFile: src/cart.ts\nL3: total\nL9- total\n---',
          },
        ),
        ...call(
          "replace",
          { file_path: "src/cart.ts", old_string: "a", new_string: "b" },
          { error: "Failed to edit, 0 occurrences found for old_string in src/cart.ts." },
        ),
        ...call(
          "replace",
          { file_path: "src/cart.ts", old_string: "c", new_string: "d" },
          { output: "Successfully modified file: /srv/src/cart.ts (1 replacements)." },
        ),
        ...call("run_shell_command", { command: "npm run build" }, { output: "Output: built\nProcess Group PGID: 12" }),
        ...call(
          "run_shell_command",
          { command: "npm test" },
          { output: "Output: \nTests:       1 failed, 4 passed, 5 total\nExit Code: 1\nProcess Group PGID: 13" },
        ),
        ...call(
          "run_shell_command",
          { command: "git push" },
          { error: "[Operation Cancelled] Reason: User denied execution." },
        ),
        { role: "model", parts: [{ text: "One test still fails." }] },
      ]),
    );
    expect(stepWords(episode)).toEqual([
      "look:src/cart.ts:40-60",
      "search",
      "error edit:rejected:product:src/cart.ts",
      "edit:changed:product:src/cart.ts",
      "check",
      "error test:4/1",
      "refused other",
    ]);
    expect(episode.steps.map(({ exitCode }) => exitCode)).toEqual([null, null, null, null, 0, 1, null]);
    expect(episode.steps[0]!.actions[0]).toMatchObject({ fileLines: 90 });
    expect(episode.steps[1]!.actions[0]).toMatchObject({ shown: [{ path: "src/cart.ts", lines: [3, 9] }] });
    expect(episode.finalMessage).toBe("One test still fails.");
  });
});

describe("ATIF of several agents", () => {
  const trajectory = (name: string, ...results: readonly (readonly [string, object, string])[]): string =>
    JSON.stringify({
      schema_version: "ATIF-v1.6",
      agent: { name, version: "1" },
      steps: [
        { step_id: 1, source: "user", message: "Mend /app/shop/cart.py." },
        ...results.map(([tool, args, content], index) => ({
          step_id: index + 2,
          source: "agent",
          message: "",
          tool_calls: [{ tool_call_id: `c${index}`, function_name: tool, arguments: args }],
          observation: { results: [{ source_call_id: `c${index}`, content }] },
        })),
        { step_id: 99, source: "agent", message: "Mended." },
      ],
    });

  it("reads what Claude Code's texts say", () => {
    const episode = readEpisode(
      trajectory(
        "claude-code",
        ["Bash", { command: "pytest -q" }, "Exit code 1\n1 failed, 2 passed in 0.1s"],
        [
          "Edit",
          { file_path: "/app/shop/cart.py", old_string: "a", new_string: "b" },
          "<tool_use_error>File has not been read yet. Read it first before writing to it.</tool_use_error>",
        ],
        [
          "Bash",
          { command: "rm -r x" },
          "The user doesn't want to proceed with this tool use. The tool use was rejected.",
        ],
      ),
    );
    expect(stepWords(episode)).toEqual(["error test:2/1", "error edit:rejected:product:shop/cart.py", "refused other"]);
    expect(episode.steps[0]!.exitCode).toBe(1);
    expect(episode.finalMessage).toBe("Mended.");
  });

  it("reads what OpenHands', Gemini CLI's and mini-swe-agent's texts say", () => {
    expect(
      stepWords(
        readEpisode(
          trajectory("openhands", [
            "str_replace_editor",
            { command: "create", path: "/app/shop/cart.py", file_text: "x" },
            "ERROR:\nInvalid `path` parameter: File already exists at: /app/shop/cart.py. Cannot overwrite files using command `create`.",
          ]),
        ),
      ),
    ).toEqual(["error edit:rejected:product:shop/cart.py"]);
    expect(
      readEpisode(
        trajectory("gemini-cli", [
          "run_shell_command",
          { command: "npm test" },
          "[Operation Cancelled] Reason: User denied execution.",
        ]),
      ).steps[0]!.status,
    ).toBe("refused");
    expect(
      readEpisode(
        trajectory("mini-swe-agent", [
          "bash",
          { command: "ls x" },
          "<returncode>2</returncode>\n<output>\nls: x\n</output>",
        ]),
      ).steps[0],
    ).toMatchObject({ exitCode: 2, status: "error" });
  });

  it("does not take Terminus' talk with itself for the user's", () => {
    const prompt = "You are an AI assistant.\n\nTask Description:\nMake hello.txt.\n\nCurrent terminal state:\n$";
    const episode = readEpisode(
      JSON.stringify({
        schema_version: "ATIF-v1.3",
        agent: { name: "terminus-2", version: "2" },
        steps: [
          { step_id: 1, source: "system", message: prompt },
          { step_id: 2, source: "user", message: "Make hello.txt.\n" },
          {
            step_id: 3,
            source: "agent",
            message: "Go.",
            tool_calls: [
              {
                tool_call_id: "1",
                function_name: "bash_command",
                arguments: { keystrokes: "echo hi > hello.txt\n", duration: 1 },
              },
            ],
            observation: { results: [{ content: "New Terminal Output:\n$" }] },
          },
          { step_id: 4, source: "user", message: "Here are the answers the other agent provided.\n\n1. yes" },
        ],
      }),
    );
    expect(episode.task).toBe("Make hello.txt.");
    expect(episode.events.filter(({ kind }) => kind === "user")).toEqual([]);
    expect(stepWords(episode)).toEqual(["create:changed:product:hello.txt"]);
  });
});

it("reads an exit code only where the agent's shell wrote it", () => {
  const claude = (content: string): string =>
    lines(
      { type: "session", id: "s", cwd: "/app" },
      { type: "message", message: { role: "user", content: "x" } },
      {
        type: "message",
        message: {
          role: "assistant",
          content: [{ type: "toolCall", id: "1", name: "bash", arguments: { command: "cat log" } }],
        },
      },
      { type: "message", message: { role: "toolResult", toolCallId: "1", content: [{ type: "text", text: content }] } },
    );
  expect(readEpisode(claude("The job wrote: exit code 3\nand went on")).steps[0]!.exitCode).toBeNull();
  expect(readEpisode(claude("Process exited with code 3\nOutput:\nx")).steps[0]!.exitCode).toBe(3);
});
