import type { Episode, Facts } from "@mulligan/core";

const most = 3;
const definition =
  /^\s*(?:export\s+)?(?:default\s+)?(?:pub(?:\([^)]*\))?\s+)?(?:abstract\s+|async\s+|static\s+)*(?:def|class|func|fn|function\*?|trait|impl|struct|interface)\s+(?:\([^()]*\)\s*)?([A-Za-z_$][\w$]*)/;

/**
 * Functions and classes that hold the changed lines of product files: by the submitted patch, else by edits that repeat the
 * lines around the change. Only what stands in the shown lines is claimed.
 */
export function changedNames(episode: Episode, facts: Facts): readonly string[] {
  const paths = new Set(facts.productEdits.map(({ path }) => path));
  const patch = episode.submission ?? "";
  const names = patch.includes("\n@@ ")
    ? inPatch(patch, paths)
    : facts.productEdits.map(({ action }) => inEdit(action.removed, action.added));
  return [...new Set(names.filter((name) => name !== null))].slice(0, most);
}

function inPatch(patch: string, paths: ReadonlySet<string>): (string | null)[] {
  return patch.split(/^diff --git /m).flatMap((file) => {
    const path = /^\+\+\+ (?:b\/)?(\S+)/m.exec(file)?.[1];
    if (path === undefined || !paths.has(path)) return [];
    const [, ...hunks] = file.split(/^@@ [^@\n]*@@/m);
    return hunks.map((hunk) => {
      const [head = "", ...lines] = hunk.split("\n");
      const changed = lines.findIndex((line) => line.startsWith("+") || line.startsWith("-"));
      if (changed < 0) return null;
      const context = [head.slice(1), ...lines.slice(0, changed).map((line) => line.slice(1))];
      return holderOf(context, lines[changed]!.slice(1));
    });
  });
}

function inEdit(removed: string | undefined, added: string | undefined): string | null {
  if (removed === undefined || added === undefined) return null;
  const before = removed.split("\n");
  const after = added.split("\n");
  const changed = after.findIndex((line, index) => line !== before[index]);
  return changed < 1
    ? null
    : holderOf(after.slice(0, changed), after[changed]!.trim() === "" ? (before[changed] ?? "") : after[changed]!);
}

/** The innermost definition above the changed line, by the indentation. */
function holderOf(context: readonly string[], changed: string): string | null {
  if (changed.trim() === "") return null;
  let limit = widthOf(changed);
  for (const line of context.toReversed()) {
    const width = widthOf(line);
    if (line.trim() === "" || width >= limit) continue;
    const name = definition.exec(line)?.[1];
    if (name !== undefined) return name;
    if (width === 0) return null;
    limit = width;
  }
  return null;
}

function widthOf(line: string): number {
  return line.length - line.trimStart().length;
}
