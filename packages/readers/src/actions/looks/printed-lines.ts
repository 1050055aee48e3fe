/** Lines that a content search printed, by file. */
export interface PrintedLines {
  readonly path: string;
  readonly lines: readonly number[];
}

const limit = 400;
const withNumber = /^(?:\.\/)?([^\s:][^:\n]*?)[:-](\d+)[:-]/;
const numberOnly = /^(\d+)[:-]/;
const withPath = /^(?:\.\/)?((?:[\w@.+-]+\/)*[\w@+-][\w@.+-]*\.\w+):/;

/**
 * Reads the answer of grep, ripgrep or a search tool. `only` names the file where a single one was searched, so that
 * the answer holds no names.
 */
export function readPrintedLines(output: string, only: string | undefined): readonly PrintedLines[] {
  const found = new Map<string, number[]>();
  if (only !== undefined) return numbersOnly(output, only);
  let heading: string | undefined;
  let seen = 0;
  for (let start = 0; start < output.length && seen < limit; seen++) {
    const end = output.indexOf("\n", start);
    const line = output.slice(start, end < 0 ? Math.min(output.length, start + 400) : Math.min(end, start + 400));
    start = end < 0 ? output.length : end + 1;
    if (line === "" || line === "--") continue;
    const both = withNumber.exec(line);
    if (both !== null && isPath(both[1]!)) {
      add(found, both[1]!, Number(both[2]));
      continue;
    }
    const named = withPath.exec(line);
    if (named !== null && line.length > named[0].length) {
      add(found, named[1]!, undefined);
      continue;
    }
    const alone = numberOnly.exec(line.trim().replace(/^(?:Line |L(?=\d))/, ""));
    if (alone !== null && heading !== undefined) add(found, heading, Number(alone[1]));
    else if (/^(?:File: )?[\w./@+-]+\.\w+:?$/.test(line.trim()))
      heading = line
        .trim()
        .replace(/^File: /, "")
        .replace(/:$/, "");
  }
  return [...found].map(([path, lines]) => ({ path, lines }));
}

/** Of a single file only the numbers are printed. */
function numbersOnly(output: string, path: string): readonly PrintedLines[] {
  const lines: number[] = [];
  let any = false;
  let start = 0;
  for (let seen = 0; start < output.length && seen < limit; seen++) {
    const end = output.indexOf("\n", start);
    const stop = end < 0 ? output.length : end;
    if (stop > start && !(stop === start + 2 && output.startsWith("--", start))) {
      any = true;
      const number = numberAt(output, start);
      if (number !== undefined) lines.push(number);
    }
    start = stop + 1;
  }
  return any ? [{ path, lines }] : [];
}

/** The digits before a colon or a dash. */
function numberAt(output: string, start: number): number | undefined {
  let at = start;
  let value = 0;
  for (let code = output.charCodeAt(at); code >= 48 && code <= 57; code = output.charCodeAt(at)) {
    value = value * 10 + code - 48;
    at += 1;
  }
  const behind = output[at];
  return at > start && (behind === ":" || behind === "-") ? value : undefined;
}

function add(found: Map<string, number[]>, path: string, line: number | undefined): void {
  const list = found.get(path);
  if (list === undefined) found.set(path, line === undefined ? [] : [line]);
  else if (line !== undefined) list.push(line);
}

function isPath(text: string): boolean {
  return /^[\w./@+~ -]+$/.test(text) && (text.includes("/") || /\.\w+$/.test(text)) && !/\s\s/.test(text);
}
