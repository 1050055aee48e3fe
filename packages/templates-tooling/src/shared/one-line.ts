/** The first line, cut with a mark. */
export function oneLine(text: string, limit: number): string {
  const [line = ""] = text.trim().split("\n", 1);
  const trimmed = line.trim();
  return trimmed.length > limit ? `${trimmed.slice(0, limit - 1)}…` : trimmed;
}
