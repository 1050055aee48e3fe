/** A function of the script that it puts in the place of one of the code under repair. */
export interface Replacement {
  /** Name of what is replaced. */
  readonly name: string;
  /** Line of the assignment, from 1. */
  readonly line: number;
}

const assignment = /^[A-Za-z_]\w*(?:\.\w+)*\.(\w+)[ \t]*=[ \t]*([A-Za-z_]\w*)[ \t]*$/gm;
const plainAssignment = /^\s*[\w.]+[ \t]*=[ \t]*[\w.]+[ \t]*$/;

/** `tree.Node.copy = fixed_copy` with `def fixed_copy` in the same script. */
export function replacementsIn(source: string): readonly Replacement[] {
  const found: Replacement[] = [];
  if (!source.includes("def ") && !source.includes("def\t")) return found;
  for (const match of source.matchAll(assignment)) {
    const [, name, value] = match;
    if (new RegExp(`^[ \\t]*(?:async[ \\t]+)?def[ \\t]+${value!}[ \\t]*\\(`, "m").test(source))
      found.push({ name: name!, line: source.slice(0, match.index).split("\n").length });
  }
  return found;
}

/**
 * Whether all that the script does with the code under repair happens while a copy stands in for the function: before, it
 * only keeps the original; and what it puts back at the end it does not use any more.
 */
export function onlyWithCopies(source: string, uses: readonly number[], replacements: readonly Replacement[]): boolean {
  const lines = source.split("\n");
  const first = Math.min(...replacements.map(({ line }) => line));
  const names = new Set(replacements.map(({ name }) => name));
  const set = new Set(replacements.map(({ line }) => line));
  const putBack = lines.findLastIndex((line, index) => {
    const name = /\.(\w+)[ \t]*=[ \t]*[\w.]+[ \t]*$/.exec(line)?.[1];
    return index >= first && !set.has(index + 1) && name !== undefined && names.has(name);
  });
  return uses.every((use) => {
    if (plainAssignment.test(lines[use - 1] ?? "")) return true;
    if (use < first) return isInFunction(lines, use);
    return putBack < 0 || use <= putBack + 1;
  });
}

function isInFunction(lines: readonly string[], line: number): boolean {
  let indent = indentOf(lines[line - 1] ?? "");
  for (let at = line - 2; at >= 0 && indent > 0; at -= 1) {
    const text = lines[at] ?? "";
    if (text.trim() === "" || indentOf(text) >= indent) continue;
    indent = indentOf(text);
    if (/^\s*(?:async\s+)?def\s/.test(text)) return true;
  }
  return false;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
