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
  const next = new NextOf(source);
  let out = "";
  let copied = 0;
  const length = source.length;
  for (let at = 0; at < length;) {
    const hash = next.at(0, at);
    const quote = Math.min(next.at(1, at), next.at(2, at));
    if (hash === length && quote === length) break;
    if (hash < quote) {
      at = next.at(3, hash);
      out += source.slice(copied, hash) + " ".repeat(at - hash);
      copied = at;
      continue;
    }
    const single = next.at(1, quote) === quote ? 1 : 2;
    const triple = single === 1 ? '"""' : "'''";
    if (source.startsWith(triple, quote)) {
      const end = source.indexOf(triple, quote + 3);
      at = end < 0 ? length : end + 3;
      out += source.slice(copied, quote) + blank(source.slice(quote, at));
      copied = at;
    } else at = next.endOfText(single, quote + 1);
  }
  return copied === 0 ? source : out + source.slice(copied);
}

const characters = ["#", '"', "'", "\n", "\\"] as const;

/** Where a character comes next, found once for all questions that are asked before that place. */
class NextOf {
  readonly #source: string;
  readonly #places: number[] = [-1, -1, -1, -1, -1];

  constructor(source: string) {
    this.#source = source;
  }

  /** The first place from `from` on, which may never go back; the length where there is none. */
  at(character: 0 | 1 | 2 | 3 | 4, from: number): number {
    const known = this.#places[character]!;
    if (known >= from) return known;
    const found = this.#source.indexOf(characters[character], from);
    return (this.#places[character] = found < 0 ? this.#source.length : found);
  }

  /** Behind the quote that closes a text of one line, or at the end of its line. */
  endOfText(quote: 1 | 2, from: number): number {
    const length = this.#source.length;
    for (let at = from; at < length;) {
      const end = this.at(quote, at);
      const line = this.at(3, at);
      const escape = this.at(4, at);
      if (escape < end && escape < line) at = escape + 2;
      else return end < line ? end + 1 : line;
    }
    return length;
  }
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

function lineEnd(source: string, from: number): number {
  const end = source.indexOf("\n", from);
  return end < 0 ? source.length : end;
}

/** Tells lines (from 1) by index; indexes that rise are counted on from the one before. */
export class LineCounter {
  readonly #text: string;
  /** The line of the last answer, with its first and its last index. */
  #line = 1;
  #start = 0;
  #end: number;

  constructor(text: string) {
    this.#text = text;
    this.#end = lineEnd(text, 0);
  }

  lineOf(index: number): number {
    if (index < this.#start) {
      this.#line = 1;
      this.#start = 0;
      this.#end = lineEnd(this.#text, 0);
    }
    while (this.#end < index) {
      this.#line += 1;
      this.#start = this.#end + 1;
      this.#end = lineEnd(this.#text, this.#start);
    }
    return this.#line;
  }
}
