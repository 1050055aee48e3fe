/** Plain columns; all but the first are set flush right. */
export function printTable(headings, rows) {
  const lines = [headings, ...rows].map((line) => line.map(String));
  const widths = headings.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines) {
    const cells = line.map((text, column) =>
      column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]),
    );
    console.log(cells.join("  "));
  }
}

export const cell = (value, digits = 2) => value.toFixed(digits);

export const verdict = (value, budget) => (value <= budget ? "ok  " : "OVER");
