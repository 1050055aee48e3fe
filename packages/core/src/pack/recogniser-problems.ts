import { pathClasses, toolKinds } from "./recognisers.js";
import { checkOneOf, describeValue, isRecord, isText } from "./check-value.js";
import type { PackProblem, Report } from "./check-value.js";

/** What is wrong with the test runners, tools and path rules of a pack or a configuration. */
export function recogniserProblems(value: object): PackProblem[] {
  const problems: PackProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  const pack = value as Readonly<Record<string, unknown>>;
  checkList(pack["runners"], "runners", report, checkRunner);
  checkList(pack["paths"], "paths", report, checkPathRule);
  const tools = pack["tools"];
  if (tools === undefined) return problems;
  if (!isRecord(tools)) {
    report("tools", `has to be an object of tool kinds by tool name, found ${describeValue(tools)}`);
    return problems;
  }
  for (const [name, kind] of Object.entries(tools)) checkOneOf(`tools.${name}`, kind, toolKinds, report);
  return problems;
}

function checkList(
  value: unknown,
  name: string,
  report: Report,
  check: (at: string, entry: unknown, report: Report) => void,
): void {
  if (value === undefined) return;
  if (!Array.isArray(value)) report(name, `has to be a list, found ${describeValue(value)}`);
  else value.forEach((entry, index) => check(`${name}[${index}]`, entry, report));
}

function checkRunner(at: string, runner: unknown, report: Report): void {
  if (!isRecord(runner)) {
    report(at, `has to be { name, matchesCommand, parseOutput }, found ${describeValue(runner)}`);
    return;
  }
  if (!isText(runner["name"])) report(`${at}.name`, `has to be a text, found ${describeValue(runner["name"])}`);
  for (const method of ["matchesCommand", "parseOutput"]) {
    if (typeof runner[method] !== "function")
      report(`${at}.${method}`, `has to be a function, found ${describeValue(runner[method])}`);
  }
}

function checkPathRule(at: string, rule: unknown, report: Report): void {
  if (!isRecord(rule)) {
    report(at, `has to be { pattern, pathClass }, found ${describeValue(rule)}`);
    return;
  }
  const { pattern, pathClass } = rule;
  if (!(pattern instanceof RegExp))
    report(`${at}.pattern`, `has to be a regular expression, found ${describeValue(pattern)}`);
  // Such a pattern remembers where it stopped, and would answer the same question differently.
  else if (pattern.global || pattern.sticky)
    report(`${at}.pattern`, `${String(pattern)} must not have the flags g and y`);
  checkOneOf(`${at}.pathClass`, pathClass, pathClasses, report);
}
