import { diagnose, facts as factsOf, findingToWire, factsToWire, roundScore } from "@mulligan/core";
import type {
  Diagnosis,
  DiagnosisDocument,
  Episode,
  Facts,
  JsonObject,
  Registry,
  Severity,
  UnreadableDocument,
} from "@mulligan/core";
import { choiceOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import type { InputRun } from "../input/read-runs.js";

export interface Diagnosed {
  readonly file: string;
  readonly run: number;
  readonly episode: Episode;
  readonly facts: Facts;
  readonly diagnosis: Diagnosis;
  readonly skippedLines: number;
}

export function diagnosed(
  { file, run, episode, skippedLines }: Exclude<InputRun, { error: unknown }>,
  registry: Registry,
): Diagnosed {
  const facts = factsOf(episode);
  return { file, run, episode, facts, diagnosis: diagnose(episode, registry, { facts }), skippedLines };
}

/** A line of `diagnose --jsonl`. */
export function toDocument(
  { file, run, episode, facts, diagnosis, skippedLines }: Diagnosed,
  withFacts: boolean,
): JsonObject & Partial<DiagnosisDocument> {
  const { outcome, source } = episode;
  return {
    file,
    run,
    format: source.format,
    ...(source.formatVersion !== undefined && { format_version: source.formatVersion }),
    episode_id: episode.id,
    outcome: outcome.status,
    score: roundScore(outcome.score),
    ended_by: outcome.endedBy,
    steps: episode.steps.length,
    primary_failure: diagnosis.primaryFailure,
    primary_id: diagnosis.primaryId,
    findings: diagnosis.findings.map(findingToWire) as never,
    skipped_lines: skippedLines,
    ...(diagnosis.diagnostics.length > 0 && {
      diagnostics: diagnosis.diagnostics.map((diagnostic) => ({ ...diagnostic })),
    }),
    ...(withFacts && { facts: factsToWire(facts) as never }),
  };
}

export function unreadableDocument({ file, error }: Extract<InputRun, { error: unknown }>): UnreadableDocument {
  return { file, error: { code: error.code, message: error.message } };
}

const order: readonly Severity[] = ["none", "minor", "major", "critical"];

/** Says whether a run reaches the severity of `--fail-on`; without the option no run does. */
export function failOn(command: string, parsed: Arguments): (diagnosis: Diagnosis) => boolean {
  const least = choiceOf(command, parsed, "fail-on", ["critical", "major", "minor"]);
  if (least === undefined) return () => false;
  return ({ findings }) => findings.some(({ severity }) => order.indexOf(severity) >= order.indexOf(least));
}
