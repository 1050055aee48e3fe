import { describe, expect, it } from "vitest";
import { episodeOf, lastActions, only, seenProduct, shell, sweAgent, tool, words } from "./actions-helpers.js";

const cart = "edit:changed:product:shop/cart.py";

describe("edit tools", () => {
  it.each([
    ["Edit", { file_path: "/repo/shop/cart.py", old_string: "a", new_string: "b" }],
    ["MultiEdit", { file_path: "/repo/shop/cart.py", edits: [{ old_string: "a", new_string: "b" }] }],
    ["replace", { file_path: "shop/cart.py", old_string: "a", new_string: "b" }],
    ["edit", { filePath: "/repo/shop/cart.py", oldString: "a", newString: "b" }],
    ["str_replace_editor", { command: "str_replace", path: "/repo/shop/cart.py", old_str: "a", new_str: "b" }],
    ["developer__text_editor", { command: "str_replace", path: "/repo/shop/cart.py", old_str: "a", new_str: "b" }],
    ["str_replace_editor", { command: "insert", path: "/repo/shop/cart.py", insert_line: 3, new_str: "b" }],
    ["replace_in_file", { path: "shop/cart.py", diff: "<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE" }],
    ["write_file", { path: "shop/cart.py", content: "b" }],
  ])("%s changes the file", (name, input) => {
    const action = only(lastActions([...seenProduct, tool(name, input, "done")]), "edit");
    expect(words([action])).toEqual([cart]);
    expect(action.added).toBe("b");
  });

  it.each([
    ["<tool_use_error>String to replace not found in file.\nString: a</tool_use_error>", "rejected"],
    ["<tool_use_error>File has not been read yet. Read it first before writing to it.</tool_use_error>", "rejected"],
    [
      "<tool_use_error>No changes to make: old_string and new_string are exactly the same.</tool_use_error>",
      "unchanged",
    ],
  ])("reads the refusal %s", (observation, effect) => {
    const [action] = lastActions([
      ...seenProduct,
      tool("Edit", { file_path: "/repo/shop/cart.py", old_string: "a", new_string: "b" }, observation, {
        status: "error",
      }),
    ]);
    expect(action).toMatchObject({ kind: "edit", effect });
  });

  it("does not take echoed file text for a refusal", () => {
    const echoed = `The file has been updated.\n${"x = 1\n".repeat(60)}raise Error("Could not find it")\n`;
    expect(
      words(
        lastActions([
          ...seenProduct,
          tool("Edit", { file_path: "/repo/shop/cart.py", old_string: "a", new_string: "b" }, echoed),
        ]),
      ),
    ).toEqual([cart]);
  });

  describe("that replace a part of a line", () => {
    const part = { file_path: "/repo/shop/net.py", old_string: "expontential", new_string: "exponential" };
    const text = "import time\n# expontential backoff\ndelay = 2\n";
    const of = (input: object, content: string, details?: object) =>
      only(
        lastActions([
          tool("Read", { file_path: "/repo/shop/net.py" }, content),
          tool("Edit", input, "The file has been updated.", details === undefined ? {} : { details }),
        ]),
        "edit",
      );

    it("are told by the whole line, where the file is known", () => {
      expect(of(part, text)).toMatchObject({
        removed: "# expontential backoff",
        added: "# exponential backoff",
        commentOnly: true,
      });
      expect(of({ ...part, old_string: "2\n", new_string: "3\n" }, text)).toMatchObject({
        removed: "delay = 2\n",
        added: "delay = 3\n",
      });
      expect(of({ ...part, old_string: "= 2", new_string: "= 3" }, "delay = 2")).toMatchObject({
        removed: "delay = 2",
        added: "delay = 3",
      });
    });

    it("are told by the content that the answer carries, not by an older one", () => {
      expect(of(part, text, { originalFile: "x = 'expontential'\n" })).toMatchObject({
        removed: "x = 'expontential'",
        commentOnly: false,
      });
    });

    it("stay as they are where the text stands nowhere or twice, or the edit was refused", () => {
      const asGiven = { removed: "expontential", added: "exponential" };
      expect(of(part, "nothing of it\n")).toMatchObject(asGiven);
      expect(of(part, `${text}print('expontential')\n`)).toMatchObject(asGiven);
      const refused = lastActions([
        tool("Read", { file_path: "/repo/shop/net.py" }, text),
        tool("Edit", part, "<tool_use_error>File has been modified since read</tool_use_error>", { status: "error" }),
      ]);
      expect(only(refused, "edit")).toMatchObject(asGiven);
    });
  });

  it("tells a new file from an overwritten one", () => {
    expect(
      words(
        lastActions([...seenProduct, tool("Write", { file_path: "/repo/shop/tax.py", content: "x" }, "File created")]),
      ),
    ).toEqual(["create:changed:product:shop/tax.py"]);
    const update = tool("Write", { file_path: "/repo/shop/cart.py", content: "x\n" }, "updated", {
      details: { type: "update", originalFile: "a\nb\n" },
    });
    expect(only(lastActions([...seenProduct, update]), "edit")).toMatchObject({
      whole: true,
      fileLines: 2,
      removed: "a\nb\n",
    });
    const same = tool("Write", { file_path: "/repo/shop/cart.py", content: "a\n" }, "updated", {
      details: { type: "update", originalFile: "a\n" },
    });
    expect(only(lastActions([...seenProduct, same]), "edit").effect).toBe("unchanged");
  });

  it("takes the replaced lines from a structured patch, context aside", () => {
    const details = {
      structuredPatch: [
        { oldStart: 7, oldLines: 7, newStart: 7, newLines: 7, lines: [" a", " b", " c", "-d", "+e", " f", " g", " h"] },
      ],
    };
    expect(
      only(
        lastActions([
          tool("Edit", { file_path: "/repo/shop/cart.py", old_string: "d", new_string: "e" }, "ok", { details }),
        ]),
        "edit",
      ).lines,
    ).toEqual({ from: 10, to: 10 });
  });

  it("reads a list of changed files without their text", () => {
    expect(
      words(
        lastActions([
          ...seenProduct,
          tool("file_change", {
            changes: [
              { path: "shop/cart.py", kind: "update" },
              { path: "shop/tax.py", kind: "add" },
            ],
          }),
        ]),
      ),
    ).toEqual([cart, "create:changed:product:shop/tax.py"]);
  });
});

describe("other tools", () => {
  it.each([
    ["TodoWrite", {}, "plan"],
    ["update_plan", {}, "plan"],
    ["Task", { prompt: "look around" }, "delegate"],
    ["AskUserQuestion", {}, "ask"],
    ["WebFetch", { url: "https://example.org" }, "fetch"],
    ["Grep", { pattern: "x" }, "search"],
    ["Glob", { pattern: "*.py" }, "search"],
    ["LS", { path: "/repo" }, "list"],
    ["finish", {}, "finish"],
    ["attempt_completion", { result: "done" }, "finish"],
    ["mark_task_complete", {}, "finish"],
    ["no_such_tool", {}, "other"],
  ])("%s is %s", (name, input, kind) => {
    expect(lastActions([tool(name, input)]).map((action) => action.kind)).toEqual([kind]);
  });

  it.each([
    ["Bash", { command: "pytest tests" }],
    ["shell", { command: ["bash", "-lc", "pytest tests"] }],
    ["exec_command", { cmd: "pytest tests" }],
    ["run_shell_command", { command: "pytest tests" }],
    ["bash_command", { keystrokes: "pytest tests\n", duration: 5 }],
    ["execute_bash", { command: "pytest tests" }],
  ])("%s runs a shell command", (name, input) => {
    expect(only(lastActions([tool(name, input, "== 1 passed in 0.1s ==")]), "test")).toMatchObject({
      runner: "pytest",
      passed: 1,
    });
  });

  it("takes a tool that runs the tests by itself for a test run", () => {
    expect(only(lastActions([tool("run_tests", {}, "", { details: { test_pass_rate: 0.5 } })]), "test")).toMatchObject({
      ran: true,
      ok: false,
    });
    expect(only(lastActions([tool("run_tests", {}, "== 2 passed in 0.1s ==")]), "test")).toMatchObject({
      ran: true,
      passed: 2,
      ok: true,
    });
  });

  it("asks further tools first", () => {
    expect(
      episodeOf([tool("peek", { path: "a.py" })], {}, { tools: { peek: "read" } }).steps[0]!.actions[0]!.kind,
    ).toBe("look");
  });

  it("recognises the end mark of a command line, and no mention of it", () => {
    expect(
      lastActions([shell("echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && cat patch.txt", "", null)]).map(
        (action) => action.kind,
      ),
    ).toEqual(["finish"]);
    expect(
      lastActions([shell("cat notes.txt", "echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT")]).map((action) => action.kind),
    ).toEqual(["look"]);
  });
});

describe("SWE-agent's commands", () => {
  const window = "[File: /repo/shop/cart.py (3 lines total)]\n1:a\n2:b\n3:c";

  it("edits the open file", () => {
    const steps = episodeOf([
      sweAgent("open shop/cart.py", window),
      sweAgent(
        "edit 2:2\nB\nend_of_edit",
        "[File: /repo/shop/cart.py (3 lines total)]\n1:a\n2:B\n3:c\nFile updated. Please review the changes",
        "/repo/shop/cart.py",
      ),
    ]).steps;
    expect(steps[1]!.actions[0]).toMatchObject({
      kind: "edit",
      effect: "changed",
      path: "shop/cart.py",
      lines: { from: 2, to: 2 },
      added: "B",
      removed: "b",
      fileLines: 3,
    });
  });

  it("reads the linter's refusal, and a tool's noise before success", () => {
    const refused =
      "Your proposed edit has introduced new syntax error(s).\n- E999 IndentationError\nYour changes have NOT been applied. Please fix your edit command and try again.";
    expect(lastActions([sweAgent("edit 1:1\nx\nend_of_edit", refused, "/repo/shop/cart.py")])[0]).toMatchObject({
      kind: "edit",
      effect: "rejected",
    });
    const noisy = `SyntaxError: future feature annotations is not defined\n${window}\nFile updated. Please review the changes`;
    expect(lastActions([sweAgent("edit 1:1\nx\nend_of_edit", noisy, "/repo/shop/cart.py")])[0]).toMatchObject({
      kind: "edit",
      effect: "changed",
    });
  });

  it("does not take a malformed edit for one", () => {
    expect(
      words(lastActions([sweAgent("edit shop/cart.py", "Usage: edit <start_line>:<end_line>", "/repo/shop/cart.py")])),
    ).toEqual(["other"]);
  });

  it("makes scratch files and runs them", () => {
    const steps = episodeOf([
      sweAgent("open shop/cart.py", window),
      sweAgent("create repro.py", "[File: /repo/repro.py (1 lines total)]\n1:"),
      sweAgent(
        "edit 1:1\nfrom shop import cart\ncart.total()\nend_of_edit",
        "[File: /repo/repro.py (2 lines total)]\n1:from shop import cart\n2:cart.total()\nFile updated.",
        "/repo/repro.py",
      ),
      sweAgent("python repro.py", "3"),
      sweAgent("submit", "diff"),
    ]).steps;
    expect(words(steps[1]!.actions)).toEqual(["create:changed:scratch:repro.py"]);
    expect(words(steps[3]!.actions)).toEqual(["check"]);
    expect(words(steps[4]!.actions)).toEqual(["finish"]);
  });

  it("finds files by name and lines by search", () => {
    expect(
      only(
        lastActions([
          sweAgent(
            'search_file "b"',
            'Found 1 matches for "b" in /repo/shop/cart.py:\nLine 2:b\nEnd of matches',
            "/repo/shop/cart.py",
          ),
        ]),
        "search",
      ),
    ).toMatchObject({ names: false, shown: [{ path: "shop/cart.py", lines: [2] }] });
    expect(only(lastActions([sweAgent("find_file cart.py", "Found 1 matches")]), "search").names).toBe(true);
    expect(words(lastActions([sweAgent("exit_cost", "")]))).toEqual(["other"]);
  });
});
