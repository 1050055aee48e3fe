import { isRecord, listOf, parseJson, recordOf, textIn } from "../../json.js";
import { report, type TestReport, type TestRunner } from "./runner.js";

/** Longer reports are files that no one prints whole. */
const longest = 2_000_000;
const most = 200;

/** A report in the Common Test Report Format (CTRF), where a command prints it. */
export const jsonReport: TestRunner = {
  name: "ctrf",
  matchesCommand() {
    return false;
  },
  parseOutput(output): TestReport | null {
    if (!output.includes('"results"') || !output.includes('"tests"') || !output.includes('"summary"')) return null;
    const results = resultsIn(output);
    if (results === undefined) return null;
    const tests = listOf(results["tests"]).map(recordOf);
    const having = (...statuses: readonly string[]): typeof tests =>
      tests.filter(({ status }) => typeof status === "string" && statuses.includes(status));
    const failures = having("failed", "other");
    const passed = having("passed").length;
    const skipped = having("skipped", "pending").length;
    if (passed + failures.length === 0)
      return report({ ran: false, notRun: "none-selected", skipped: skipped > 0 ? skipped : null });
    const failing = new Set(failures.map((test) => textIn(test["name"]) ?? "unnamed test"));
    return report({ ran: true, passed, failed: failures.length, skipped, failing: [...failing].slice(0, most) });
  },
};

/** The report stands alone, or behind what the runner printed before. */
function resultsIn(output: string): Readonly<Record<string, unknown>> | undefined {
  const mark = output.indexOf('"results"');
  const start = output.lastIndexOf("{", mark);
  const end = output.lastIndexOf("}") + 1;
  if (start < 0 || end - start > longest) return undefined;
  // `reportFormat` and `specVersion` may stand before the results.
  const results = recordOf(parseJson(output.slice(start, end)))["results"];
  return isRecord(results) && Array.isArray(results["tests"]) && isRecord(results["summary"]) ? results : undefined;
}
