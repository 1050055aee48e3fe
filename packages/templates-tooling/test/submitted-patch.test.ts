import { describe, expect, it } from "vitest";
import { readPatch } from "../src/shared/submitted-patch.js";

const patch = `diff --git a/src/a.ts b/src/a.ts
index 1..2 100644
--- a/src/a.ts
+++ b/src/a.ts
@@ -1,3 +1,3 @@
 one
--- two
+++ two
 three
\\ No newline at end of file
diff --git a/plot.png b/plot.png
new file mode 100644
index 0..1
Binary files /dev/null and b/plot.png differ
diff --git a/old.ts b/old.ts
deleted file mode 100644
--- a/old.ts
+++ /dev/null
@@ -1 +0,0 @@
-gone
diff --git "a/with \\"quote\\".ts" "b/with \\"quote\\".ts"
new file mode 100644
--- /dev/null
+++ "b/with \\"quote\\".ts"
@@ -0,0 +1,2 @@
+first\r
+second
diff --git a/x.ts b/y.ts
similarity index 100%
rename from x.ts
rename to y.ts
`;

describe("a submitted patch", () => {
  it("is read file by file, with content that looks like a header left as content", () => {
    expect(readPatch(patch)).toEqual([
      { path: "src/a.ts", change: "modified", added: ["++ two"], removed: ["-- two"], binary: false },
      { path: "plot.png", change: "added", added: [], removed: [], binary: true },
      { path: "old.ts", change: "deleted", added: [], removed: ["gone"], binary: false },
      { path: 'with "quote".ts', change: "added", added: ["first", "second"], removed: [], binary: false },
      { path: "y.ts", change: "moved", added: [], removed: [], binary: false },
    ]);
  });

  it("is read without git's own headers too", () => {
    const plain =
      "--- a/one.c\t2024-01-01\n+++ b/one.c\t2024-01-02\n@@ -1 +1 @@\n-a\n+b\n--- /dev/null\n+++ b/two.c\n@@ -0,0 +1 @@\n+c\n";
    expect(readPatch(plain)).toMatchObject([
      { path: "one.c", change: "modified", added: ["b"], removed: ["a"] },
      { path: "two.c", change: "added", added: ["c"] },
    ]);
  });

  it("is empty for an empty text and null for an answer in words", () => {
    expect(readPatch(" \n")).toEqual([]);
    expect(readPatch("flag{abc}\n")).toBeNull();
  });
});
