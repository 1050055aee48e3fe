const context = 3;

interface Line {
  readonly sign: " " | "+" | "-";
  readonly text: string;
}

/** What changes between two texts, line by line: `+` comes, `-` goes, with the lines around. Empty where nothing does. */
export function lineDiff(before: string, after: string): string[] {
  const lines = compared(linesOf(before), linesOf(after));
  const near = new Set<number>();
  for (const [index, { sign }] of lines.entries()) {
    if (sign === " ") continue;
    for (let at = index - context; at <= index + context; at += 1) near.add(at);
  }
  const shown: string[] = [];
  let last = -1;
  for (const [index, { sign, text }] of lines.entries()) {
    if (!near.has(index)) continue;
    if (last >= 0 && index > last + 1) shown.push("  ...");
    shown.push(`${sign} ${text}`.trimEnd());
    last = index;
  }
  return shown;
}

function linesOf(text: string): string[] {
  const lines = text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** By the longest common subsequence of what lies between the common start and the common end. */
function compared(before: readonly string[], after: readonly string[]): Line[] {
  const shortest = Math.min(before.length, after.length);
  let start = 0;
  while (start < shortest && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shortest - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const same = (text: string): Line => ({ sign: " ", text });
  return [
    ...before.slice(0, start).map(same),
    ...middle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

function middle(before: readonly string[], after: readonly string[]): Line[] {
  const width = after.length + 1;
  const common = new Uint32Array((before.length + 1) * width);
  for (let row = before.length - 1; row >= 0; row -= 1) {
    for (let column = after.length - 1; column >= 0; column -= 1) {
      common[row * width + column] =
        before[row] === after[column]
          ? common[(row + 1) * width + column + 1]! + 1
          : Math.max(common[(row + 1) * width + column]!, common[row * width + column + 1]!);
    }
  }
  const lines: Line[] = [];
  let row = 0;
  let column = 0;
  while (row < before.length || column < after.length) {
    if (row < before.length && column < after.length && before[row] === after[column]) {
      lines.push({ sign: " ", text: before[row]! });
      row += 1;
      column += 1;
    } else if (
      row < before.length &&
      (column === after.length || common[(row + 1) * width + column]! >= common[row * width + column + 1]!)
    ) {
      lines.push({ sign: "-", text: before[row]! });
      row += 1;
    } else {
      lines.push({ sign: "+", text: after[column]! });
      column += 1;
    }
  }
  return lines;
}
