import type { Diagnosis } from "../diagnosis/finding.js";
import type { Episode } from "../model/episode.js";
import type { RetryResult } from "./documents.js";

export interface Attempt {
  readonly episode: Episode;
  readonly diagnosis: Diagnosis;
}

/** Holds a retry against the attempt it followed. `arm` says how the retry was made: `plan`, `plain`, … */
export function compareAttempts(original: Attempt, retry: Attempt, arm = "plan"): RetryResult {
  const originalScore = original.episode.outcome.score;
  const retryScore = retry.episode.outcome.score;
  const before = new Set(original.diagnosis.findings.map(({ id }) => id));
  const after = new Set(retry.diagnosis.findings.map(({ id }) => id));
  const { primaryId } = original.diagnosis;
  return {
    schemaVersion: 1,
    originalEpisodeId: original.episode.id,
    retryEpisodeId: retry.episode.id,
    originalScore,
    retryScore,
    improvement: originalScore === null || retryScore === null ? null : retryScore - originalScore,
    failureFixed: retry.diagnosis.primaryId !== primaryId && !after.has(primaryId),
    stepsComparison: { original: original.episode.steps.length, retry: retry.episode.steps.length },
    arm,
    newFindings: [...after].filter((id) => !before.has(id)).sort(),
    fixedFindings: [...before].filter((id) => !after.has(id)).sort(),
  };
}
