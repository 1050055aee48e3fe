import { cleanText, isHarmless } from "./clean-text.js";

/** White space that is not one blank. */
const uneven = /\s{2}|[^\S ]/;

/** The text on one line, at most `limit` characters, cut between words where it has any. */
export function cleanLine(text: string, limit: number): string {
  if (text.length <= limit && isHarmless(text)) return text;
  const clean = cleanText(beginningOf(text, limit));
  return shorten((uneven.test(clean) ? clean.replaceAll(/\s+/g, " ") : clean).trim(), limit);
}

/** The text on one line as prose: it neither opens a block of code nor a fence, wherever the line begins. */
export function proseLine(text: string, limit: number): string {
  const line = cleanLine(text, limit);
  const quiet = line.includes("```") ? line.replaceAll(/`{3,}/g, (run) => "'".repeat(run.length)) : line;
  return quiet.startsWith("~~~") ? quiet.replace(/^~+/, (run) => "-".repeat(run.length)) : quiet;
}

/**
 * As much of a text as can be shown within `limit`, and some more, as cleaning can make it shorter: a text of the run can
 * be very long. It ends between two words, for half a token would not be known for a secret.
 */
export function beginningOf(text: string, limit: number): string {
  if (text.length <= limit * 8) return text;
  const start = text.slice(0, limit * 8);
  const space = start.lastIndexOf(" ");
  return `${start.slice(0, space > limit * 4 ? space : limit * 4)}…`;
}

export function shorten(line: string, limit: number): string {
  if (line.length <= limit) return line;
  const room = limit - 1;
  const space = line.lastIndexOf(" ", room);
  let end = space > room / 2 ? space : room;
  const code = line.charCodeAt(end - 1);
  if (code >= 0xd800 && code <= 0xdbff) end -= 1;
  return `${line.slice(0, end)}…`;
}

/** Inline code of Markdown; its delimiters are longer than any run of backticks inside. */
export function inlineCode(text: string, limit = 160): string {
  if (text.length <= limit && isHarmless(text)) return `\`${text}\``;
  const line = cleanLine(text, limit);
  if (line === "") return "(empty)";
  const delimiter = "`".repeat(longestRun(line) + 1);
  const pad = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${delimiter}${pad}${line}${pad}${delimiter}`;
}

/** Length of the longest run of backticks. */
export function longestRun(text: string): number {
  if (!text.includes("`")) return 0;
  return Math.max(...(text.match(/`+/g) ?? []).map((run) => run.length));
}
