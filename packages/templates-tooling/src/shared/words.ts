const shownSteps = 8;
const shownFiles = 3;
const codeLimit = 100;

/** "step 4", "steps 4, 7 and 9"; a long list keeps its first and says how many more there are. */
export function inSteps(steps: readonly number[]): string {
  const words = steps.map(String);
  if (words.length > shownSteps) {
    const dropped = words.length - shownSteps + 1;
    words.splice(shownSteps - 1, dropped, `${dropped} more`);
  }
  return `${steps.length === 1 ? "step" : "steps"} ${joined(words)}`;
}

/** `` `a.py`, `b.py` and 4 more ``. */
export function inFiles(paths: readonly string[]): string {
  const words = paths.slice(0, shownFiles).map(inCode);
  if (paths.length > shownFiles) words.push(`${paths.length - shownFiles} more`);
  return joined(words);
}

/** A command, path or message of the run as one short line of code. */
export function inCode(text: string): string {
  return `\`${oneLine(text, codeLimit).replaceAll("`", "'")}\``;
}

/** The first line, cut with a mark. */
export function oneLine(text: string, limit: number): string {
  const [line = ""] = text.trim().split("\n", 1);
  const trimmed = line.trim();
  return trimmed.length > limit ? `${trimmed.slice(0, limit - 1)}…` : trimmed;
}

/** "1 edit", "3 edits". */
export function inNumber(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
