import { pathClasses, toolKinds } from "./recognisers.js";
import { checkOneOf, describeValue, isRecord, isText } from "./check-value.js";
import type { PackProblem, Report } from "./check-value.js";

/** What is wrong with the test runners, tools, path rules and secrets of a pack or a configuration. */
export function recogniserProblems(value: object): PackProblem[] {
  const problems: PackProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  const pack = value as Readonly<Record<string, unknown>>;
  checkList(pack["runners"], "runners", report, checkRunner);
  checkList(pack["paths"], "paths", report, checkPathRule);
  checkList(pack["secrets"], "secrets", report, checkSecret);
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
  checkPattern(`${at}.pattern`, pattern, report);
  checkOneOf(`${at}.pathClass`, pathClass, pathClasses, report);
}

function checkPattern(at: string, pattern: unknown, report: Report): void {
  if (!(pattern instanceof RegExp)) report(at, `has to be a regular expression, found ${describeValue(pattern)}`);
  // Such a pattern remembers where it stopped, and would answer the same question differently.
  else if (pattern.global || pattern.sticky) report(at, `${String(pattern)} must not have the flags g and y`);
}

const secretName = /^[a-z][a-z0-9]*(?:[ -][a-z0-9]+)*$/;

function checkSecret(at: string, rule: unknown, report: Report): void {
  if (!isRecord(rule)) {
    report(at, `has to be { name, pattern }, found ${describeValue(rule)}`);
    return;
  }
  const { name, pattern } = rule;
  if (typeof name !== "string" || !secretName.test(name))
    report(`${at}.name`, `has to be words in lower case, as in "customer number", found ${describeValue(name)}`);
  checkPattern(`${at}.pattern`, pattern, report);
  if (!(pattern instanceof RegExp)) return;
  if (pattern.test("")) report(`${at}.pattern`, `${String(pattern)} must not match an empty text`);
  // Masking a text twice has to change nothing more.
  else if (typeof name === "string" && pattern.test(`[masked ${name}]`))
    report(`${at}.pattern`, `${String(pattern)} must not match its own mask, "[masked ${name}]"`);
}
