import { diagnose, diagnoseNamed, facts as factsOf, planToWire } from "@mulligan/core";
import type { Diagnosis, Episode, ImprovementPlan, Registry } from "@mulligan/core";
import { composePlan } from "@mulligan/renderer";
import { choiceOf, configOptions, inputOptions, isOn, numberOf, outputOptions, parse, textOf } from "../arguments.js";
import type { Options } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { usageError } from "../errors.js";
import { outcomeSource } from "../input/outcome-source.js";
import { readRuns } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { exitCodes } from "../main.js";
import { planText } from "../output/plan-text.js";
import { styleOf } from "../output/style.js";
import { failOn } from "./diagnosed.js";

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
  if (parsed.positionals.length !== 1)
    throw usageError("plan", "Name exactly one recorded run, or - for standard input.");
  const reaches = failOn("plan", parsed);
  const addon = choiceOf("plan", parsed, "addon", ["system", "user"]);
  const wanted = numberOf("plan", parsed, "run", { minimum: 1, integer: true });
  const outcome = outcomeSource("plan", parsed, io.cwd);
  const { registry } = await loadRegistry(parsed, io);
  const style = styleOf(parsed, io);

  const documents: object[] = [];
  let failed = false;
  let planned = 0;
  let unreadable = 0;
  for await (const input of readRuns(parsed.positionals, outcome, io)) {
    if ("error" in input) {
      unreadable += 1;
      io.error(`${input.file}: ${input.error.message}\n`);
      continue;
    }
    if (wanted !== undefined && input.run !== wanted) continue;
    const { episode } = input;
    const facts = factsOf(episode);
    const diagnosis = diagnosisOf(episode, registry, parsed, facts);
    const composed = composePlan({ episode, facts, diagnosis, registry });
    failed ||= reaches(diagnosis);
    if (addon !== undefined) io.out(addonText(composed, addon));
    else if (isOn(parsed, "json")) documents.push(planToWire(composed));
    else io.out(`${planned > 0 ? "\n" : ""}${planText({ ...input, diagnosis, plan: composed, registry }, style)}\n`);
    planned += 1;
    if (!isOn(parsed, "quiet"))
      for (const { message } of diagnosis.diagnostics) io.error(`${input.file}: ${message}\n`);
  }
  if (documents.length > 0) io.out(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`);
  if (planned === 0) {
    if (unreadable === 0) throw usageError("plan", `--run ${wanted}: the file has no such run.`);
    return exitCodes.unreadable;
  }
  return failed ? exitCodes.findings : exitCodes.clean;
}

function diagnosisOf(
  episode: Episode,
  registry: Registry,
  parsed: Arguments,
  facts: ReturnType<typeof factsOf>,
): Diagnosis {
  const failureType = textOf(parsed, "failure-type");
  const evidence = parsed.values["evidence"];
  if (failureType === undefined) {
    if (evidence !== undefined) throw usageError("plan", "--evidence goes with --failure-type.");
    return diagnose(episode, registry, { facts });
  }
  if (!/^(?:[a-z][a-z0-9-]*\/)?[A-Z][A-Z0-9_]*$/.test(failureType)) {
    throw usageError("plan", `--failure-type "${failureType}" is no failure type; they are written like NEVER_TESTED.`);
  }
  return diagnoseNamed(episode, registry, {
    failureType,
    facts,
    ...(Array.isArray(evidence) && { evidence: evidence.map(String) }),
  });
}

function addonText(composed: ImprovementPlan, addon: "system" | "user"): string {
  const text = addon === "system" ? composed.systemPromptAddon : composed.userContextAddon;
  return text === "" ? "" : `${text}\n`;
}
