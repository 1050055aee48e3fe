/** One thing that is wrong with a template file. */
export interface TemplateProblem {
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}

/** The problem with its place and the source line under which a caret points at it. */
export function showProblem(file: string, source: string, problem: TemplateProblem): string {
  const text = source.split(/\r?\n/)[problem.line - 1] ?? "";
  const label = `  ${problem.line} | `;
  const indent = " ".repeat(label.length - 2);
  // A tab stays a tab, so that the caret stands under its place in any viewer.
  const before = text.slice(0, problem.column - 1).replaceAll(/[^\t]/g, " ");
  return `${file}:${problem.line}:${problem.column}: ${problem.message}\n${label}${text}\n${indent}| ${before}^`;
}
