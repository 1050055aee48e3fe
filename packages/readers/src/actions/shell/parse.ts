import { parse as parseBash } from "unbash";
import type { ParsedShell } from "./commands.js";
import { collect } from "./collect.js";

/** Nothing here needs a parser: words and blanks only. */
const plain = /^[\w ./:=@%+,-]*$/;
const cacheLimit = 512;
let cache: Map<string, ParsedShell> = new Map();

/** Reads a POSIX or Bash command line. Never fails: what cannot be read is marked `broken` and read as far as possible. */
export function parseShell(source: string): ParsedShell {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const parsed = plain.test(source) ? parsePlain(source) : parseFull(source);
  if (cache.size >= cacheLimit) cache = new Map();
  cache.set(source, parsed);
  return parsed;
}

function parsePlain(source: string): ParsedShell {
  const words = source.split(" ").filter((word) => word !== "");
  if (words.length === 0) return { items: [], broken: false };
  return { items: collect.plain(words, source.trim()), broken: false };
}

function parseFull(source: string): ParsedShell {
  try {
    const script = parseBash(source);
    const items = collect.script(script, source);
    return { items, broken: (script.errors?.length ?? 0) > 0 };
  } catch {
    return { items: [], broken: true };
  }
}
