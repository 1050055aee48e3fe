import { cleanText } from "./clean-text.js";
import { beginningOf, longestRun, shorten } from "./inline.js";
import { mask } from "./masking.js";

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
  const scanned = withinScan(output);
  // Private keys are the only secrets of several lines; all else is cleaned where it is shown.
  const lines = (scanned.includes("PRIVATE KEY") ? mask(scanned) : scanned).split("\n");
  let first = 0;
  let end = lines.length;
  while (first < end && lines[first]!.trim() === "") first += 1;
  while (end > first && lines[end - 1]!.trim() === "") end -= 1;

  if (end - first <= quotedLines) {
    const all = cleanLines(lines.slice(first, end));
    if (fits(all)) return all.join("\n");
  }
  const anchor = focus === undefined || focus === "" ? -1 : lines.findLastIndex((line) => line.includes(focus));
  let chosen = chooseLines(lines, first, end, anchor);
  for (;;) {
    const shown = showLines(lines, chosen, first, end);
    if (fits(shown) || chosen.length === 1) return shown.join("\n");
    // Cleaning made them longer.
    chosen = chosen.slice(0, -1);
  }
}

/** A fenced block of the telling lines. */
export function fenced(output: string): string {
  return fence(excerpt(output));
}

/** The text in a fence that is longer than any run of backticks inside. */
export function fence(text: string): string {
  const marks = "`".repeat(Math.max(3, longestRun(text) + 1));
  return `${marks}\n${text}\n${marks}`;
}

function withinScan(output: string): string {
  if (output.length <= scanLimit) return output;
  const head = output.slice(0, scanLimit / 4);
  // A token that the cut goes through would not be known for a secret any more.
  const tail = output.slice((-scanLimit * 3) / 4).replace(/^\S{1,400}/, "");
  const between = output.slice(head.length, output.length - tail.length);
  return `${head}\n${mark(between.split("\n").length)}\n${tail}`;
}

/** Cleaned together, which never changes their number. */
function cleanLines(lines: readonly string[]): string[] {
  const text = lines.map((line) => beginningOf(line, lineLimit)).join("\n");
  const clean = cleanText(text.replaceAll(/[\u2028\u2029]/g, " "));
  return clean.split("\n").map((line) => shorten(line.trimEnd(), lineLimit));
}

/** Indices, the most important first. */
function chooseLines(lines: readonly string[], first: number, end: number, anchor: number): number[] {
  const marks = anchor < 0 ? 1 : 3;
  let room = quotedCharacters - marks * 40;
  const chosen = new Set<number>();
  for (const index of byImportance(first, end, anchor)) {
    if (index < first || index >= end || chosen.has(index)) continue;
    room -= Math.min(lines[index]!.length, lineLimit) + 1;
    if (chosen.size === quotedLines - marks || (room < 0 && chosen.size > 0)) break;
    chosen.add(index);
  }
  return [...chosen];
}

function byImportance(first: number, end: number, anchor: number): number[] {
  const tail = range(10).map((offset) => end - 1 - offset);
  const head = range(4).map((offset) => first + offset);
  if (anchor < 0) return [...tail, ...head];
  const before = range(12).map((offset) => anchor - offset);
  const after = range(3).map((offset) => anchor + 1 + offset);
  return [...before.slice(0, 6), ...after, ...tail.slice(0, 3), ...head.slice(0, 2), ...before.slice(6)];
}

function range(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

function showLines(lines: readonly string[], chosen: readonly number[], first: number, end: number): string[] {
  const indices = chosen.toSorted((left, right) => left - right);
  const clean = cleanLines(indices.map((index) => lines[index]!));
  const shown: string[] = [];
  let next = first;
  for (const [position, index] of indices.entries()) {
    if (index > next) shown.push(mark(index - next));
    shown.push(clean[position] ?? "");
    next = index + 1;
  }
  if (next < end) shown.push(mark(end - next));
  return shown;
}

function mark(count: number): string {
  return `[… ${count === 1 ? "1 line" : `${count} lines`} left out …]`;
}

function fits(lines: readonly string[]): boolean {
  return lines.length <= quotedLines && lines.reduce((sum, line) => sum + line.length + 1, -1) <= quotedCharacters;
}
