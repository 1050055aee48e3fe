import { acceptedTemplateRevisions } from "./template-revision.js";
import { checkOneOf, describeValue, isRecord, isText } from "./check-value.js";
import type { PackProblem, Report } from "./check-value.js";
import type { StrategyTemplates, TemplatePack } from "./pack.js";
import { recogniserProblems } from "./recogniser-problems.js";

const severities = ["critical", "major", "minor", "none"];
const roles = ["cause", "effect", "fallback", "environment", "success"];
const requiredSlots: readonly (keyof StrategyTemplates)[] = ["whatWentWrong", "improvedStrategy", "plan"];
const optionalSlots: readonly (keyof StrategyTemplates)[] = ["system", "user", "again"];
const allSlots = [...requiredSlots, ...optionalSlots];

/** Everything that is wrong with a value that should be a pack, outermost first; empty for a sound pack. */
export function packProblems(value: unknown): PackProblem[] {
  const problems: PackProblem[] = [];
  const report = (path: string, message: string) => problems.push({ path, message });
  if (!isRecord(value)) {
    report(
      "",
      `a pack has to be an object, found ${describeValue(value)}; did the module export it under another name?`,
    );
    return problems;
  }
  const pack = value as Partial<TemplatePack>;
  checkMeta(pack.meta, report);
  if (!isRecord(pack.strategies)) {
    report("strategies", `has to be an object of strategies by failure type, found ${describeValue(pack.strategies)}`);
  } else {
    for (const [type, strategy] of Object.entries(pack.strategies)) {
      for (const problem of strategyProblems(type, strategy)) report(`strategies.${problem.path}`, problem.message);
    }
  }
  problems.push(...recogniserProblems(value));
  if (pack.partials !== undefined) {
    if (!isRecord(pack.partials))
      report("partials", `has to be an object of templates, found ${describeValue(pack.partials)}`);
    else for (const [name, asset] of Object.entries(pack.partials)) checkAsset(`partials.${name}`, asset, report);
  }
  return problems;
}

export function strategyProblems(type: string, value: unknown): PackProblem[] {
  const problems: PackProblem[] = [];
  const report = (path: string, message: string) =>
    problems.push({ path: path === "" ? type : `${type}.${path}`, message });
  if (!/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(type)) {
    report("", `a failure type is written in capitals with underscores, as in MISSING_MIGRATION`);
  }
  if (!isRecord(value)) {
    report("", `has to be an object made with defineStrategy, found ${describeValue(value)}`);
    return problems;
  }
  checkStrategyMeta(value["meta"], report);
  for (const method of ["detect", "conclude"]) {
    const member = value[method];
    if (member !== undefined && typeof member !== "function") {
      report(method, `has to be a function or absent, found ${describeValue(member)}`);
    }
  }
  if (value["options"] !== undefined && !isStandardSchema(value["options"])) {
    report("options", "has to be a Standard Schema (zod, valibot, or defineOptions of @mulligan/core)");
  }
  const templates = value["templates"];
  if (!isRecord(templates)) {
    report("templates", `has to be the templates of templates.gen.ts, found ${describeValue(templates)}`);
    return problems;
  }
  for (const slot of requiredSlots) checkAsset(`templates.${slot}`, templates[slot], report);
  for (const slot of optionalSlots) {
    if (templates[slot] !== undefined) checkAsset(`templates.${slot}`, templates[slot], report);
  }
  checkTranslations(value["translations"], report);
  return problems;
}

function checkTranslations(translations: unknown, report: Report): void {
  if (translations === undefined) return;
  if (!isRecord(translations)) {
    report("translations", `has to be an object of templates by language, found ${describeValue(translations)}`);
    return;
  }
  for (const [language, templates] of Object.entries(translations)) {
    if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/.test(language)) {
      report(`translations.${language}`, "is no language tag in lower case, as in de or pt-br");
    }
    checkSlots(`translations.${language}`, templates, report);
  }
}

/** Some slots of a strategy: a translation, an override. */
function checkSlots(path: string, templates: unknown, report: Report): void {
  if (!isRecord(templates)) {
    report(path, `has to be an object of templates, found ${describeValue(templates)}`);
    return;
  }
  for (const [slot, asset] of Object.entries(templates)) {
    if (allSlots.includes(slot as keyof StrategyTemplates)) checkAsset(`${path}.${slot}`, asset, report);
    else report(`${path}.${slot}`, `is no slot; known: ${allSlots.join(", ")}`);
  }
}

const overrideMembers = ["enabled", "severity", "priority", "options", "templates"];

/** What is wrong with the overrides of a configuration, the options' own schema aside. */
export function overrideProblems(overrides: Readonly<Record<string, unknown>>): PackProblem[] {
  const problems: PackProblem[] = [];
  const report: Report = (path, message) => problems.push({ path, message });
  for (const [name, override] of Object.entries(overrides)) {
    if (override === false) continue;
    if (!isRecord(override)) {
      report(name, `has to be false or an object of ${overrideMembers.join(", ")}, found ${describeValue(override)}`);
      continue;
    }
    for (const member of Object.keys(override)) {
      if (!overrideMembers.includes(member))
        report(`${name}.${member}`, `is unknown; known: ${overrideMembers.join(", ")}`);
    }
    const { enabled, severity, priority, templates } = override;
    if (enabled !== undefined && typeof enabled !== "boolean") {
      report(`${name}.enabled`, `has to be true or false, found ${describeValue(enabled)}`);
    }
    if (severity !== undefined) checkOneOf(`${name}.severity`, severity, severities, report);
    if (priority !== undefined && !Number.isFinite(priority)) {
      report(`${name}.priority`, `has to be a number, found ${describeValue(priority)}`);
    }
    if (templates !== undefined) checkSlots(`${name}.templates`, templates, report);
  }
  return problems;
}

function checkMeta(meta: unknown, report: Report): void {
  if (!isRecord(meta)) {
    report("meta", `has to be { api: 1, name, version, namespace }, found ${describeValue(meta)}`);
    return;
  }
  if (meta["api"] !== 1) {
    report(
      "meta.api",
      `is ${describeValue(meta["api"])}; this version of @mulligan/core understands api 1, install a pack made for it`,
    );
  }
  for (const name of ["name", "version"]) {
    if (!isText(meta[name]))
      report(`meta.${name}`, `has to be the npm ${name} of the pack, found ${describeValue(meta[name])}`);
  }
  if (typeof meta["namespace"] !== "string" || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(meta["namespace"])) {
    report(
      "meta.namespace",
      `has to be lower case with hyphens, as in acme-mobile, found ${describeValue(meta["namespace"])}`,
    );
  }
}

function checkStrategyMeta(meta: unknown, report: Report): void {
  if (!isRecord(meta)) {
    report("meta", `has to be { title, summary, severity }, found ${describeValue(meta)}`);
    return;
  }
  for (const name of ["title", "summary"]) {
    if (!isText(meta[name])) report(`meta.${name}`, `has to be a text, found ${describeValue(meta[name])}`);
  }
  checkOneOf("meta.severity", meta["severity"], severities, report);
  if (meta["role"] !== undefined) checkOneOf("meta.role", meta["role"], roles, report);
  if (meta["priority"] !== undefined && !Number.isFinite(meta["priority"])) {
    report("meta.priority", `has to be a number, found ${describeValue(meta["priority"])}`);
  }
  for (const name of ["keepsSeverityOnPass", "onlyAtEnd", "advisesOperator"]) {
    const flag = meta[name];
    if (flag !== undefined && typeof flag !== "boolean") {
      report(`meta.${name}`, `has to be true or false, found ${describeValue(flag)}`);
    }
  }
  for (const name of ["supersedes", "conflictsWith"]) {
    const list = meta[name];
    if (list !== undefined && !(Array.isArray(list) && list.every(isText))) {
      report(`meta.${name}`, `has to be a list of failure types, found ${describeValue(list)}`);
    }
  }
}

function checkAsset(path: string, asset: unknown, report: Report): void {
  if (!isRecord(asset) || !isText(asset["file"]) || typeof asset["source"] !== "string" || !isText(asset["hash"])) {
    report(path, `has to be a compiled template, found ${describeValue(asset)}; run \`mulligan-pack compile\``);
    return;
  }
  const precompiled = asset["precompiled"];
  const revision: unknown =
    isRecord(precompiled) && Array.isArray(precompiled["compiler"]) ? precompiled["compiler"][0] : undefined;
  if (!acceptedTemplateRevisions.includes(revision as number)) {
    report(
      path,
      `${asset["file"]} was compiled with template revision ${describeValue(revision)}, accepted: ${acceptedTemplateRevisions.join(", ")}; recompile with \`mulligan-pack compile\``,
    );
  }
}

function isStandardSchema(value: unknown): boolean {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return false;
  const standard = (value as Record<string, unknown>)["~standard"];
  return isRecord(standard) && typeof standard["validate"] === "function";
}
