import { describe, expect, it } from "vitest";
import { lastActions, only, shell, sweAgent, tool, words } from "./actions-helpers.js";

describe("looks", () => {
  it.each([
    ["cat a.py", ["look:a.py:whole"]],
    ["cat a.py b.py", ["look:a.py:whole", "look:b.py:whole"]],
    ["cat -n a.py | sed -n '10,20p'", ["look:a.py:10-20"]],
    ["nl -ba a.py | sed -n '3,4p'", ["look:a.py:3-4"]],
    ["sed -n '10,20p' a.py", ["look:a.py:10-20"]],
    ["sed -n -e '1,2p;8p' a.py", ["look:a.py:1-2", "look:a.py:8-8"]],
    ["sed -n '/def f/,/return/p' a.py", ["look:a.py"]],
    ["head -30 a.py", ["look:a.py:1-30"]],
    ["head -n 5 a.py", ["look:a.py:1-5"]],
    ["tail -n +40 a.py | head -10", ["look:a.py:40-49"]],
    ["tail -20 a.py", ["look:a.py"]],
    ["awk 'NR>=5 && NR<=9' a.py", ["look:a.py:5-9"]],
    ["cat a.py | grep def", ["look:a.py"]],
    ["cd src && cat a.py", ["look:src/a.py:whole"]],
    ["cat /repo/src/../a.py", ["look:a.py:whole"]],
    ["cat /etc/hosts", ["look:/etc/hosts:whole"]],
    ["git show HEAD:a.py", ["look:a.py", "vcs"]],
  ])("%s", (command, expected) => {
    expect(words(lastActions([shell(command, "text\n")]))).toEqual(expected);
  });

  it.each([
    "cat a.py | wc -l",
    "cat a.py > b.txt",
    "echo a.py",
    "ls a.py",
    "find . -name a.py",
    "cat > a.py <<'EOF'\nx\nEOF",
    "grep -c x a.py",
  ])("is none: %s", (command) => {
    expect(words(lastActions([shell(command, "3")])).filter((word) => word.startsWith("look"))).toEqual([]);
  });

  it("says when nothing was seen", () => {
    expect(words(lastActions([shell("cat a.py", "cat: a.py: No such file or directory", 1)]))).toEqual([
      "look:a.py:missing",
    ]);
  });

  it("reads the diff that git prints as looks at its lines", () => {
    const diff = "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -3,2 +3,4 @@ def f\n x\n+y\n";
    expect(words(lastActions([shell("git diff", diff)]))).toEqual(["look:a.py:3-6", "vcs"]);
    expect(words(lastActions([shell("git diff --stat", " a.py | 2 +-\n")]))).toEqual(["vcs"]);
  });
});

describe("searches", () => {
  it("tells which lines of which files were printed", () => {
    expect(
      only(
        lastActions([shell("grep -rn total src", "./src/a.py:3:total\nsrc/a.py:9:total\nsrc/b.py:1:total\n")]),
        "search",
      ),
    ).toMatchObject({
      pattern: "total",
      path: "src",
      names: false,
      shown: [
        { path: "src/a.py", lines: [3, 9] },
        { path: "src/b.py", lines: [1] },
      ],
    });
    expect(only(lastActions([shell("grep -n -A2 total a.py", "3:total\n4-x\n5-y\n")]), "search").shown).toEqual([
      { path: "a.py", lines: [3, 4, 5] },
    ]);
  });

  it("shows no lines where only names or counts were printed", () => {
    expect(only(lastActions([shell("grep -rl total src", "src/a.py\n")]), "search").shown).toEqual([]);
    expect(only(lastActions([shell("grep -rn total src | wc -l", "3\n")]), "search").shown).toEqual([]);
    expect(only(lastActions([shell("find . -name '*.py'", "./a.py\n")]), "search")).toMatchObject({
      names: true,
      pattern: "*.py",
    });
  });
});

describe("read tools", () => {
  const numbered = "    10→def f():\n    11→    pass\n";

  it.each([
    ["Read", { file_path: "/repo/a.py" }, numbered, "look:a.py:10-11"],
    ["read_file", { absolute_path: "/repo/a.py", offset: 4, limit: 3 }, "text", "look:a.py:4-6"],
    [
      "str_replace_editor",
      { command: "view", path: "/repo/a.py", view_range: [10, 11] },
      "    10\tdef f():\n    11\t    pass\n",
      "look:a.py:10-11",
    ],
    ["view", { filePath: "/repo/a.py" }, "File does not exist.", "look:a.py:missing"],
    ["mcp__files__read_file", { path: "a.py" }, "text", "look:a.py:whole"],
  ])("%s", (name, input, observation, expected) => {
    expect(words(lastActions([tool(name, input, observation)]))).toEqual([expected]);
  });

  it("uses the structured answer where there is one", () => {
    const details = { file: { filePath: "/repo/a.py", content: "x\ny\n", startLine: 1, numLines: 2, totalLines: 2 } };
    expect(only(lastActions([tool("Read", { file_path: "/repo/a.py" }, "", { details })]), "look")).toMatchObject({
      whole: true,
      lines: { from: 1, to: 2 },
      fileLines: 2,
    });
  });

  it("takes an editor's view of a folder for a list", () => {
    expect(
      words(
        lastActions([
          tool(
            "str_replace_editor",
            { command: "view", path: "/repo" },
            "Here's the files and directories up to 2 levels deep in /repo",
          ),
        ]),
      ),
    ).toEqual(["list"]);
  });
});

describe("SWE-agent's window", () => {
  it("reads the shown lines from the heading", () => {
    const observation =
      "[File: /repo/a.py (124 lines total)]\n(9 more lines above)\n10:x\n11:y\n(113 more lines below)";
    expect(only(lastActions([sweAgent("open a.py 10", observation)]), "look")).toMatchObject({
      path: "a.py",
      lines: { from: 10, to: 11 },
      fileLines: 124,
      whole: false,
      found: true,
    });
    expect(only(lastActions([sweAgent("goto 10", observation, "/repo/a.py")]), "look").path).toBe("a.py");
    expect(words(lastActions([sweAgent("open b.py", "File b.py not found")]))).toEqual(["look:b.py:missing"]);
  });
});
