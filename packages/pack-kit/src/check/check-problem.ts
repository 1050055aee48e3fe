/** One thing that is wrong with a pack, with the place and what to do. */
export interface CheckProblem {
  /** Relative to the pack's folder. */
  readonly file: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  readonly message: string;
  readonly remedy: string;
}

/** By file, line, column, message. */
export function sortProblems(problems: readonly CheckProblem[]): CheckProblem[] {
  return [...problems].sort(
    (left, right) =>
      compare(left.file, right.file) ||
      (left.line ?? 0) - (right.line ?? 0) ||
      (left.column ?? 0) - (right.column ?? 0) ||
      compare(left.message, right.message),
  );
}

export function showProblem({ file, line, column, message, remedy }: CheckProblem): string {
  const place = [file, ...(line === undefined ? [] : [line, ...(column === undefined ? [] : [column])])].join(":");
  return `${place}: ${message}\n  ${remedy}`;
}

/** Line and column of an offset, both from 1. */
export function placeAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}

/** The place of the first match; none where the text does not hold it. */
export function placeOf(text: string, pattern: RegExp): { readonly line?: number; readonly column?: number } {
  const at = text.search(pattern);
  return at < 0 ? {} : placeAt(text, at);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
