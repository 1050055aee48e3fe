import { diagnose, diagnoseNamed, facts as factsOf, planToWire } from "@mulligan/core";
import type { Diagnosis, Episode, Facts, Registry } from "@mulligan/core";
import { composePlan } from "@mulligan/renderer";
import type { CountTokens } from "@mulligan/renderer";
import { isOn, numberOf, parse, textOf, textsOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { runNotThereError, severalAddonsError, usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { outcomeSource } from "../input/outcome-source.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { InputRun } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { explainCommand } from "../output/explain-command.js";
import { JsonList } from "../output/json-documents.js";
import { planText } from "../output/plan-text.js";
import type { PlannedInput } from "../output/plan-text.js";
import { provenanceText } from "../output/provenance-text.js";
import { reportText } from "../output/report-text.js";
import { runHeading } from "../output/run-heading.js";
import { styleOf } from "../output/style.js";
import { tellOutcome } from "../output/unknown-outcome.js";
import { preferredRegistry } from "../retry/prefer.js";
import { reading, reportDiagnostics } from "./diagnosed.js";
import { earlierAttempts } from "./earlier-runs.js";
import { failOn } from "./fail-on.js";
import { budgetOf, planOptions, runsOf, shapeOf, tellLesson } from "./plan-options.js";
import type { Shape } from "./plan-options.js";

export async function plan(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("plan", commandArguments, planOptions);
  const { file, earlier: earlierFiles } = runsOf(parsed);
  const shape = shapeOf(parsed);
  const wanted = numberOf("plan", parsed, "run", { minimum: 1, integer: true });
  const reaches = failOn("plan", parsed);
  const diagnosisOf = diagnosing(parsed);
  const outcome = outcomeSource("plan", parsed, io.cwd);
  const budget = await budgetOf(parsed, io);
  const language = textOf(parsed, "language") ?? "";
  const registry = await preferredRegistry("plan", parsed, (await loadRegistry(parsed, io)).registry, io);
  const read = reading(parsed, outcome, registry, io);
  const earlier = await earlierAttempts(earlierFiles, read, registry);
  const use = (input: InputRun): PlannedInput | null => {
    if (wanted !== undefined && input.run !== wanted) return null;
    const facts = factsOf(input.episode);
    const diagnosis = diagnosisOf(input.episode, registry, facts);
    const composed = composePlan({ episode: input.episode, facts, diagnosis, registry, budget, earlier, language });
    return { ...input, registry, diagnosis, plan: composed };
  };

  const documents = new JsonList(io);
  let failed = false;
  let planned = 0;
  let addition = "";
  let unreadable = 0;
  for await (const entry of readRuns([file], read, use)) {
    if (entry === null) continue;
    if (isUnreadable(entry)) {
      unreadable += 1;
      io.error(`${entry.file}: ${entry.error.message}\n`);
      continue;
    }
    failed ||= reaches(entry.diagnosis);
    if (shape.json) documents.add(planToWire(entry.plan));
    else if (shape.addon === undefined) show(entry, shape, planned, parsed, io, budget.countTokens);
    // Addons of several runs in one text would be taken for one.
    else if (planned > 0) throw severalAddonsError(file);
    else addition = addonOf(entry, shape.addon, parsed, io);
    planned += 1;
    reportDiagnostics(entry, parsed, io);
  }
  documents.end();
  io.out(addition);
  if (planned > 0) return failed ? exitCodes.findings : exitCodes.clean;
  if (unreadable === 0 && wanted !== undefined) throw runNotThereError("plan", wanted, file);
  return exitCodes.unreadable;
}

function show(
  entry: PlannedInput,
  { voice, explain }: Shape,
  before: number,
  parsed: Arguments,
  io: Io,
  countTokens: CountTokens | undefined,
): void {
  if (voice === "agents-md") return tellLesson(entry.plan, entry.registry, parsed, io);
  const style = styleOf(parsed, io);
  const text = explain
    ? `${runHeading(entry, style)}\n${provenanceText(entry.plan, style, countTokens)}`
    : voice === "human"
      ? reportText(entry, style)
      : planText(entry, style, (step) => explainCommand(entry, step, parsed, io));
  io.out(`${before > 0 ? "\n" : ""}${text}\n`);
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

/** Silence would look like a failure of the command. */
function emptyAddon({ episode, plan: composed }: PlannedInput): string {
  const unknown = episode.outcome.status === "unknown" ? ` ${tellOutcome}` : "";
  return `nothing is added to the prompt (${composed.failureType}).${unknown}`;
}

function addonOf(entry: PlannedInput, addon: "system" | "user", parsed: Arguments, io: Io): string {
  const { systemPromptAddon, userContextAddon } = entry.plan;
  const text = addon === "system" ? systemPromptAddon : userContextAddon;
  if (text === "" && !isOn(parsed, "quiet")) io.error(`${entry.file}: ${emptyAddon(entry)}\n`);
  return text === "" ? "" : `${text}\n`;
}
