import { report, type TestReport, type TestRunner } from "./runner.js";

const head = /<testsuites?\b[^<>]{0,2000}>/;
const testCase = /<testcase\b([^<>]*)>/g;
const problem = /<(?:failure|error)\b/;
const attribute = /(?<![\w:.-])(name|classname|file)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/g;
const most = 200;
const closing = "</testcase";

/** JUnit's XML report, where a command prints it: `cat report.xml`, `pytest --junitxml=/dev/stdout`. */
export const xmlReport: TestRunner = {
  name: "junit-xml",
  matchesCommand() {
    return false;
  },
  parseOutput(output): TestReport | null {
    if (!output.includes("<testsuite") || !head.test(output)) return null;
    let ran = 0;
    let failed = 0;
    let skipped = 0;
    const failing = new Set<string>();
    testCase.lastIndex = 0;
    const last = output.lastIndexOf(closing);
    for (let match = testCase.exec(output); match !== null; match = testCase.exec(output)) {
      const from = testCase.lastIndex;
      const alone = match[1]!.endsWith("/") || from > last;
      const until = alone ? from : output.indexOf(closing, from);
      const body = alone ? "" : output.slice(from, until);
      if (!alone) testCase.lastIndex = until;
      if (/<skipped\b/.test(body)) {
        skipped++;
        continue;
      }
      ran++;
      if (!problem.test(body)) continue;
      failed++;
      if (failing.size < most) failing.add(nameOf(match[1]!));
    }
    if (ran === 0) return report({ ran: false, notRun: "none-selected", skipped: skipped > 0 ? skipped : null });
    return report({ ran: true, passed: ran - failed, failed, skipped, failing: [...failing] });
  },
};

const entities: ReadonlyMap<string, string> = new Map([
  ["&lt;", "<"],
  ["&gt;", ">"],
  ["&quot;", '"'],
  ["&apos;", "'"],
  ["&#39;", "'"],
  ["&amp;", "&"],
]);

function nameOf(attributes: string): string {
  const values = new Map<string, string>();
  for (const [, name = "", double, single] of attributes.matchAll(attribute))
    values.set(
      name,
      (double ?? single ?? "").replace(/&(?:lt|gt|quot|apos|#39|amp);/g, (word) => entities.get(word) ?? word),
    );
  return (
    [values.get("classname"), values.get("name")].filter((part) => part !== undefined && part !== "").join("::") ||
    "unnamed test"
  );
}
