import { parse as parseBash } from "unbash";
import type { ParsedShell, ShellItem } from "./commands.js";
import { collect } from "./collect.js";
import { parseSimple } from "./parse-simple.js";

/** Nothing here needs a parser: words and blanks only. */
const plain = /^[\w ./:=@%+,-]*$/;
const cacheLimit = 512;
let cache: Map<string, ParsedShell> = new Map();

/** Reads a POSIX or Bash command line. Never fails: what cannot be read is marked `broken` and read as far as possible. */
export function parseShell(source: string): ParsedShell {
  const items = plain.test(source) ? parsePlain(source) : parseSimple(source);
  if (items !== undefined) return { items, broken: false };
  const known = cache.get(source);
  if (known !== undefined) return known;
  const parsed = parseFull(source);
  if (cache.size >= cacheLimit) cache = new Map();
  cache.set(source, parsed);
  return parsed;
}

function parsePlain(source: string): readonly ShellItem[] {
  const words = source.split(" ").filter((word) => word !== "");
  return words.length === 0 ? [] : collect.plain(words, source.trim());
}

/** With the full parser, whatever the line holds. */
export function parseFull(source: string): ParsedShell {
  try {
    const script = parseBash(source);
    const items = collect.script(script, source);
    return { items, broken: (script.errors?.length ?? 0) > 0 };
  } catch {
    return { items: [], broken: true };
  }
}
