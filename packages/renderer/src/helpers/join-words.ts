/**
 * "a", "a and b", "a, b and c"; beyond `max` entries the last says how many more there are. `show` is asked for those
 * that are shown.
 */
export function joinWords<Word>(words: readonly Word[], max: number, show: (word: Word) => string = String): string {
  const count = words.length > max ? max - 1 : words.length;
  let text = "";
  for (let index = 0; index < count; index += 1) {
    const mark = index === 0 ? "" : index === words.length - 1 ? " and " : ", ";
    text += mark + show(words[index]!);
  }
  return count === words.length ? text : `${text} and ${words.length - count} more`;
}

/** "step 4", "steps 4, 7 and 9". */
export function stepsInWords(steps: readonly number[], max: number): string {
  return `${steps.length === 1 ? "step" : "steps"} ${joinWords(steps, max)}`;
}

/** "1 edit", "3 edits", "2 tries". */
export function countInWords(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  if (/[^aeiou]y$/.test(noun)) return `${count} ${noun.slice(0, -1)}ies`;
  return `${count} ${noun}${/(?:s|x|z|ch|sh)$/.test(noun) ? "es" : "s"}`;
}
