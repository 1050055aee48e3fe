import { namesOf, report, type TestReport, type TestRunner } from "./runner.js";

const summary = /tests finished: ([^=\n]*?)(?:, in [\d.]+ seconds)?(?: =+)?\s*$/m;
const failing = /^_+ (\S+\.py:\S+) _+$/gm;

/** SymPy's own runner: `bin/test`. */
export const sympy: TestRunner = {
  name: "sympy",
  matchesCommand(words) {
    return /(?:^|\/)bin\/(?:test|doctest)$/.test(words[0] ?? "");
  },
  parseOutput(output): TestReport | null {
    const line = summary.exec(output)?.[1];
    if (line === undefined) return null;
    const number = (pattern: RegExp): number => Number(pattern.exec(line)?.[1] ?? 0);
    const passed = number(/\b(\d+) passed/);
    const failed = number(/\b(\d+) failed/) + number(/\b(\d+) exceptions?/);
    const skipped = number(/\b(\d+) skipped/);
    if (passed + failed === 0) return report({ ran: false, notRun: "none-selected" });
    return report({ ran: true, passed, failed, skipped, failing: namesOf(output, failing) });
  },
};
