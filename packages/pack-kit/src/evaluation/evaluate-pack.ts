import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { diagnose, findingToWire } from "@mulligan/core";
import type { DiagnosisDocument, Registry } from "@mulligan/core";
import { evaluateFindings, readLabel } from "@mulligan/evaluation";
import type { FindingsEvaluation, JudgedRun, LabelledRun } from "@mulligan/evaluation";
import { applyOutcome, readBytes } from "@mulligan/readers";
import { registryOf } from "../conformance/registry-of.js";
import type { PackUnderTest } from "../conformance/registry-of.js";
import { noLabelsError } from "../errors.js";

export interface PackEvaluation {
  readonly findings: FindingsEvaluation;
  /** Labelled runs that could not be read, each with the reason. */
  readonly unread: readonly string[];
}

/**
 * Holds what the pack alone finds in labelled runs against the labels of its types. The runs are looked for in `runs`,
 * by default the folder that holds the labels' folder.
 *
 * @throws MulliganError `no-labels` where no label is found, or none of their runs can be read.
 */
export function evaluatePack(
  pack: PackUnderTest,
  labelsFolder: string,
  runs: string = dirname(resolve(labelsFolder)),
): PackEvaluation {
  const labels = labelsIn(labelsFolder);
  const registry = registryOf(pack);
  const judged: JudgedRun[] = [];
  const unread: string[] = [];
  for (const label of labels) {
    try {
      judged.push({ label, diagnosis: diagnosisOf(label, resolve(runs, label.file), registry) });
    } catch (error) {
      unread.push(`${label.run}: ${label.file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (judged.length === 0) throw noLabelsError(labelsFolder, unread);
  return { findings: evaluateFindings(judged, new Set(Object.keys(pack.strategies))), unread };
}

function labelsIn(folder: string): LabelledRun[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap((file) => {
      try {
        return readLabel(JSON.parse(readFileSync(join(folder, file), "utf8"))) ?? [];
      } catch {
        return [];
      }
    });
}

function diagnosisOf(label: LabelledRun, file: string, registry: Registry): DiagnosisDocument {
  const { episodes } = readBytes(readFileSync(file), registry.recognisers);
  const read = episodes[(label.row ?? 1) - 1];
  if (read === undefined) throw new Error(`it holds ${episodes.length} runs, and the label is about run ${label.row}`);
  const episode = applyOutcome(read, { caller: { status: label.outcome, score: null } });
  const diagnosis = diagnose(episode, registry);
  return {
    file,
    run: label.row ?? 1,
    format: episode.source.format,
    episode_id: episode.id,
    outcome: episode.outcome.status,
    score: episode.outcome.score,
    ended_by: episode.outcome.endedBy,
    steps: episode.steps.length,
    primary_failure: diagnosis.primaryFailure,
    primary_id: diagnosis.primaryId,
    findings: diagnosis.findings.map(findingToWire) as unknown as DiagnosisDocument["findings"],
    skipped_lines: episode.source.skippedLines,
  };
}
