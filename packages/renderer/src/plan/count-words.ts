/** Words of a text, blocks of quoted output aside. */
export function countWords(text: string): number {
  let words = 0;
  let fence = "";
  for (const line of text.split("\n")) {
    const run = /^`{3,}/.exec(line)?.[0] ?? "";
    if (fence !== "") {
      if (run.length >= fence.length && line.trimEnd() === run) fence = "";
      continue;
    }
    if (run !== "") fence = run;
    else words += line.match(/\S+/g)?.length ?? 0;
  }
  return words;
}

/** Whether a text quotes output in a block of its own. */
export function hasQuote(text: string): boolean {
  return /^`{3,}/m.test(text);
}
