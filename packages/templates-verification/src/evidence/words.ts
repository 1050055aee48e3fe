const shownSteps = 8;
const shownFiles = 3;
const commandLimit = 200;

/** "step 4", "steps 4, 7 and 9"; a long list keeps its first and its last. */
export function inSteps(steps: readonly number[]): string {
  const few = steps.length <= shownSteps ? steps : [...steps.slice(0, shownSteps - 1), steps.at(-1)];
  const dropped = steps.length - few.length;
  const words = few.map(String);
  if (dropped > 0) words.splice(-1, 0, `${dropped} more`);
  return `${steps.length === 1 ? "step" : "steps"} ${joined(words)}`;
}

/** `` `a.py`, `b.py` and 4 more ``. */
export function inFiles(paths: readonly string[]): string {
  const words = paths.slice(0, shownFiles).map(inCode);
  if (paths.length > shownFiles) words.push(`${paths.length - shownFiles} more`);
  return joined(words);
}

/** A command or path of the run as one short line of code. */
export function inCode(text: string): string {
  const whole = text.trim();
  const line = (whole.split("\n", 1)[0] ?? "").trimEnd();
  const shown = line.length > 100 ? `${line.slice(0, 99)}…` : line.length < whole.length ? `${line} …` : line;
  return `\`${shown.replaceAll("`", "'")}\``;
}

/** A command as data for texts: of an inline script its first line. */
export function shortCommand(command: string): string {
  const whole = command.trim();
  const line = (whole.split("\n", 1)[0] ?? "").trimEnd();
  const shown = line.length > commandLimit ? `${line.slice(0, commandLimit - 1)}…` : line;
  return line.length < whole.length && line.length <= commandLimit ? `${shown} …` : shown;
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
