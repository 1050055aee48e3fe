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

const numbered = /^ *(\d+)(?:→|\t|\||: ?)/gm;

/** First and last number of a listing as `cat -n` prints it. */
export function numberedRange(observation: string): { from: number; to: number } | undefined {
  numbered.lastIndex = 0;
  const first = numbered.exec(observation);
  if (first === null) return undefined;
  const from = Number(first[1]);
  const tail = observation.slice(Math.max(0, observation.length - 4000));
  let to = from;
  numbered.lastIndex = 0;
  for (let match = numbered.exec(tail); match !== null; match = numbered.exec(tail)) {
    const value = Number(match[1]);
    if (value >= to) to = value;
  }
  return { from, to };
}

/** Takes the numbers of a `cat -n` listing away. */
export function withoutNumbers(listing: string): string {
  return listing.replace(/^ *\d+(?:→|\t)/gm, "");
}
