import { describe, expect, it } from "vitest";
import { lines } from "./read-helpers.js";
import { readEpisode, stepWords } from "./session-helpers.js";

const file = "/workspace/shop/shop/cart.py";

/** An event pair of OpenHands before its SDK. */
function pair(
  id: number,
  action: string,
  args: object,
  tool: string,
  given: object,
  observation: object,
): readonly object[] {
  const toolCall = { id: `t${id}`, function: { name: tool, arguments: JSON.stringify(given) } };
  const metadata = {
    function_name: tool,
    tool_call_id: `t${id}`,
    model_response: { id: `r${id}`, choices: [{ message: { tool_calls: [toolCall] } }] },
  };
  return [
    { id, source: "agent", action, args, tool_call_metadata: metadata },
    { id: id + 1, source: "agent", cause: id, observation: action, extras: {}, ...observation },
  ];
}

const task = { id: 0, source: "user", action: "message", args: { content: "Mend the total of the cart." } };

describe("OpenHands before its SDK", () => {
  it("tells looks, lists, edits and new files of the one editor apart", () => {
    const episode = readEpisode(
      JSON.stringify([
        task,
        ...pair(
          1,
          "read",
          { path: "/workspace/shop", start: 0, end: -1, impl_source: "oh_aci" },
          "str_replace_editor",
          { command: "view", path: "/workspace/shop" },
          {
            content:
              "Here's the files and directories up to 2 levels deep in /workspace/shop, excluding hidden items:\n/workspace/shop/\n/workspace/shop/shop",
          },
        ),
        ...pair(
          3,
          "read",
          { path: file, start: 0, end: -1, impl_source: "oh_aci" },
          "str_replace_editor",
          { command: "view", path: file },
          {
            content: `Here's the result of running \`cat -n\` on ${file}:\n     1\tdef total(cart):\n     2\t    return 0\n`,
          },
        ),
        ...pair(
          5,
          "read",
          { path: file, view_range: [2, 2] },
          "str_replace_editor",
          { command: "view", path: file, view_range: [2, 2] },
          { content: `Here's the result of running \`cat -n\` on ${file}:\n     2\t    return 0\n` },
        ),
        ...pair(
          7,
          "edit",
          { path: file, command: "str_replace", content: "", start: 1, end: -1 },
          "str_replace_editor",
          { command: "str_replace", path: file, old_str: "return 0", new_str: "return sum(cart)" },
          { content: `The file ${file} has been edited.` },
        ),
        ...pair(
          9,
          "edit",
          { path: file, command: "str_replace", content: "", start: 1, end: -1 },
          "str_replace_editor",
          { command: "str_replace", path: file, old_str: "absent", new_str: "b" },
          { content: `ERROR:\nNo replacement was performed, old_str \`absent\` did not appear verbatim in ${file}.` },
        ),
        ...pair(
          11,
          "edit",
          { path: file, command: "str_replace", content: "", start: 1, end: -1 },
          "str_replace_editor",
          { command: "str_replace", path: file, new_str: "b" },
          { content: "ERROR:\nParameter `old_str` is required for command: str_replace." },
        ),
        ...pair(
          13,
          "edit",
          { path: "/workspace/shop/shop/tax.py", content: "", start: 1, end: -1 },
          "str_replace_editor",
          { command: "create", path: "/workspace/shop/shop/tax.py", file_text: "RATE = 2\n" },
          {
            content: "--- /workspace/shop/shop/tax.py\n+++ /workspace/shop/shop/tax.py\n@@ -0,0 +1 @@\n+RATE = 2",
            extras: {
              path: "/workspace/shop/shop/tax.py",
              prev_exist: false,
              old_content: "",
              new_content: "RATE = 2\n",
            },
          },
        ),
        ...pair(
          15,
          "run",
          { command: "cd /workspace/shop && pytest -q" },
          "execute_bash",
          { command: "cd /workspace/shop && pytest -q" },
          { content: "1 failed, 2 passed in 0.10s", extras: { metadata: { exit_code: 1 } } },
        ),
        { id: 17, source: "agent", action: "finish", args: { final_thought: "Mended, one test still fails." } },
      ]),
    );
    expect(episode.root).toBe("/workspace/shop");
    expect(stepWords(episode)).toEqual([
      "list",
      "look:shop/cart.py:1-2:whole",
      "look:shop/cart.py:2-2",
      "edit:changed:product:shop/cart.py",
      "error edit:rejected:product:shop/cart.py",
      "invalid other",
      "create:changed:product:shop/tax.py",
      "error test:2/1",
      "finish",
    ]);
    expect(episode.steps[6]!.actions[0]).toMatchObject({ added: "RATE = 2\n" });
    expect(episode.finalMessage).toBe("Mended, one test still fails.");
  });

  it("reads what an event tells where the model's call is not kept", () => {
    const episode = readEpisode(
      JSON.stringify([
        task,
        { id: 1, source: "agent", action: "read", args: { path: file, start: 0, end: -1, impl_source: "oh_aci" } },
        {
          id: 2,
          source: "agent",
          cause: 1,
          observation: "read",
          content: "     1\ta\n     2\tb\n",
          extras: { path: file },
        },
        {
          id: 3,
          source: "agent",
          action: "edit",
          args: { path: "/workspace/shop/shop/tax.py", content: "", start: 1, end: -1 },
        },
        {
          id: 4,
          source: "agent",
          cause: 3,
          observation: "edit",
          content: "@@ -0,0 +1 @@\n+RATE = 2",
          extras: { prev_exist: false, old_content: "", new_content: "RATE = 2\n" },
        },
        {
          id: 5,
          source: "agent",
          observation: "error",
          content: "Parameter 'command' is expected to be one of ['view'].",
        },
      ]),
    );
    expect(stepWords(episode)).toEqual(["look:shop/cart.py:1-2:whole", "create:changed:product:shop/tax.py"]);
    expect(episode.steps[1]!.actions[0]).toMatchObject({ added: "RATE = 2\n" });
  });

  it("reads the functions of the agent's interpreter", () => {
    const cell = (code: string, content: string): readonly object[] => [
      { action: "run_ipython", code, thought: "" },
      { observation: "run_ipython", code, content: `${content}\n[Jupyter current working directory: /workspace]` },
    ];
    const window =
      "[File: /workspace/shop/cart.py (2 lines total)]\n(this is the beginning of the file)\n1|def total(cart):\n2|    return 0\n(this is the end of the file)";
    const episode = readEpisode(
      JSON.stringify({
        issue: {},
        history: [
          { action: "message", content: "Mend it." },
          ...cell("open_file('/workspace/shop/cart.py')", window),
          ...cell(
            'edit_file_by_replace(\n  "/workspace/shop/cart.py",\n  to_replace="""    return 0""",\n  new_content="""    return \\"x\\"""",\n)',
            "[Your proposed edit has introduced new syntax error(s). Please understand the errors and retry your edit command.]",
          ),
          ...cell(
            "edit_file_by_replace('/workspace/shop/cart.py', to_replace='absent', new_content='b')",
            "[No exact match found in /workspace/shop/cart.py for\n```\nabsent\n```\n]",
          ),
          ...cell(
            "edit_file_by_replace('/workspace/shop/cart.py', to_replace='return 0', new_content='return 1')",
            `${window}\n[File updated (edited at line 2). Please review the changes]`,
          ),
          ...cell(
            "insert_content_at_line(file_name='/workspace/shop/cart.py', line_number=1, content='# Carts')",
            `${window}\n[File updated (inserted at line 1).]`,
          ),
          ...cell(
            "search_dir('total', '/workspace/shop')",
            '[Found 1 matches for "total" in /workspace/shop]\n/workspace/shop/cart.py (Line 1): def total(cart):\n[End of matches]',
          ),
          ...cell("open('/workspace/notes.txt', 'w').write('x')", ""),
        ],
      }),
    );
    expect(stepWords(episode).slice(0, 6)).toEqual([
      "look:shop/cart.py:1-2:whole",
      "edit:rejected:product:shop/cart.py",
      "edit:rejected:product:shop/cart.py",
      "edit:changed:product:shop/cart.py",
      "edit:changed:product:shop/cart.py",
      "search",
    ]);
    expect(episode.steps[3]!.actions[0]).toMatchObject({ removed: "return 0", added: "return 1" });
    expect(episode.steps[4]!.actions[0]).toMatchObject({ added: "# Carts", lines: { from: 1, to: 1 } });
    expect(stepWords(episode)[6]).toContain("create:changed:scratch:notes.txt");
  });
});

describe("OpenHands' SDK", () => {
  const action = (id: string, tool: string, given: object): object => ({
    id,
    kind: "ActionEvent",
    source: "agent",
    thought: [],
    tool_name: tool,
    tool_call_id: `c${id}`,
    llm_response_id: id,
    action: given,
  });
  const answer = (id: string, observation: object): object => ({
    id: `${id}a`,
    kind: "ObservationEvent",
    source: "environment",
    tool_call_id: `c${id}`,
    observation,
  });

  it("does not take an editor's error for a change", () => {
    const episode = readEpisode(
      lines(
        {
          id: "0",
          kind: "MessageEvent",
          source: "user",
          llm_message: { role: "user", content: [{ type: "text", text: "Mend it." }] },
        },
        action("1", "terminal", { kind: "TerminalAction", command: "ls" }),
        answer("1", {
          kind: "TerminalObservation",
          command: "ls",
          content: [{ type: "text", text: "shop" }],
          exit_code: 0,
          metadata: { exit_code: 0, working_dir: "/srv/shop" },
        }),
        action("2", "file_editor", {
          kind: "FileEditorAction",
          command: "create",
          path: "/elsewhere/a.py",
          file_text: "x",
        }),
        answer("2", {
          kind: "FileEditorObservation",
          command: "create",
          content: [
            {
              type: "text",
              text: "Ran into [Errno 2] No such file or directory: '/elsewhere/a.py' while trying to write to /elsewhere/a.py",
            },
          ],
        }),
        action("3", "file_editor", { kind: "FileEditorAction", command: "view", path: "shop/cart.py" }),
        answer("3", {
          kind: "FileEditorObservation",
          command: "view",
          content: [
            {
              type: "text",
              text: "Invalid `path` parameter: shop/cart.py. The path should be an absolute path, starting with `/`.",
            },
          ],
        }),
        action("4", "terminal", { kind: "TerminalAction", command: "a\nb" }),
        answer("4", {
          kind: "TerminalObservation",
          is_error: true,
          content: [{ type: "text", text: "Cannot execute multiple commands at once." }],
          metadata: { exit_code: -1 },
        }),
        action("5", "file_editor", {
          kind: "FileEditorAction",
          command: "str_replace",
          path: "/srv/shop/cart.py",
          old_str: "a",
          new_str: "b",
        }),
        answer("5", {
          kind: "FileEditorObservation",
          command: "str_replace",
          prev_exist: true,
          old_content: "a",
          new_content: "b",
          content: [{ type: "text", text: "The file /srv/shop/cart.py has been edited." }],
        }),
        action("6", "finish", { kind: "FinishAction", message: "Done." }),
      ),
    );
    expect(episode.root).toBe("/srv/shop");
    expect(stepWords(episode)).toEqual([
      "list",
      "error create:rejected:product:/elsewhere/a.py",
      "invalid other",
      "invalid other",
      "edit:changed:product:cart.py",
      "finish",
    ]);
    expect(episode.steps[3]!.exitCode).toBeNull();
    expect(episode.finalMessage).toBe("Done.");
  });
});
