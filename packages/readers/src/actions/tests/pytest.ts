import { report, type TestReport, type TestRunner } from "./runner.js";

const informational =
  /^(?:--help|-h|--version|-V|--fixtures|--fixtures-per-test|--markers|--collect-only|--co|--setup-plan|--cache-show)$/;
/** `=== 1 failed, 2 passed in 0.52s ===`, or without the bars in quiet mode. */
const summary =
  /^(?:=+ )?((?:\d+ (?:failed|passed|skipped|deselected|xfailed|xpassed|errors?|warnings?|rerun|reruns|subtests passed)(?:, )?)+)(?: in [\d.:hms() ]+)?(?: =+)?$/gm;
const nothing = /^(?:=+ )?no tests (?:ran|collected)/m;
const summaryLine = /^(?:FAILED|ERROR) (\S+)/;
const progressLine = /^((?:[^\s:]|:(?!:))+::\S+(?: \S+)?) (?:FAILED|ERROR)\b/;
const progress = /^\S+\.py(?:::\S+)? (?:[.FEsxX]+ +\[ *\d+%\]|(?:PASSED|FAILED|ERROR|SKIPPED))/m;
const died =
  /^(?:ERROR: usage:|usage: (?:pytest|py\.test|__main__)|ERROR: (?:file or directory )?not found|ERROR: file not found|INTERNALERROR>|ImportError while loading conftest|(?:_pytest\.)?[\w.]*ConftestImportFailure|E?[ \t]*pluggy\.)/m;

export const pytest: TestRunner = {
  name: "pytest",
  matchesCommand(words) {
    if (!/^(?:pytest|py\.test|pytest-\d[\d.]*|pytest3)$/.test(words[0] ?? "")) return false;
    return !words.some((word) => informational.test(word));
  },
  parseOutput(output): TestReport | null {
    summary.lastIndex = 0;
    let line: string | undefined;
    for (let match = summary.exec(output); match !== null; match = summary.exec(output)) {
      if (match[0].startsWith("=") || match[0].includes(" in ")) line = match[1]!;
    }
    if (line !== undefined) return fromSummary(line, output);
    if (nothing.test(output)) return report({ ran: false, notRun: "none-selected" });
    if (died.test(output)) return report({ ran: false, notRun: output.includes("usage:") ? "not-started" : "died" });
    if (output.includes("test session starts")) {
      // The end is cut off: what was printed so far tells whether tests were executed.
      const ran = progress.test(output);
      return ran ? report({ ran, failing: failingOf(output) }) : report({ ran, notRun: "died" });
    }
    return output.includes("::") && progress.test(output) ? report({ ran: true, failing: failingOf(output) }) : null;
  },
};

function fromSummary(line: string, output: string): TestReport {
  const numbers = new Map<string, number>();
  for (const part of line.split(", ")) {
    const space = part.indexOf(" ");
    numbers.set(
      part
        .slice(space + 1)
        .trim()
        .replace(/^error$/, "errors"),
      Number(part.slice(0, space)),
    );
  }
  const failed = (numbers.get("failed") ?? 0) + (numbers.get("errors") ?? 0);
  const passed = (numbers.get("passed") ?? 0) + (numbers.get("xpassed") ?? 0);
  const skipped = (numbers.get("skipped") ?? 0) + (numbers.get("xfailed") ?? 0);
  const executed = passed + (numbers.get("failed") ?? 0) + (numbers.get("xfailed") ?? 0);
  if (executed === 0) {
    // Errors alone come from collection or set-up: no test body was reached.
    return report({
      ran: false,
      notRun: (numbers.get("errors") ?? 0) > 0 ? "died" : "none-selected",
      skipped: skipped > 0 ? skipped : null,
      failing: failingOf(output),
    });
  }
  return report({ ran: true, passed, failed, skipped, failing: failingOf(output) });
}

/** Names on the lines that say FAILED or ERROR; looking at those lines alone spares a pass over long tracebacks. */
function failingOf(output: string): readonly string[] {
  const found = new Set<string>();
  for (const mark of ["FAILED", "ERROR"]) {
    for (let at = output.indexOf(mark); at >= 0 && found.size < 200; at = output.indexOf(mark, at + mark.length)) {
      const start = output.lastIndexOf("\n", at) + 1;
      const end = output.indexOf("\n", at);
      const line = output.slice(start, Math.min(end < 0 ? output.length : end, start + 500));
      const name = (summaryLine.exec(line) ?? progressLine.exec(line))?.[1];
      if (name !== undefined) found.add(name);
    }
  }
  return [...found];
}
