interface Decoder {
  decode(bytes: Uint8Array): string;
}

const { TextDecoder } = globalThis as unknown as { readonly TextDecoder: new (label: string) => Decoder };

/** UTF-8, or UTF-16 where a byte order mark says so. Broken sequences become U+FFFD. */
export function decodeText(bytes: Uint8Array): string {
  const label =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(label).decode(bytes);
}

/** The text without a byte order mark. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** Lone surrogates, as a cut through a pair leaves them, replaced by U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Nothing but white space and NUL bytes, which a crash can leave behind. */
export function isBlank(text: string): boolean {
  return !/[^\s\0]/.test(text);
}

/** The line's JSON value; undefined where it holds none. NUL bytes that a crash left in it are passed over. */
export function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    if (!line.includes("\0")) return undefined;
    try {
      return JSON.parse(line.replaceAll("\0", "")) as unknown;
    } catch {
      return undefined;
    }
  }
}

const quote = 34;
const backslash = 92;

/** Whether the text is the start of one JSON document that was cut off. It looks at brackets and strings only. */
export function isCutDocument(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = text.search(/[^\s\0]/); index >= 0 && index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === backslash) index += 1;
      else if (code === quote) inString = false;
      else if (code === 10) return false;
    } else if (code === quote) inString = true;
    else if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) depth -= 1;
    if (depth === 0) return false;
  }
  return depth > 0;
}

/** Calls `take` with each line, without line breaks. */
export function eachLine(text: string, take: (line: string) => void): void {
  let start = 0;
  while (start < text.length) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    take(text.slice(start, stop > start && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop));
    start = stop + 1;
  }
}

/** The text up to its last `mark`, empty where there is none: a lazy search to a mark that never comes would be quadratic. */
export function upToLast(text: string, mark: string): string {
  const at = text.lastIndexOf(mark);
  return at < 0 ? "" : text.slice(0, at + mark.length);
}
