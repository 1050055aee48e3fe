import { facts } from "@mulligan/core";
import { episode } from "@mulligan/pack-kit/testing";
import { describe, expect, it } from "vitest";
import { changedNames } from "../src/evidence/changed-names.js";

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
