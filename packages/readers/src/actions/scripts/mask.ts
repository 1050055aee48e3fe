/**
 * Python source with the inner text of comments and triple-quoted strings blanked out; lines keep their numbers and
 * characters their places. Code quoted inside a script must not be taken for the script's own.
 */
export function maskPython(source: string): string {
  let masked = cache.get(source);
  if (masked === undefined) {
    masked = mask(source);
    if (cache.size >= cacheLimit) cache = new Map();
    cache.set(source, masked);
  }
  return masked;
}

/** The same script is read for what it writes and for what it reaches, and often run again. */
let cache: Map<string, string> = new Map();
const cacheLimit = 128;

function mask(source: string): string {
  if (!source.includes("#") && !source.includes('"""') && !source.includes("'''")) return source;
  let out = "";
  let at = 0;
  const length = source.length;
  while (at < length) {
    const char = source[at]!;
    if (char === "#") {
      const end = lineEnd(source, at);
      out += " ".repeat(end - at);
      at = end;
    } else if (char === '"' || char === "'") {
      const marks = char === '"' ? '"""' : "'''";
      const triple = source.startsWith(marks, at);
      const end = triple ? closing(source, at + 3, marks) : closingOnLine(source, at + 1, char);
      const text = source.slice(at, end);
      out += triple ? blank(text) : text;
      at = end;
    } else {
      const next = nextSpecial(source, at);
      out += source.slice(at, next);
      at = next;
    }
  }
  return out;
}

const special = /[#"']/g;

function nextSpecial(source: string, from: number): number {
  special.lastIndex = from;
  return special.test(source) ? special.lastIndex - 1 : source.length;
}

function blank(text: string): string {
  let out = "";
  for (let at = 0; at < text.length;) {
    const end = lineEnd(text, at);
    out += end < text.length ? `${" ".repeat(end - at)}\n` : " ".repeat(end - at);
    at = end + 1;
  }
  return out;
}

function closing(source: string, from: number, quote: string): number {
  const end = source.indexOf(quote, from);
  return end < 0 ? source.length : end + 3;
}

const endOfText = { '"': /[\\\n"]/g, "'": /[\\\n']/g } as const;

function closingOnLine(source: string, from: number, quote: '"' | "'"): number {
  const stop = endOfText[quote];
  stop.lastIndex = from;
  for (let match = stop.exec(source); match !== null; match = stop.exec(source)) {
    if (match[0] === quote) return match.index + 1;
    if (match[0] === "\n") return match.index;
    stop.lastIndex = match.index + 2;
  }
  return source.length;
}

function lineEnd(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
}

export function lineOf(source: string, index: number): number {
  let line = 1;
  for (let at = source.indexOf("\n"); at >= 0 && at < index; at = source.indexOf("\n", at + 1)) line++;
  return line;
}
