import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { LoadFailure } from "../errors.js";
import type { Io } from "../io.js";

/** The exports of a JavaScript, TypeScript or JSON file; what a JSON file holds is its default export. */
export async function importFile(path: string, io: Io): Promise<Readonly<Record<string, unknown>>> {
  const ending = extname(path);
  if (ending === ".json") return { default: JSON.parse(readFileSync(path, "utf8")) };
  const exports = /^\.[mc]?ts$/.test(ending)
    ? await importTypeScript(path, io)
    : await io.importModule(pathToFileURL(path).href);
  const { default: value } = exports as { default?: unknown };
  // A CommonJS file that a compiler made of an ES module has its default export one level down.
  const compiled = typeof value === "object" && value !== null && "__esModule" in value && "default" in value;
  return (compiled ? value : exports) as Readonly<Record<string, unknown>>;
}

/**
 * By Node where it can, which is quicker; by jiti where Node can't: it takes no `enum`, and no `./rules.js` for what is
 * `./rules.ts` on the disk.
 */
async function importTypeScript(path: string, io: Io): Promise<unknown> {
  if (stripsTypes() && isEsModule(path)) {
    try {
      return await io.importModule(pathToFileURL(path).href);
    } catch {
      // What is wrong with the file itself, jiti says too.
    }
  }
  const { createJiti } = (await io.importModule("jiti")) as typeof import("jiti");
  return createJiti(path, { fsCache: false, interopDefault: false }).import(path);
}

/** Node 22.18 and later load TypeScript by themselves; older ones say nothing or false. */
function stripsTypes(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
}

/**
 * Whether Node takes the file for an ES module by its name and package alone. Elsewhere it fails, since `npm init` writes
 * `"type": "commonjs"`, or prints a warning of its own before it tries again.
 */
function isEsModule(path: string): boolean {
  if (extname(path) !== ".ts") return extname(path) === ".mts";
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    try {
      return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { type?: unknown }).type === "module";
    } catch {
      if (folder === dirname(folder)) return false;
    }
  }
}

/** What went wrong in a file that could not be imported, in one line. */
export function loadFailure(error: unknown, path: string): LoadFailure {
  const message = error instanceof Error ? error.message : String(error);
  const [first = ""] = message.split("\n");
  const missing = /^Cannot find (?:package|module) '((?:@[\w.-]+\/)?[\w-][\w.-]*)/.exec(first)?.[1];
  return {
    reason:
      first
        .replace(/^ParseError: /, "")
        .replace(/ imported from .*$/, "")
        .trim()
        .replace(/\.$/, "") || "it threw an error without a message",
    line: lineIn(`${message}\n${error instanceof Error ? error.stack : ""}`, path),
    missingPackage: missing ?? null,
  };
}

function lineIn(trace: string, path: string): number | null {
  for (const name of [pathToFileURL(path).href, path]) {
    const at = trace.indexOf(`${name}:`);
    const line = at === -1 ? null : /^\d+/.exec(trace.slice(at + name.length + 1))?.[0];
    if (line !== null && line !== undefined) return Number(line);
  }
  return null;
}
