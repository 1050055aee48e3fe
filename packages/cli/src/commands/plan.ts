import { diagnose, diagnoseNamed, facts as factsOf, planToWire } from "@mulligan/core";
import type { Diagnosis, Episode, Facts, ImprovementPlan, Registry } from "@mulligan/core";
import { composePlan } from "@mulligan/renderer";
import {
  choiceOf,
  configOptions,
  inputOptions,
  isOn,
  numberOf,
  outputOptions,
  parse,
  textOf,
  textsOf,
} from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { runNotThereError, usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { outcomeSource } from "../input/outcome-source.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { InputRun } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { planText } from "../output/plan-text.js";
import type { PlannedInput } from "../output/plan-text.js";
import { styleOf } from "../output/style.js";
import { reading, reportDiagnostics } from "./diagnosed.js";
import { failOn } from "./fail-on.js";

const options: Options = {
  ...inputOptions,
  ...configOptions,
  ...outputOptions,
  addon: { type: "string" },
  run: { type: "string" },
  "failure-type": { type: "string" },
  evidence: { type: "string", multiple: true },
  "fail-on": { type: "string" },
};

export async function plan(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("plan", commandArguments, options);
  const [file, ...more] = parsed.positionals;
  if (file === undefined || more.length > 0) {
    throw usageError("plan", "Name exactly one recorded run, or - for standard input.");
  }
  const json = isOn(parsed, "json");
  const addon = choiceOf("plan", parsed, "addon", ["system", "user"]);
  if (json && addon !== undefined) throw usageError("plan", "--json and --addon exclude each other.");
  const wanted = numberOf("plan", parsed, "run", { minimum: 1, integer: true });
  const reaches = failOn("plan", parsed);
  const diagnosisOf = diagnosing(parsed);
  const outcome = outcomeSource("plan", parsed, io.cwd);
  const { registry } = await loadRegistry(parsed, io);
  const style = styleOf(parsed, io);
  const use = (input: InputRun): PlannedInput | null => {
    if (wanted !== undefined && input.run !== wanted) return null;
    const facts = factsOf(input.episode);
    const diagnosis = diagnosisOf(input.episode, registry, facts);
    return { ...input, registry, diagnosis, plan: composePlan({ episode: input.episode, facts, diagnosis, registry }) };
  };

  const documents: object[] = [];
  let failed = false;
  let planned = 0;
  let unreadable = 0;
  for await (const entry of readRuns([file], reading(parsed, outcome, registry, io), use)) {
    if (entry === null) continue;
    if (isUnreadable(entry)) {
      unreadable += 1;
      io.error(`${entry.file}: ${entry.error.message}\n`);
      continue;
    }
    failed ||= reaches(entry.diagnosis);
    if (addon !== undefined) io.out(addonText(entry.plan, addon));
    else if (json) documents.push(planToWire(entry.plan));
    else io.out(`${planned > 0 ? "\n" : ""}${planText(entry, style)}\n`);
    planned += 1;
    reportDiagnostics(entry, parsed, io);
  }
  if (documents.length > 0) io.out(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`);
  if (planned > 0) return failed ? exitCodes.findings : exitCodes.clean;
  if (unreadable === 0 && wanted !== undefined) throw runNotThereError("plan", wanted, file);
  return exitCodes.unreadable;
}

/** The rules, or what the caller says the failure was. */
function diagnosing(parsed: Arguments): (episode: Episode, registry: Registry, facts: Facts) => Diagnosis {
  const failureType = textOf(parsed, "failure-type");
  const evidence = textsOf(parsed, "evidence");
  if (failureType === undefined) {
    if (evidence.length > 0) throw usageError("plan", "--evidence goes with --failure-type.");
    return (episode, registry, facts) => diagnose(episode, registry, { facts });
  }
  if (!/^(?:[a-z][a-z0-9-]*\/)?[A-Z][A-Z0-9_]*$/.test(failureType)) {
    throw usageError("plan", `--failure-type "${failureType}" is no failure type; they are written like NEVER_TESTED.`);
  }
  return (episode, registry, facts) => diagnoseNamed(episode, registry, { failureType, facts, evidence });
}

function addonText(composed: ImprovementPlan, addon: "system" | "user"): string {
  const text = addon === "system" ? composed.systemPromptAddon : composed.userContextAddon;
  return text === "" ? "" : `${text}\n`;
}
