import { count, namesOf, report, type TestReport, type TestRunner } from "./runner.js";

/** Runners that are started in ways of the project's own, or by task runners, and known by what they print. */
function byOutput(name: string, parseOutput: (output: string) => TestReport | null): TestRunner {
  return { name, matchesCommand: () => false, parseOutput };
}

function counted(passed: number, failed: number, skipped = 0, failing: readonly string[] = []): TestReport {
  return passed + failed === 0
    ? report({ ran: false, notRun: "none-selected", skipped })
    : report({ ran: true, passed, failed, skipped, failing });
}

/** The numbers of the last match. */
function last(output: string, pattern: RegExp): readonly number[] | null {
  let found: RegExpExecArray | null = null;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(output); match !== null; match = pattern.exec(output)) found = match;
  return found === null ? null : found.slice(1).map((number) => Number(number ?? 0));
}

/** `Executed 14 of 14 (2 FAILED)`, as `ng test` prints it again and again. */
export const karma: TestRunner = byOutput("karma", (output) => {
  const numbers = last(output, /: Executed (\d+) of \d+(?: \((\d+) FAILED\))?(?: \(skipped (\d+)\))?/g);
  if (numbers === null) return null;
  const [executed = 0, failed = 0, skipped = 0] = numbers;
  return counted(executed - failed, failed, skipped, namesOf(output, /^\S.*\([^()\n]*\) (\S.*) FAILED$/gm));
});

export const testthat: TestRunner = byOutput("testthat", (output) => {
  const numbers = last(output, /\[ FAIL (\d+) \| WARN \d+ \| SKIP (\d+) \| PASS (\d+) \]/g);
  if (numbers === null) return null;
  const [failed = 0, skipped = 0, passed = 0] = numbers;
  return counted(passed, failed, skipped, namesOf(output, /^── (?:Failure|Error) \([^)\n]*\): (.+?) ─*$/gm));
});

export const busted: TestRunner = byOutput("busted", (output) => {
  const numbers = last(output, /^(\d+) success(?:es)? \/ (\d+) failures? \/ (\d+) errors? \/ (\d+) pending/gm);
  if (numbers === null) return null;
  const [passed = 0, failures = 0, errors = 0, skipped = 0] = numbers;
  return counted(passed, failures + errors, skipped);
});

export const prove: TestRunner = byOutput("prove", (output) => {
  const all = count(output, /^Files=\d+, Tests=(\d+)/m);
  if (all === null) return null;
  const failed = [...output.matchAll(/\bWstat: .*?Failed: (\d+)\)/g)].reduce((sum, match) => sum + Number(match[1]), 0);
  const red = /^Result: FAIL$/m.test(output);
  if (all === 0) return report({ ran: false, notRun: red ? "died" : "none-selected" });
  return report({
    ran: true,
    passed: red && failed === 0 ? null : all - failed,
    failed: red && failed === 0 ? null : failed,
  });
});

export const clojureTest: TestRunner = byOutput("clojure-test", (output) => {
  const ran = count(output, /^Ran (\d+) tests? containing \d+ assertions?/m);
  const numbers = last(output, /^(\d+) failures?, (\d+) errors?\.?$/gm);
  if (ran === null || numbers === null) return null;
  const [failures = 0, errors = 0] = numbers;
  const failing = namesOf(output, /^(?:FAIL|ERROR) in \((\S+?)\)/gm);
  // The numbers are those of assertions: a test may hold several.
  const failed = failures + errors === 0 ? 0 : Math.max(1, Math.min(ran, failing.length));
  return counted(ran - failed, failed, 0, failing);
});

export const scalaTest: TestRunner = byOutput("scalatest", (output) => {
  const numbers = last(output, /\bTests: succeeded (\d+), failed (\d+), canceled (\d+), ignored (\d+)/g);
  if (numbers !== null) {
    const [passed = 0, failed = 0, canceled = 0, ignored = 0] = numbers;
    return counted(
      passed,
      failed,
      canceled + ignored,
      namesOf(output, /^(?:\[\w+\] )?[ \t]*- (.+) \*\*\* FAILED \*\*\*/gm),
    );
  }
  const totals = last(output, /\b(?:Passed|Failed): Total \d+, Failed (\d+), Errors (\d+), Passed (\d+)/g);
  if (totals === null) return null;
  const [failed = 0, errors = 0, passed = 0] = totals;
  return counted(passed, failed + errors);
});

/** A table whose columns are those that have a number. */
export const juliaTest: TestRunner = byOutput("julia", (output) => {
  const match = /^Test Summary:\s*\|((?:\s+[A-Z]\w+)+)\s*\n[^\n|]*\|([\s\d.ms]*)$/m.exec(output);
  if (match === null) return null;
  const names = match[1]!.trim().split(/\s+/);
  const numbers = match[2]!.trim().split(/\s+/);
  const of = (name: string): number => (names.includes(name) ? Number(numbers[names.indexOf(name)] ?? 0) : 0);
  return counted(of("Pass"), of("Fail") + of("Error"), of("Broken"));
});

export const mesonTest: TestRunner = byOutput("meson", (output) => {
  const passed = count(output, /^Ok: +(\d+) *$/m);
  const failed = count(output, /^Fail: +(\d+) *$/m);
  if (passed === null || failed === null) return null;
  const failing = namesOf(output, /^ *\d+\/\d+ (?:\S+ - )?(\S.*?) +(?:FAIL|ERROR|TIMEOUT)\b/gm);
  return counted(passed, failed, count(output, /^Skipped: +(\d+) *$/m) ?? 0, failing);
});

export const bazelTest: TestRunner = byOutput("bazel", (output) => {
  const match = /^Executed \d+ out of (\d+) tests?: (.+)\.$/m.exec(output);
  if (match === null) return null;
  const passed = count(match[2]!, /\b(\d+) tests? pass(?:es)?/) ?? 0;
  const failed = count(match[2]!, /\b(\d+) fails?/) ?? 0;
  return counted(passed, failed, 0, namesOf(output, /^(\/\/\S+) +(?:FAILED|TIMEOUT)\b/gm));
});

export const zigTest: TestRunner = byOutput("zig", (output) => {
  const match = /\b(\d+)\/(\d+) tests passed(?:; (\d+) skipped)?/.exec(output);
  if (match === null) return null;
  const skipped = Number(match[3] ?? 0);
  return counted(Number(match[1]), Number(match[2]) - Number(match[1]) - skipped, skipped);
});

/** `flutter test` and `dart test`: a line that counts up, the last of which says how it ended. */
export const dartTest: TestRunner = byOutput("dart", (output) => {
  const match = [
    ...output.matchAll(/^\d\d:\d\d \+(\d+)(?: ~(\d+))?(?: -(\d+))?: (?:All tests passed!|Some tests failed\.)/gm),
  ].at(-1);
  if (match === undefined) return null;
  const failing = namesOf(output, /^\d\d:\d\d \+\d+(?: ~\d+)? -\d+: (?:\S+\.dart: )?(.+) \[E\]$/gm);
  return counted(Number(match[1]), Number(match[3] ?? 0), Number(match[2] ?? 0), failing);
});

export const exUnit: TestRunner = byOutput("exunit", (output) => {
  const match =
    /^(?:(\d+) doctests?, )?(?:(\d+) propert(?:y|ies), )?(\d+) tests?, (\d+) failures?(?:, (\d+) (?:excluded|skipped))?$/m.exec(
      output,
    );
  if (match === null || !/^Finished in [\d.]+ seconds/m.test(output)) return null;
  const [doctests, properties, tests, failed, skipped] = match.slice(1).map((number) => Number(number ?? 0));
  const all = doctests! + properties! + tests! - skipped!;
  return counted(
    all - failed!,
    failed!,
    skipped,
    namesOf(output, /^ +\d+\) (?:test|doctest|property) (.+) \([\w.]+\)$/gm),
  );
});

export const runnersByOutput: readonly TestRunner[] = [
  karma,
  testthat,
  busted,
  prove,
  clojureTest,
  scalaTest,
  juliaTest,
  mesonTest,
  bazelTest,
  zigTest,
  dartTest,
  exUnit,
];
