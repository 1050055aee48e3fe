const begin = "<!-- mulligan-pack docs: written by `mulligan-pack docs`, edit outside of these two marks -->";
const end = "<!-- mulligan-pack docs: end -->";

/** The text with the part between the marks exchanged; null where the marks do not stand in it once each, in order. */
export function withMarkedPart(text: string, part: string): string | null {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from || text.includes(begin, from + 1) || text.includes(end, to + 1)) return null;
  return `${text.slice(0, from)}${marked(part)}${text.slice(to + end.length)}`;
}

export function marked(part: string): string {
  return `${begin}\n\n${part.trim()}\n\n${end}`;
}

export function hasMark(text: string): boolean {
  return text.includes(begin) || text.includes(end);
}
