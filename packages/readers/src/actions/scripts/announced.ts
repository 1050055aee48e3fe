const change =
  /\w\[[^\]\n]*\]\s*=(?!=)|\.replace\(|\bre\.subn?\(|\.(?:insert|append|extend|pop|remove)\(|\+=|^\s*del\s/;
const print = /^\s*print\(/;
/** A message that far from the change still speaks of it. */
const reach = 3;

/**
 * Whether every line of a Python script that changes a text stands in a block and has a `print` beside it in the same
 * block: where such a script printed nothing, it found nothing to change.
 */
export function announcesChanges(source: string): boolean {
  const lines = source.split("\n");
  const changing = lines.flatMap((line, index) =>
    change.test(line) && !print.test(line) && !line.includes("sys.path") ? [index] : [],
  );
  return (
    changing.length > 0 &&
    changing.every((index) => {
      const own = indentOf(lines[index] ?? "");
      if (own === 0) return false;
      return lines
        .slice(Math.max(0, index - reach), index + reach + 1)
        .some((line) => print.test(line) && indentOf(line) === own);
    })
  );
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
