/** Numbered lines that an editor printed. */
export interface EditorView {
  /** As printed in the heading; undefined where there is none. */
  readonly path: string | undefined;
  readonly from: number;
  readonly to: number;
  readonly total: number | undefined;
  /** Index of the first printed line in the text. */
  readonly start: number;
}

const heading = /\[File: ([^\n]+?) \((\d+) lines total\)\]\n(?:\((\d+) more lines? above\)\n)?/y;
const below = /\n\((\d+) more lines? below\)/;

/** SWE-agent's window: `[File: p (124 lines total)]`, lines `12:text`, `(24 more lines below)`. */
export function readWindow(observation: string): EditorView | undefined {
  const at = observation.indexOf("[File: ");
  if (at < 0) return undefined;
  heading.lastIndex = at;
  const head = heading.exec(observation);
  if (head === null) return undefined;
  const total = Number(head[2]);
  const start = head.index + head[0].length;
  // Behind it stands at most the tool's advice.
  const tail = Math.max(start - 1, observation.length - 600);
  const rest = below.exec(observation.slice(tail));
  const from = Number(head[3] ?? 0) + 1;
  return { path: head[1]!, from, to: rest === null ? total : total - Number(rest[1]), total, start };
}

/** The text of lines `from` to `to` of a window, where it shows them all. */
export function windowLines(observation: string, view: EditorView, from: number, to: number): string | undefined {
  if (from < view.from || to > view.to) return undefined;
  const first = observation.indexOf(`\n${from}:`, view.start - 1);
  if (first < 0) return undefined;
  const kept: string[] = [];
  let at = first + 1;
  for (let number = from; number <= to; number++) {
    const mark = String(number);
    const start = at + mark.length + 1;
    if (observation[start - 1] !== ":" || !observation.startsWith(mark, at)) return undefined;
    const end = observation.indexOf("\n", start);
    kept.push(observation.slice(start, end < 0 ? observation.length : end));
    if (end < 0) return number === to ? kept.join("\n") : undefined;
    at = end + 1;
  }
  return kept.join("\n");
}

/** First and last number of a listing as `cat -n` prints it. */
export function numberedRange(observation: string): { from: number; to: number } | undefined {
  let from: number | undefined;
  eachNumber(observation, (value) => {
    from = value;
    return false;
  });
  if (from === undefined) return undefined;
  let to: number = from;
  eachNumber(observation.slice(Math.max(0, observation.length - 4000)), (value) => {
    if (value >= to) to = value;
    return true;
  });
  return { from, to };
}

const numbered = /^ *(\d+)(?:→|\t|\||: ?)/gm;
const behindNumbers = "→\t|:";

/** The numbers at the start of the lines, as long as `take` wants more. */
function eachNumber(text: string, take: (value: number) => boolean): void {
  if (text.includes("\r") || text.includes("\u2028") || text.includes("\u2029")) {
    for (const match of text.matchAll(numbered)) if (!take(Number(match[1]))) return;
    return;
  }
  for (let start = 0; start < text.length;) {
    let at = start;
    while (text.charCodeAt(at) === 32) at += 1;
    const digits = at;
    while (isDigit(text.charCodeAt(at))) at += 1;
    if (at > digits && at < text.length && behindNumbers.includes(text.charAt(at))) {
      if (!take(Number(text.slice(digits, at)))) return;
    }
    const end = text.indexOf("\n", at);
    if (end < 0) return;
    start = end + 1;
  }
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Takes the numbers of a `cat -n` listing away. */
export function withoutNumbers(listing: string): string {
  return listing.includes("→") || listing.includes("\t") ? listing.replace(/^ *\d+(?:→|\t)/gm, "") : listing;
}
