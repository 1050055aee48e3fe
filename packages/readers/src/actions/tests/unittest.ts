import { namesOf, report, sum, type TestReport, type TestRunner } from "./runner.js";

const total = /^Ran (\d+) tests? in [\d.]+s?/gm;
const failedLine = /^FAILED \(([^)\n]*)\)/m;
const okLine = /^OK(?: \(([^)]*)\))?\s*$/m;
const failing = /^(?:FAIL|ERROR): (\S+(?: \([^)\n]+\))?)/gm;
/** The loader makes a stand-in test for what it could not import or find. */
const standIn =
  /^(?:ERROR|FAIL): (?:.*(?:_FailedTest|ModuleImportFailure|LoadTestsFailure)|Failure: \w*(?:Error|Exception)\b)/gm;

/** Output of Python's unittest, also as Django's runner and nose print it. */
export function parseUnittest(output: string): TestReport | null {
  total.lastIndex = 0;
  let ran: number | undefined;
  for (let match = total.exec(output); match !== null; match = total.exec(output)) ran = (ran ?? 0) + Number(match[1]);
  if (ran === undefined) return null;
  const bad = failedLine.exec(output)?.[1];
  const okay = okLine.exec(output);
  // A bare `OK` has no numbers.
  const good = okay === null ? undefined : (okay[1] ?? "");
  const number = (name: string): number | null => {
    const match = new RegExp(`(?:^|[ ,])${name}=(\\d+)`).exec(bad ?? good ?? "");
    return match === null ? null : Number(match[1]);
  };
  if (ran === 0)
    return report({
      ran: false,
      notRun: bad === undefined ? "none-selected" : "died",
      failing: namesOf(output, failing),
    });
  const failed =
    bad === undefined && good === undefined
      ? null
      : (sum(sum(number("failures"), number("errors")), number("unexpected successes")) ?? 0);
  const skipped = number("skipped") ?? (failed === null ? null : 0);
  const standIns = output.match(standIn)?.length ?? 0;
  if (standIns >= ran) return report({ ran: false, notRun: "died", failing: namesOf(output, failing) });
  const passed = failed === null ? null : Math.max(0, ran - failed - (skipped ?? 0));
  return report({ ran: true, passed, failed, skipped, failing: namesOf(output, failing) });
}

export const unittest: TestRunner = {
  name: "unittest",
  matchesCommand(words) {
    return (
      (words[0] === "unittest" || words[0] === "trial" || words[0] === "zope-testrunner") &&
      !words.includes("--help") &&
      !words.includes("-h")
    );
  },
  parseOutput: parseUnittest,
};

/** `manage.py test`, `django-admin test`, `python -m django test`, Django's own `tests/runtests.py`. */
export const django: TestRunner = {
  name: "django",
  matchesCommand(words) {
    const [name, first] = words;
    if (name === undefined) return false;
    if (/(?:^|\/)runtests\.py$/.test(name)) return !words.includes("--help");
    return (
      (/(?:^|\/)manage\.py$/.test(name) ||
        name === "django-admin" ||
        name === "django" ||
        name === "django-admin.py") &&
      first === "test"
    );
  },
  parseOutput: parseUnittest,
};

export const nose: TestRunner = {
  name: "nose",
  matchesCommand(words) {
    return /^(?:nosetests|nose|nose2|nosetests3)$/.test(words[0] ?? "");
  },
  parseOutput: parseUnittest,
};
