import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { DiagnosisDocument, FactsDocument, Registry } from "@mulligan/core";
import {
  evaluateFacts,
  evaluateFindings,
  evaluateFormats,
  factsReport,
  findingsReport,
  formatsReport,
  readLabel,
} from "@mulligan/evaluation";
import type { JudgedRun, LabelledRun } from "@mulligan/evaluation";
import { applyOutcome } from "@mulligan/readers";
import { configOptions, isOn, numberOf, outputOptions, parse } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { noLabelsError, usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import { reasonOf } from "../input/read-bytes.js";
import type { Io } from "../io.js";
import { diagnosisDocument } from "../output/diagnosis-document.js";
import { diagnosed } from "./diagnosed.js";

/** Holds facts and diagnoses against runs that a person labelled; one JSON file a run. */
export async function evaluate(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("evaluate", commandArguments, {
    ...configOptions,
    ...outputOptions,
    runs: { type: "string" },
    "min-precision": { type: "string" },
    "min-recall": { type: "string" },
  });
  const [folder, ...more] = parsed.positionals;
  if (folder === undefined || more.length > 0) throw usageError("evaluate", "Name one folder of labels.");
  const bounds = { minimum: 0, maximum: 1 };
  const leastPrecision = numberOf("evaluate", parsed, "min-precision", bounds) ?? 0;
  const leastRecall = numberOf("evaluate", parsed, "min-recall", bounds) ?? 0;
  const labels = labelsIn(resolve(io.cwd, folder), folder, io);
  const runsFolder = parsed.values["runs"];
  const root = typeof runsFolder === "string" ? resolve(io.cwd, runsFolder) : dirname(resolve(io.cwd, folder));
  const { registry } = await loadRegistry(parsed, io);

  const judged: JudgedRun[] = [];
  for (const label of labels) {
    const diagnosis = await diagnose(label, root, registry, io);
    if (diagnosis !== null) judged.push({ label, diagnosis });
  }
  if (judged.length === 0) return exitCodes.unreadable;
  const pairs = judged.flatMap(({ label, diagnosis: { facts } }) =>
    label.facts === null || facts === undefined ? [] : [{ run: label.run, labelled: label.facts, found: facts }],
  );
  const facts = evaluateFacts(pairs);
  const known = new Set(registry.strategies.map(({ type }) => type));
  const findings = evaluateFindings(judged, known);
  const formats = evaluateFormats(judged, known);
  if (isOn(parsed, "json")) io.out(`${JSON.stringify({ facts, findings, formats }, null, 2)}\n`);
  else {
    io.out(`# Facts\n\n${factsReport(facts)}\n\n# Findings\n\n${findingsReport(findings)}\n`);
    io.out(`\n# By format\n\n${formatsReport(formats)}\n`);
  }
  const { precision, recall } = findings.serious;
  const reached = (precision.value ?? 1) >= leastPrecision && (recall.value ?? 1) >= leastRecall;
  return reached ? exitCodes.clean : exitCodes.findings;
}

function labelsIn(path: string, shown: string, io: Io): LabelledRun[] {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw noLabelsError(shown);
  const labels = readdirSync(path)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      try {
        return readLabel(JSON.parse(readFileSync(join(path, file), "utf8"))) ?? [];
      } catch (error) {
        io.error(`${join(shown, file)}: ${reasonOf(error)}\n`);
        return [];
      }
    });
  if (labels.length === 0) throw noLabelsError(shown);
  return labels;
}

/** What is said of the labelled run; null, with a word on standard error, where it cannot be read. */
async function diagnose(
  label: LabelledRun,
  root: string,
  registry: Registry,
  io: Io,
): Promise<DiagnosisDocument | null> {
  const file = resolve(root, label.file);
  const verdict = { status: label.outcome, score: null };
  const reading = {
    io,
    quiet: true,
    recognisers: registry.recognisers,
    outcome: (episode: Parameters<typeof applyOutcome>[0]) => applyOutcome(episode, { caller: verdict }),
  };
  const say = (problem: string): void => io.error(`${label.run}: ${label.file}: ${problem}\n`);
  for await (const entry of readRuns([file], reading, (input) => diagnosed(input, registry))) {
    if (isUnreadable(entry)) {
      say(entry.error.message);
      return null;
    }
    if (entry.run !== (label.row ?? 1)) continue;
    const { length } = entry.episode.steps;
    if (length !== label.steps) say(`${length} steps were read, ${label.steps} are labelled.`);
    const document = diagnosisDocument(entry, true);
    return document as DiagnosisDocument & { facts: FactsDocument };
  }
  say("The file holds no such run.");
  return null;
}
