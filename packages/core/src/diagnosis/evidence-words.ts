const shownSteps = 8;
const shownFiles = 3;
const codeLimit = 100;

/** Step numbers as a detection cites them: ascending, each once. */
export function citedSteps(first: number, ...more: readonly number[]): readonly [number, ...number[]] {
  return [...new Set([first, ...more])].sort((left, right) => left - right) as [number, ...number[]];
}

/** "step 4", "steps 4, 7 and 9"; a long list keeps its first seven and its last. */
export function inSteps(steps: readonly number[]): string {
  const words = steps.map(String);
  const dropped = words.length - shownSteps;
  if (dropped > 0) words.splice(shownSteps - 1, dropped, `${dropped} more`);
  return `${steps.length === 1 ? "step" : "steps"} ${joined(words)}`;
}

/** `` `a.py`, `b.py` and 4 more ``. */
export function inFiles(paths: readonly string[]): string {
  const words = paths.slice(0, shownFiles).map(inCode);
  if (paths.length > shownFiles) words.push(`${paths.length - shownFiles} more`);
  return joined(words);
}

/** A command, path or message of the run as code on one line: at most 100 characters, `…` where there was more. */
export function inCode(text: string): string {
  const whole = text.trim();
  const line = (whole.split("\n", 1)[0] ?? "").trimEnd();
  const shown =
    line.length > codeLimit ? `${line.slice(0, codeLimit - 1)}…` : line.length < whole.length ? `${line} …` : line;
  return `\`${shown.replaceAll("`", "'")}\``;
}

/** "1 edit", "3 edits", "2 searches"; "54,012" without a noun: the same in every locale. */
export function inNumber(count: number, noun = ""): string {
  const number = String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ",");
  if (noun === "") return number;
  return `${number} ${noun}${count === 1 ? "" : /(?:ch|sh|s|x)$/.test(noun) ? "es" : "s"}`;
}

/** With a capital at its start, to begin a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function joined(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
