/** A fence; what has more backticks behind it on its line is inline code. */
const opening = /^`{3,}(?![^\n]*`)/m;

/** Words of a text, blocks of quoted output aside. */
export function countWords(text: string): number {
  let words = 0;
  let fence = "";
  for (const line of text.split("\n")) {
    const run = line.startsWith("```") ? (opening.exec(line)?.[0] ?? "") : "";
    if (fence !== "") {
      if (run.length >= fence.length && line.trimEnd() === run) fence = "";
      continue;
    }
    if (run !== "") fence = run;
    else words += wordsOf(line);
  }
  return words;
}

function wordsOf(line: string): number {
  let words = 0;
  let inside = false;
  for (let index = 0; index < line.length; index += 1) {
    const blank = isBlank(line.charCodeAt(index));
    if (!blank && !inside) words += 1;
    inside = !blank;
  }
  return words;
}

/** Blank, tab and the like, no-break space, ideographic space. */
function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0x3000;
}

/** Whether a text quotes output in a block of its own. */
export function hasQuote(text: string): boolean {
  return text.includes("```") && opening.test(text);
}
