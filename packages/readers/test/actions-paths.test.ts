import { describe, expect, it } from "vitest";
import { shortLines } from "../src/actions/commands/short-lines.js";
import { classifyPath, type PathKnowledge } from "../src/actions/paths/classify.js";
import { guessRoot } from "../src/actions/paths/guess-root.js";
import { cleanPath, joinPath, relativeTo } from "../src/actions/paths/normalise.js";
import { readRequests } from "../src/actions/paths/asked.js";
import { episodeOf, shell, words } from "./actions-helpers.js";

describe("paths", () => {
  it.each([
    ["./a/../b//c.py", "b/c.py"],
    ["/a/./b/..", "/a"],
    ["../a.py", "../a.py"],
    ["C:\\repo\\a.py", "C:/repo/a.py"],
    ["src\\a.py", "src/a.py"],
    [".", "."],
    ["file:///repo/a.py", "/repo/a.py"],
  ])("cleans %s", (text, expected) => {
    expect(cleanPath(text)).toBe(expected);
  });

  it("sees paths from the root", () => {
    expect(relativeTo("/repo", "/repo/a.py")).toBe("a.py");
    expect(relativeTo("/repo", "/repository/a.py")).toBe("/repository/a.py");
    expect(relativeTo("C:/Repo", "c:/repo/a.py")).toBe("a.py");
    expect(joinPath("/repo/src", "../a.py")).toBe("/repo/a.py");
  });
});

function knowledge(created: boolean, asked = false): PathKnowledge {
  return {
    created: () => created,
    knownFolders: new Set(["shop", "src", "tests"]),
    hasProduct: true,
    asked: () => asked,
    asksForDocuments: false,
  };
}

describe("classifyPath", () => {
  it.each([
    ["shop/cart.py", "product"],
    ["src/index.ts", "product"],
    ["cmd/main.go", "product"],
    ["tests/test_cart.py", "test"],
    ["shop/tests/helpers.py", "test"],
    ["shop/cart_test.go", "test"],
    ["src/cart.test.ts", "test"],
    ["src/__tests__/cart.ts", "test"],
    ["spec/cart_spec.rb", "test"],
    ["src/test/java/CartTest.java", "test"],
    ["Shop.Tests/CartTests.cs", "test"],
    ["test_cart.py", "test"],
    ["README.md", "docs"],
    ["docs/guide.rst", "docs"],
    ["pyproject.toml", "config"],
    [".github/workflows/ci.yml", "config"],
    ["package-lock.json", "generated"],
    ["node_modules/a/index.js", "generated"],
    ["/tmp/a.py", "scratch"],
    ["shop/contest.py", "product"],
    ["shop/latest/api.py", "product"],
  ])("%s was there: %s", (path, expected) => {
    expect(classifyPath(path, knowledge(false))).toBe(expected);
  });

  it.each([
    ["repro.py", "scratch"],
    ["test_cart.py", "scratch"],
    ["patch.txt", "scratch"],
    ["shop/cart.py.orig", "scratch"],
    ["/elsewhere/a.py", "scratch"],
    ["test_docs/conf.py", "scratch"],
    ["plot.png", "scratch"],
    ["tests/test_new.py", "test"],
    ["shop/new.py", "product"],
    ["Dockerfile", "config"],
  ])("%s was made: %s", (path, expected) => {
    expect(classifyPath(path, knowledge(true))).toBe(expected);
  });

  it("takes what the task asks for as product", () => {
    expect(classifyPath("README.md", knowledge(false, true))).toBe("product");
    expect(classifyPath("pyproject.toml", knowledge(false, true))).toBe("product");
    expect(classifyPath("solve.py", knowledge(true, true))).toBe("product");
    expect(classifyPath("repro.py", knowledge(true, true))).toBe("scratch");
  });

  it("takes a page for product where nothing was there before, and for output elsewhere", () => {
    expect(classifyPath("index.html", { ...knowledge(true), hasProduct: false })).toBe("product");
    expect(classifyPath("plot.png", { ...knowledge(true), hasProduct: false })).toBe("scratch");
    expect(classifyPath("report.html", knowledge(true))).toBe("scratch");
  });
});

describe("readRequests", () => {
  it("reads names in the task, whole ones only", () => {
    const { asked } = readRequests("Please change docs/guide.md.", []);
    expect(asked("docs/guide.md")).toBe(true);
    expect(asked("guide.mdx")).toBe(false);
    expect(asked("e.md")).toBe(false);
    expect(asked("docs")).toBe(false);
  });

  it("passes over the recipe of an issue", () => {
    expect(readRequests("It fails.\n\nTo reproduce: put this in bug.py and run it.", []).asked("bug.py")).toBe(false);
  });

  it("knows a wish for documents", () => {
    expect(readRequests("Update the documentation for sessions.", []).asksForDocuments).toBe(true);
    expect(readRequests("Run an agent that creates a file in the docs", []).asksForDocuments).toBe(true);
    expect(readRequests("Fix the crash in sessions.", []).asksForDocuments).toBe(false);
    expect(readRequests("Fix it", ["now write a README for it"]).asksForDocuments).toBe(true);
  });
});

describe("guessRoot", () => {
  const run = {
    format: "test",
    agent: {},
    task: "",
    calls: [],
    events: [],
    finalMessage: "",
    ended: true,
    endedBy: "cut",
    skippedLines: 0,
  } as const;
  const call = {
    origin: {},
    says: "",
    tool: "bash",
    input: {},
    dialect: "shell",
    observation: "",
    exitCode: 0,
    status: "ok",
  } as const;

  it("believes the file, then the working folder, then the paths", () => {
    expect(guessRoot({ ...run, root: "/a/b/", cwd: "/c" })).toBe("/a/b");
    expect(guessRoot({ ...run, cwd: "/c/d" })).toBe("/c/d");
    expect(guessRoot({ ...run, calls: [{ ...call, command: "cd /testbed && ls" }] })).toBe("/testbed");
    expect(guessRoot({ ...run, calls: [{ ...call, dialect: "tool", input: { path: "/workspace/shop/a.py" } }] })).toBe(
      "/workspace/shop",
    );
    expect(guessRoot({ ...run, calls: [{ ...call, dialect: "tool", input: { path: "/workspace/game.py" } }] })).toBe(
      "/workspace",
    );
    expect(guessRoot({ ...run, calls: [{ ...call, command: "ls src" }] })).toBeUndefined();
  });
});

describe("interpret", () => {
  it("keeps the steps, the root and the outcome", () => {
    const episode = episodeOf(
      [shell("ls", "a.py")],
      { verdict: { status: "failed", score: 0, threshold: 1 }, id: "one" },
      { outcome: { status: "passed", score: 1 } },
    );
    expect(episode).toMatchObject({
      id: "one",
      root: "/repo",
      outcome: { status: "passed", score: 1, threshold: 1, endedBy: "message" },
    });
    expect(episode.steps[0]).toMatchObject({ number: 1, command: "ls", status: "ok" });
  });

  it("gives the same episode twice and leaves the run alone", () => {
    const calls = [shell("sed -i 's/a/b/' a.py"), shell("pytest", "== 1 passed in 0.1s ==")];
    const frozen = calls.map((call) => Object.freeze({ ...call }));
    expect(episodeOf(frozen)).toEqual(episodeOf(calls));
    expect(episodeOf(calls).id).toMatch(/^[0-9a-f]+$/);
  });

  it("bears output of any shape", () => {
    for (const output of [
      "\n".repeat(100_000),
      "x".repeat(300_000),
      "a > b FAIL ".repeat(10_000),
      "Error: ".repeat(10_000),
      "'''".repeat(10_000),
    ]) {
      for (const command of ["pytest", "npm test", "python a.py", "grep -rn x .", "git diff", "go test ./..."]) {
        expect(episodeOf([shell(command, output, 1)]).steps[0]!.actions.length).toBeGreaterThan(0);
      }
    }
  });

  it("cuts lines of thousands of characters and nothing else", () => {
    expect(shortLines(`a\n${"x".repeat(5000)}\nb`)).toBe(`a\n${"x".repeat(1000)}\nb`);
    const plain = "line\n".repeat(2000);
    expect(shortLines(plain)).toBe(plain);
  });

  it("bears calls of any shape", () => {
    for (const input of [null, 3, "text", [], { path: 3 }, { command: null }, { edits: "x" }, { changes: 4 }]) {
      for (const name of [
        "Edit",
        "Write",
        "Bash",
        "Read",
        "Grep",
        "apply_patch",
        "str_replace_editor",
        "run_tests",
        "Task",
        "WebFetch",
        "MultiEdit",
      ]) {
        expect(
          episodeOf([{ tool: name, dialect: "tool", input, observation: "" }]).steps[0]!.actions.length,
        ).toBeGreaterThan(0);
      }
    }
    expect(words(episodeOf([shell("")]).steps[0]!.actions)).toEqual(["other"]);
  });
});
