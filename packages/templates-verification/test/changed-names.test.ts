import { facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { changedNames } from "../src/evidence/changed-names.js";
import { shortCommand } from "../src/evidence/short-command.js";

function namesIn(...hunks: readonly string[]): readonly string[] {
  const submission = ["diff --git a/src/a.py b/src/a.py", "--- a/src/a.py", "+++ b/src/a.py", ...hunks].join("\n");
  const run = episode().edit("src/a.py").with({ submission }).finish();
  return changedNames(run, facts(run));
}

function namesOf(removed: string, added: string): readonly string[] {
  const run = episode().edit("src/a.py", { removed, added }).finish();
  return changedNames(run, facts(run));
}

describe("the names of what was changed", () => {
  it("are those of the innermost definition above the changed line", () => {
    const shown =
      "@@ -4,5 +4,5 @@ class Cart:\n     def total(self):\n         if self.items:\n-            return 1\n+            return 2";
    expect(namesIn(shown)).toEqual(["total"]);
    expect(namesIn("@@ -9,3 +9,3 @@ class Cart:\n         items = []\n-        return 1\n+        return 2")).toEqual([
      "Cart",
    ]);
    expect(namesIn(shown, shown.replace("total", "limit"))).toEqual(["total", "limit"]);
  });

  it.each([
    ["export async function total(items) {\n  const sum = 0;", "  return 1;", "total"],
    ["func (c *Cart) Total() int {", "\treturn 1", "Total"],
    ["pub fn total(&self) -> u32 {", "    1", "total"],
    ["class Cart extends Base {", "  limit = 1;", "Cart"],
  ])("are known in other languages: %s", (context, line, name) => {
    expect(namesOf(`${context}\n${line}`, `${context}\n${line}2`)).toEqual([name]);
  });

  it.each([
    ["a change at the margin", "@@ -1,3 +1,3 @@ def total(items):\n import os\n-LIMIT = 1\n+LIMIT = 2"],
    ["code at the margin between", "@@ -1,3 +1,3 @@\n def total(items):\n     pass\n LIMITS = [\n-    1,\n+    2,"],
    ["no definition in sight", "@@ -1,2 +1,2 @@\n     x = 1\n-    return 1\n+    return 2"],
  ])("are none for %s", (_, hunk) => {
    expect(namesIn(hunk)).toEqual([]);
  });

  it("are none of another file, or of an edit that shows nothing around it", () => {
    const other = episode().edit("src/b.py").with({
      submission:
        "diff --git a/src/a.py b/src/a.py\n--- a/src/a.py\n+++ b/src/a.py\n@@ -1,2 +1,2 @@ def total():\n-    x\n+    y",
    });
    const run = other.finish();
    expect(changedNames(run, facts(run))).toEqual([]);
    expect(namesOf("    return 1", "    return 2")).toEqual([]);
  });
});

describe("the names of what was changed, hunk by hunk,", () => {
  const patched = (submission: string, ...paths: readonly string[]): readonly string[] => {
    const run = paths
      .reduce((edited, path) => edited.edit(path), episode())
      .with({ submission })
      .finish();
    return changedNames(run, facts(run));
  };
  const file = (path: string, ...lines: readonly string[]): string =>
    [`diff --git a/${path} b/${path}`, `--- a/${path}`, `+++ b/${path}`, ...lines, ""].join("\n");
  const hunk = (name: string): readonly string[] => ["@@ -1,2 +1,2 @@", ` def ${name}():`, "-    a", "+    b"];

  it("are three at most, each once", () => {
    const all = file("a.py", ...["one", "two", "two", "three", "four"].flatMap(hunk));
    expect(patched(all, "a.py")).toEqual(["one", "two", "three"]);
  });

  it("are those of edited product files alone", () => {
    const both = `${file("a.py", ...hunk("one"))}${file("b.py", ...hunk("two"))}`;
    expect(patched(both, "b.py")).toEqual(["two"]);
    expect(patched(both, "a.py", "b.py")).toEqual(["one", "two"]);
    expect(patched(`@@ nothing\n${both}`, "a.py")).toEqual(["one"]);
  });

  it("take content that looks like a header for content", () => {
    const odd = file(
      "a.py",
      "@@ -1,4 +1,4 @@",
      " def one():",
      "     x = '+++ b/z.py'",
      "     y = 'diff --git c'",
      "     z = '@@ -1 +1 @@'",
      "-    a",
      "+    b",
    );
    expect(patched(odd, "a.py")).toEqual(["one"]);
    const first = file("a.py", "@@ -1,3 +1,3 @@", " def one():", "     x = '+++ b/z.py'", "-    a", "+    b");
    expect(patched(first.replace("+++ b/a.py", "x +++ b/z.py\n+++ b/a.py"), "a.py")).toEqual(["one"]);
  });

  it("stand above the first changed line, added or removed", () => {
    const lines = (...shown: readonly string[]) =>
      patched(file("a.py", "@@ -1,3 +1,3 @@ def above():", ...shown), "a.py");
    expect(lines("     x", "+    y", " def one():", "-    z")).toEqual(["above"]);
    expect(lines("     x", "-    y", " def one():", "+    z")).toEqual(["above"]);
    expect(lines(" def one():", "     x = a +", "     w = b -", "+    y")).toEqual(["one"]);
    expect(lines("+    y", " def one():")).toEqual(["above"]);
    expect(lines("     x", "     y")).toEqual([]);
    expect(lines("+", " def one():", "-    z")).toEqual([]);
    expect(lines("     x", "-   ", "+    y")).toEqual([]);
  });

  it("hold the changed line by its indentation, blank lines aside", () => {
    const lines = (...shown: readonly string[]) => patched(file("a.py", "@@ -1,3 +1,3 @@", ...shown), "a.py");
    expect(lines(" class One:", "     def two():", "         x", "+    y")).toEqual(["One"]);
    expect(lines(" class One:", "     def two():", " ", "+        y")).toEqual(["two"]);
    expect(lines(" def one():", "     pass", " def two():", "+def three():")).toEqual([]);
    expect(lines(" def one():", " x = [", "+    1,")).toEqual([]);
    expect(lines(" class One:", "     x = [", "         1,", "+        2,")).toEqual(["One"]);
    expect(lines(" # def one():", "+    2,")).toEqual([]);
  });

  it("come from the edits where no patch has hunks", () => {
    const edits = (removed: string | undefined, added: string | undefined) => {
      const fields = { ...(removed !== undefined && { removed }), ...(added !== undefined && { added }) };
      const run = episode().edit("a.py", fields).finish();
      return changedNames(run, facts(run));
    };
    expect(edits("def one():\n    a", "def one():\n    b")).toEqual(["one"]);
    expect(edits("def one():\n    a\ndef two():\n    c", "def one():\n    b\ndef two():\n    d")).toEqual(["one"]);
    expect(edits(undefined, "def one():\n    b")).toEqual([]);
    expect(edits("def one():\n    a", undefined)).toEqual([]);
    expect(edits("def one():\n    a", "def two():\n    a")).toEqual([]);
    expect(edits("def one():\n    a", "def one():\n    a")).toEqual([]);
    expect(edits("def one():\n    a", "def one():\n  \n    a")).toEqual(["one"]);
    expect(edits("def one():\n    a\n    b", "def one():\n    a\n\n    c")).toEqual(["one"]);
    expect(edits("class A:\n    def one():\n  x", "class A:\n    def one():\n        y")).toEqual(["one"]);
    expect(edits("def one():", "def one():\n")).toEqual([]);
  });
});

describe("a command as data", () => {
  it("is its first line, in 200 characters", () => {
    expect(shortCommand("  npm test \n")).toBe("npm test");
    expect(shortCommand("node -e '\nx()'")).toBe("node -e ' …");
    expect(shortCommand("x".repeat(200))).toBe("x".repeat(200));
    expect(shortCommand("x".repeat(201))).toBe(`${"x".repeat(199)}…`);
    expect(shortCommand(`${"x".repeat(200)}\ny`)).toBe(`${"x".repeat(200)} …`);
    expect(shortCommand(`${"x".repeat(201)}\ny`)).toBe(`${"x".repeat(199)}…`);
  });
});
