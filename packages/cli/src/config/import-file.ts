import { readFileSync } from "node:fs";
import { extname } from "node:path";
import { pathToFileURL } from "node:url";
import type { LoadFailure } from "../errors.js";
import type { Io } from "../io.js";

/** The exports of a JavaScript, TypeScript or JSON file; what a JSON file holds is its default export. */
export async function importFile(path: string, io: Io): Promise<Readonly<Record<string, unknown>>> {
  const ending = extname(path);
  if (ending === ".json") return { default: JSON.parse(readFileSync(path, "utf8")) };
  const exports =
    /^\.[mc]?ts$/.test(ending) && !stripsTypes()
      ? await importWithJiti(path, io)
      : await io.importModule(pathToFileURL(path).href);
  const { default: value } = exports as { default?: unknown };
  // A CommonJS file that a compiler made of an ES module has its default export one level down.
  const compiled = typeof value === "object" && value !== null && "__esModule" in value && "default" in value;
  return (compiled ? value : exports) as Readonly<Record<string, unknown>>;
}

async function importWithJiti(path: string, io: Io): Promise<unknown> {
  const { createJiti } = (await io.importModule("jiti")) as typeof import("jiti");
  return createJiti(path, { fsCache: false, interopDefault: false }).import(path);
}

/** Node 22.18 and later load TypeScript by themselves; older ones say nothing or false. */
function stripsTypes(): boolean {
  return Boolean((process.features as { typescript?: unknown }).typescript);
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
