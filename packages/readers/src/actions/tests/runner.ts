import type { TestReport, TestRunner } from "@mulligan/core";

export type { TestReport, TestRunner };

export function report(parts: Partial<TestReport> & { ran: boolean }): TestReport {
  return { passed: null, failed: null, skipped: null, failing: [], ...parts };
}

/** All first groups of a global pattern, without repeats, at most `limit`. */
export function namesOf(output: string, pattern: RegExp, limit = 200): readonly string[] {
  const found = new Set<string>();
  pattern.lastIndex = 0;
  for (let match = pattern.exec(output); match !== null && found.size < limit; match = pattern.exec(output)) {
    const name = match[1] ?? match[2];
    if (name !== undefined) found.add(name);
  }
  return [...found];
}

export function count(output: string, pattern: RegExp): number | null {
  const match = pattern.exec(output);
  return match === null ? null : Number(match[1]!.replaceAll(",", ""));
}

/** `a` and `b` added up where at least one is known. */
export function sum(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}
