import { cleanText } from "./clean-text.js";
import { longestRun, shorten } from "./inline.js";

/** Limits of a quoted output, the marks of what was left out included. */
export const quotedLines = 15;
export const quotedCharacters = 1_200;

const lineLimit = 240;
/** Beyond this only the beginning and the end of an output are looked at. */
const scanLimit = 64_000;

/**
 * The telling lines of an output: those around `focus` (the error's message) where it is found, else head and tail.
 * Cleaned, and within the limits; whole lines are left out, with a mark that says how many.
 */
export function excerpt(output: string, focus?: string): string {
  const lines = cleanText(withinScan(output))
    .split("\n")
    .map((line) => shorten(line.trimEnd(), lineLimit));
  while (lines.length > 0 && lines[0] === "") lines.shift();
  while (lines.length > 0 && lines.at(-1) === "") lines.pop();
  if (fits(lines)) return lines.join("\n");

  const kept = new Set<number>();
  for (const index of byImportance(lines, focus)) {
    if (index < 0 || index >= lines.length || kept.has(index)) continue;
    kept.add(index);
    if (!fits(withMarks(lines, kept))) {
      kept.delete(index);
      break;
    }
  }
  return withMarks(lines, kept).join("\n");
}

/** A fenced block; the fence is longer than any run of backticks inside. */
export function fenced(output: string): string {
  const text = excerpt(output);
  const fence = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}\n${text}\n${fence}`;
}

function withinScan(output: string): string {
  if (output.length <= scanLimit) return output;
  const head = output.slice(0, scanLimit / 4);
  const tail = output.slice(-(scanLimit * 3) / 4);
  const between = output.slice(head.length, output.length - tail.length);
  return `${head}\n${mark(between.split("\n").length)}\n${tail}`;
}

function byImportance(lines: readonly string[], focus: string | undefined): number[] {
  const last = lines.length - 1;
  const anchor = focus === undefined || focus === "" ? -1 : lines.findLastIndex((line) => line.includes(focus));
  const tail = range(10).map((offset) => last - offset);
  if (anchor < 0) return [...tail, ...range(4)];
  const before = range(6).map((offset) => anchor - offset);
  const after = range(3).map((offset) => anchor + 1 + offset);
  return [...before, ...after, ...tail.slice(0, 3), 0, 1, ...range(6).map((offset) => anchor - 6 - offset)];
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function withMarks(lines: readonly string[], kept: ReadonlySet<number>): string[] {
  const shown: string[] = [];
  let next = 0;
  for (const index of [...kept].sort((left, right) => left - right)) {
    if (index > next) shown.push(mark(index - next));
    shown.push(lines[index]!);
    next = index + 1;
  }
  if (next < lines.length) shown.push(mark(lines.length - next));
  return shown;
}

function mark(count: number): string {
  return `[… ${count === 1 ? "1 line" : `${count} lines`} left out …]`;
}

function fits(lines: readonly string[]): boolean {
  return lines.length <= quotedLines && lines.reduce((sum, line) => sum + line.length + 1, -1) <= quotedCharacters;
}
