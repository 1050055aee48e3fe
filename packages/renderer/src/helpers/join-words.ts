/** "a", "a and b", "a, b and c"; beyond `max` entries the last says how many more there are. */
export function joinWords(words: readonly string[], max: number): string {
  const entries = words.length > max ? [...words.slice(0, max - 1), `${words.length - max + 1} more`] : words;
  return entries.length < 2 ? (entries[0] ?? "") : `${entries.slice(0, -1).join(", ")} and ${entries.at(-1)}`;
}

/** "step 4", "steps 4, 7 and 9". */
export function stepsInWords(steps: readonly number[], max: number): string {
  return `${steps.length === 1 ? "step" : "steps"} ${joinWords(steps.map(String), max)}`;
}

/** "1 edit", "3 edits", "2 tries". */
export function countInWords(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  if (/[^aeiou]y$/.test(noun)) return `${count} ${noun.slice(0, -1)}ies`;
  return `${count} ${noun}${/(?:s|x|z|ch|sh)$/.test(noun) ? "es" : "s"}`;
}
