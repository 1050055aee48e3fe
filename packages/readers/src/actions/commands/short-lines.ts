const longest = 4000;
const kept = 1000;

/** Cuts lines of thousands of characters (minified code, encoded data), which no runner or compiler prints. */
export function shortLines(text: string): string {
  if (text.length <= longest) return text;
  let cut: string[] | undefined;
  let copied = 0;
  for (let start = 0; start < text.length;) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    if (stop - start > longest) {
      cut ??= [];
      cut.push(text.slice(copied, start + kept));
      copied = stop;
    }
    start = stop + 1;
  }
  if (cut === undefined) return text;
  cut.push(text.slice(copied));
  return cut.join("");
}
