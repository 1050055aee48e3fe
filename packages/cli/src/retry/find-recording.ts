import { readdirSync, statSync } from "node:fs";
import { isAbsolute, join, relative, sep } from "node:path";

/**
 * The newest file that matches the pattern and was written since the attempt began; null where there is none. `*` and `?`
 * stay within one name, `**` does not; `{a,b}` is either.
 */
export function findRecording(pattern: string, folders: readonly string[], since: number): string | null {
  for (const folder of isAbsolute(pattern) ? [baseOf(pattern)] : folders) {
    const shown = isAbsolute(pattern) ? relative(folder, pattern) : pattern;
    const matches = expressionOf(shown.split(sep).join("/"));
    let newest: { path: string; changed: number } | null = null;
    for (const path of filesIn(folder)) {
      if (!matches.test(relative(folder, path).split(sep).join("/"))) continue;
      const { mtimeMs } = statSync(path);
      if (mtimeMs < since) continue;
      if (newest === null || mtimeMs > newest.changed) newest = { path, changed: mtimeMs };
    }
    if (newest !== null) return newest.path;
  }
  return null;
}

/** The folders before the first wildcard. */
function baseOf(pattern: string): string {
  const parts = pattern.split("/");
  const wild = parts.findIndex((part) => /[*?{]/.test(part));
  return parts.slice(0, wild < 0 ? -1 : wild).join("/") || "/";
}

function expressionOf(pattern: string): RegExp {
  const plain = pattern.replace(/^\.\//, "");
  const source = plain.replaceAll(/\*\*\/|\*\*|\*|\?|\{[^{}]*\}|[^*?{}]+|[{}]/g, (part) => {
    if (part === "**/") return "(?:[^/]+/)*";
    if (part === "**") return ".*";
    if (part === "*") return "[^/]*";
    if (part === "?") return "[^/]";
    if (part.startsWith("{") && part.endsWith("}")) return `(?:${part.slice(1, -1).split(",").map(escaped).join("|")})`;
    return escaped(part);
  });
  return new RegExp(`^${source}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.+^$()|[\]\\{}*?]/g, "\\$&");
}

function* filesIn(folder: string): Generator<string> {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== "node_modules" && entry.name !== ".git") yield* filesIn(path);
    } else if (entry.isFile()) {
      yield path;
    }
  }
}
