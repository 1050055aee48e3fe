import { report, type TestReport } from "./runner.js";

/** `4 passed`, `2 tests failed`, `3 passing`: a count with its word. */
const counted =
  /\b(\d{1,7}) (?:tests? |specs? |examples? )?(pass(?:ed|ing)?|fail(?:ed|ing|ures?)?|skipped|pending|ignored)\b/g;

/**
 * What is left to count where only a part of a report was shown: `pytest | grep -o '[0-9]* passed'`. Only for the output of a
 * command that is known to start tests; the last line with a count tells.
 */
export function readExcerpt(output: string): TestReport | null {
  let passed: number | null = null;
  let failed: number | null = null;
  let skipped: number | null = null;
  let line = -1;
  counted.lastIndex = 0;
  for (let match = counted.exec(output); match !== null; match = counted.exec(output)) {
    const start = output.lastIndexOf("\n", match.index);
    if (start !== line) [passed, failed, skipped] = [null, null, null];
    line = start;
    const number = Number(match[1]);
    if (match[2]!.startsWith("pass")) passed = number;
    else if (match[2]!.startsWith("fail")) failed = number;
    else skipped = number;
  }
  if ((passed ?? 0) + (failed ?? 0) === 0) return null;
  return report({ ran: true, passed, failed: failed ?? 0, skipped });
}
