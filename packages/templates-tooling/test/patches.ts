/** A new file of a git patch. */
export function added(path: string, ...lines: readonly string[]): string {
  const content = lines.map((line) => `+${line}\n`).join("");
  return `diff --git a/${path} b/${path}\nnew file mode 100644\n--- /dev/null\n+++ b/${path}\n@@ -0,0 +1,${lines.length} @@\n${content}`;
}

/** A changed file of a git patch: every line of `before` replaced by those of `after`. */
export function changed(path: string, before: readonly string[], after: readonly string[]): string {
  const removed = before.map((line) => `-${line}\n`).join("");
  const content = after.map((line) => `+${line}\n`).join("");
  return `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,${before.length} +1,${after.length} @@\n${removed}${content}`;
}
