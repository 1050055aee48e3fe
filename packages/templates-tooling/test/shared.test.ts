import { facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { readAsked } from "../src/shared/asked.js";
import { submittedFiles } from "../src/shared/final-files.js";
import { oneLine } from "../src/shared/one-line.js";
import { pathKindOf } from "../src/shared/path-kind.js";
import { readPatch } from "../src/shared/submitted-patch.js";

type Run = ReturnType<typeof episode>;

describe("what a path is", () => {
  const none = facts(episode().finish());
  const kind = (path: string, made = true, known = none) => pathKindOf(path, made, known);
  it.each([
    ["tests/a.py", "test"],
    ["src/test_a.py", "test"],
    ["a_test.go", "test"],
    ["a.spec.ts", "test"],
    ["ATests.kt", "test"],
    ["a_test.gob", "product"],
    ["a.spec.tsv", "product"],
    ["lib/test_a.pyi", "product"],
    ["latest/a.py", "product"],
    ["repro.py", "scratch"],
    ["reproduce_issue.py", "scratch"],
    ["test_x.js", "scratch"],
    ["demo.pyi", "product"],
    ["my_demo.py", "product"],
    ["src/demo.py", "product"],
    ["a.orig", "scratch"],
    ["src/a.py~", "scratch"],
    ["__pycache__/a.txt", "scratch"],
    ["yarn.lock", "generated"],
    ["sub/go.sum", "generated"],
    ["a.snap", "generated"],
    ["go.summary", "product"],
    ["my-yarn.lock", "product"],
  ])("%s: %s", (path, expected) => {
    expect(kind(path)).toBe(expected);
  });

  it("is scratch only where the run made it", () => {
    expect(kind("repro.py", false)).toBe("product");
    expect(kind("a.orig", false)).toBe("product");
  });

  it("is what the last edit that took effect took it for", () => {
    const known = (run: Run) => kind("tests/a.py", true, facts(run.finish()));
    expect(known(episode().edit("tests/a.py", { pathClass: "docs" }))).toBe("docs");
    expect(known(episode().edit("tests/a.py", { pathClass: "docs", effect: "rejected" }))).toBe("test");
    expect(known(episode().edit("tests/a.py", { pathClass: "docs", kind: "delete" }))).toBe("test");
    expect(known(episode().edit("tests/a.py", { pathClass: "docs" }).edit("tests/a.py", { pathClass: "config" }))).toBe(
      "config",
    );
    expect(known(episode().edit("tests/b.py", { pathClass: "docs" }))).toBe("test");
  });
});

describe("a submitted patch", () => {
  const modified = { change: "modified", binary: false };
  it("is read by its counted lines, with git's headers or without", () => {
    const git = "diff --git a/a.py b/a.py\n--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n-old\n+new\n kept\n";
    expect(readPatch(git)).toEqual([{ path: "a.py", ...modified, added: ["new"], removed: ["old"] }]);
    expect(readPatch(git.slice(git.indexOf("---")))).toEqual([
      { path: "a.py", ...modified, added: ["new"], removed: ["old"] },
    ]);
    expect(readPatch(git.replaceAll("\n", "\r\n"))).toEqual([
      { path: "a.py", ...modified, added: ["new"], removed: ["old"] },
    ]);
    expect(readPatch("the answer")).toBeNull();
    expect(readPatch(`@@ -1 +1 @@\n${git}`)).toHaveLength(1);
    expect(readPatch("see diff --git a/x b/x")).toBeNull();
    expect(readPatch("diff --git nothing")).toBeNull();
    expect(readPatch(" \n")).toEqual([]);
  });

  it("keeps content that looks like a header, and takes no note for content", () => {
    const odd = "--- a/a.py\n+++ b/a.py\n@@ -1,3 +1,2 @@\n--- x\n-\\\n-z\n+++ y\n\\ No newline\n+q\\\ntail\n";
    expect(readPatch(odd)).toMatchObject([{ added: ["++ y", "q\\"], removed: ["-- x", "\\", "z"] }]);
    const noted = "--- a/a.py\n+++ b/a.py\n@@ -1,1 +1,2 @@\n-z\n\\ No newline\n+q\n+r\n+tail\n";
    expect(readPatch(noted)).toMatchObject([{ added: ["q", "r"], removed: ["z"] }]);
    const context = "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,3 @@\n z\\\n x\n+y\n+tail\n";
    expect(readPatch(context)).toMatchObject([{ added: ["y"], removed: [] }]);
    const inText = "--- a/a.py\n+++ b/a.py\nx @@ -1 +1 @@\n-z\n+q\n";
    expect(readPatch(inText)).toMatchObject([{ added: [], removed: [] }]);
  });

  it("tells new, deleted, moved and binary files", () => {
    const of = (...lines: string[]) => readPatch(["diff --git a/a b/a", ...lines].join("\n"))?.[0];
    expect(of("new file mode 100644")).toMatchObject({ change: "added" });
    expect(of("deleted file mode 100644")).toMatchObject({ change: "deleted" });
    expect(of("x deleted file mode")).toMatchObject({ change: "modified" });
    expect(of("rename to b")).toMatchObject({ change: "moved" });
    expect(of("Binary files a and b differ")).toMatchObject({ binary: true });
    expect(of("GIT binary patch")).toMatchObject({ binary: true });
    expect(of("x GIT binary patch")).toMatchObject({ binary: false });
    expect(of("--- /dev/null", "+++ b/a")).toMatchObject({ change: "added" });
    expect(of("--- a/a", "+++ /dev/null")).toMatchObject({ change: "deleted", path: "a" });
    expect(readPatch("--- a/x\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n")).toMatchObject([
      { path: "x", change: "deleted", removed: ["a"] },
    ]);
    expect(readPatch("--- /dev/null\n+++ b/x\n")).toMatchObject([{ path: "x", change: "added" }]);
  });

  it("reads paths in quotes, with tabs behind, and with folders like the marks", () => {
    const path = (header: string) => readPatch(header)?.[0]?.path;
    expect(path('diff --git "a/x \\"y" "b/x \\"y"')).toBe('x "y');
    expect(path("diff --git a/x b/lib/b/x")).toBe("lib/b/x");
    expect(path("--- a/x\n+++ b/x\t2024-01-01")).toBe("x");
    expect(path("--- a/x\n+++ b/b/x \t")).toBe("b/x");
    expect(path("--- x\n+++ lib/b/x")).toBe("lib/b/x");
    expect(path('--- x\n+++ "b/x y"')).toBe("x y");
    expect(path('--- x\n+++ b/x"y')).toBe('x"y');
    expect(path("xdiff --git a/x b/x\n--- a/y\n+++ b/z")).toBe("z");
  });

  it("is the final state unless a limit left it empty", () => {
    const files = (submission: string | undefined, endedBy: "finished" | "limit" = "finished") => {
      const run = episode()
        .with(submission === undefined ? {} : { submission })
        .outcome({ endedBy })
        .finish();
      return submittedFiles(run, facts(run));
    };
    expect(files(undefined)).toBeNull();
    expect(files("")).toEqual([]);
    expect(files("", "limit")).toBeNull();
    expect(files("--- a/x\n+++ b/x\n", "limit")).toHaveLength(1);
    expect(files("no patch")).toBeNull();
  });
});

describe("words", () => {
  it("are cut to one line", () => {
    expect(oneLine("  a b \r\nc", 10)).toBe("a b");
    expect(oneLine("\n\nabc", 3)).toBe("abc");
    expect(oneLine("abcd", 3)).toBe("ab…");
    expect(oneLine("", 3)).toBe("");
  });

  it("of the task and the user name a file by its last part", () => {
    const asked = readAsked(episode("Mend Parser.py").user("and b.ts").message("I take c.ts").finish());
    expect(["src/parser.PY", "lib/b.ts", "c.ts", "a/x/y.py"].map(asked)).toEqual([true, true, false, false]);
  });
});
