import { factsToWire, findingToWire, roundScore } from "@mulligan/core";
import type { DiagnosisDocument, JsonObject } from "@mulligan/core";
import type { Diagnosed } from "../commands/diagnosed.js";

/** A line of `diagnose --jsonl`. */
export function diagnosisDocument(
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
