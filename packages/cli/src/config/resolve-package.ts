import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const conditions: ReadonlySet<string> = new Set(["node", "import", "default"]);

/**
 * Absolute path of the file that `import name` would load in the given file; null where there is none.
 * `require.resolve` alone would not find a package whose exports name `import` only.
 */
export function resolvePackage(fromFile: string, name: string): string | null {
  const require = createRequire(fromFile);
  try {
    return require.resolve(name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ERR_PACKAGE_PATH_NOT_EXPORTED" ? importEntry(require.resolve.paths(name) ?? [], name) : null;
  }
}

function importEntry(folders: readonly string[], name: string): string | null {
  const words = name.split("/");
  const packageName = words.splice(0, name.startsWith("@") ? 2 : 1).join("/");
  const folder = folders
    .map((parent) => join(parent, packageName))
    .find((candidate) => statSync(join(candidate, "package.json"), { throwIfNoEntry: false })?.isFile());
  if (folder === undefined) return null;
  const { exports } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { exports?: unknown };
  const target = targetOf(subpathOf(exports, [".", ...words].join("/")));
  return target === null ? null : join(folder, target);
}

/** `exports` may be the target of the package itself, or map subpaths to targets. */
function subpathOf(exports: unknown, subpath: string): unknown {
  const record = exports as Readonly<Record<string, unknown>> | null;
  const mapped =
    typeof exports === "object" && record !== null && Object.keys(record).some((key) => key.startsWith("."));
  if (mapped) return record[subpath];
  return subpath === "." ? exports : undefined;
}

function targetOf(exports: unknown): string | null {
  if (typeof exports === "string") return exports;
  if (typeof exports !== "object" || exports === null) return null;
  for (const [condition, target] of Object.entries(exports)) {
    const found = conditions.has(condition) ? targetOf(target) : null;
    if (found !== null) return found;
  }
  return null;
}
