/** Ends a run of plain characters of a word: blanks, operators, quotes, and whatever needs the full parser. */
const wordBreak = /[\s;&|<>"'()`$\\{}!#]/g;
const escapable = /[^\s\w]/;
/** In double quotes: what would be filled in, or spans the line. */
const expanded = /`|\$[\w{(@*#?!$"'-]|\\\n/;

/**
 * The unquoted word that starts at `start`, and where it ends; undefined where it holds expansions or an open quote. Its
 * value is undefined where an operator or the end stands there at once.
 */
export function readWord(
  source: string,
  start: number,
): { readonly value: string | undefined; readonly end: number } | undefined {
  let at = start;
  let value: string | undefined;
  for (;;) {
    wordBreak.lastIndex = at;
    const stop = wordBreak.exec(source)?.index ?? source.length;
    if (stop > at) value = value === undefined ? source.slice(at, stop) : value + source.slice(at, stop);
    at = stop;
    switch (source[stop]) {
      case undefined:
      case " ":
      case "\t":
      case "\n":
      case ";":
      case "&":
      case "|":
      case ">":
      case "<":
        return { value, end: stop };
      case "'": {
        const end = source.indexOf("'", stop + 1);
        if (end < 0) return undefined;
        value = (value ?? "") + source.slice(stop + 1, end);
        at = end + 1;
        break;
      }
      case '"': {
        const end = closingQuote(source, stop + 1);
        if (end < 0) return undefined;
        const text = source.slice(stop + 1, end);
        if (expanded.test(text)) return undefined;
        value = (value ?? "") + (text.includes("\\") ? text.replace(/\\([\\"$`])/g, "$1") : text);
        at = end + 1;
        break;
      }
      case "#":
        // At the start of a word it opens a comment.
        if (stop === start) return undefined;
        value = `${value ?? ""}#`;
        at = stop + 1;
        break;
      case "{":
        if (source[stop + 1] !== "}") return undefined;
        value = `${value ?? ""}{}`;
        at = stop + 2;
        break;
      case "\\":
        if (!escapable.test(source[stop + 1] ?? "")) return undefined;
        value = (value ?? "") + source[stop + 1]!;
        at = stop + 2;
        break;
      default:
        return undefined;
    }
  }
}

/** End of a double-quoted text; -1 where it is open. */
function closingQuote(source: string, from: number): number {
  for (let at = source.indexOf('"', from); at >= 0; at = source.indexOf('"', at + 1)) {
    let slashes = 0;
    while (source[at - 1 - slashes] === "\\") slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}
