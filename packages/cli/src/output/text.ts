import { cleanText } from "@mulligan/renderer";

/** Wraps at blanks; words longer than the width stay whole, so that paths can be copied. */
export function wrap(text: string, width: number, indent = ""): string {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && indent.length + line.length + 1 + word.length > width) {
        lines.push(indent + line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line === "" ? "" : indent + line);
  }
  return lines.join("\n");
}

export function indented(text: string, indent: string): string {
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : indent + line))
    .join("\n");
}

/** `1 step`, `3 steps`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function skippedLinesNote(count: number): string {
  return `${counted(count, "line")} of the file ${count === 1 ? "holds" : "hold"} no record and ${count === 1 ? "was" : "were"} passed over.`;
}

/** A file name as a shell takes it for one word. */
export function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** `step 4`, `steps 4, 7 and 12`, `steps 4, 7, 12 and 18 more`. */
export function stepsInWords(steps: readonly number[], limit = 6): string {
  if (steps.length === 0) return "the run as a whole";
  if (steps.length === 1) return `step ${steps[0]}`;
  if (steps.length > limit) return `steps ${steps.slice(0, limit).join(", ")} and ${steps.length - limit} more`;
  return `steps ${steps.slice(0, -1).join(", ")} and ${steps.at(-1)}`;
}

/** The last lines of an output that say something, cleaned of control characters. */
export function tailOf(text: string, lines: number, width: number): string[] {
  return cleanText(text)
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== "")
    .slice(-lines)
    .map((line) => (line.length > width ? `${line.slice(0, width - 3)}...` : line));
}

/** Columns padded to the widest cell, without a rule. */
export function columns(rows: readonly (readonly string[])[], gap = "  "): string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
  return rows.map((row) =>
    row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))).join(gap),
  );
}
