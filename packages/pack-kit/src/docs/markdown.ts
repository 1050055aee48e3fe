/** A table with cells padded to their columns' width, as formatters lay it out. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [head, ...rows].map((row) =>
    row.map((cell) => cell.replaceAll("|", String.raw`\|`).replaceAll("\n", " ")),
  );
  const widths = head.map((_, column) => Math.max(3, ...cells.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => pad(row[column] ?? "", width)).join(" | ")} |`;
  const [first = [], ...others] = cells;
  return [line(first), `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others.map(line)].join("\n");
}

function pad(text: string, width: number): string {
  return text + " ".repeat(width - text.length);
}

/** Headings a level down, code blocks left as they are. */
export function nested(markdown: string): string {
  let fence = "";
  return markdown
    .split("\n")
    .map((line) => {
      const mark = /^`{3,}/.exec(line)?.[0] ?? "";
      if (mark !== "" && fence === "") fence = mark;
      else if (mark !== "" && line.trim() === fence) fence = "";
      return fence === "" ? line.replace(/^(#{1,5}) /, "$1# ") : line;
    })
    .join("\n");
}
