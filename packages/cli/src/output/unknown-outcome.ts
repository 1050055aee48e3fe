import type { Diagnosis, Episode } from "@mulligan/core";

/** How a caller tells what no recorded run holds. */
export const tellOutcome = "The outcome is unknown; tell it with --outcome, --score, --outcomes or --report.";

/** Nothing was found, and nobody said how the run went: that is no word on whether it was right. */
export function undecided({
  episode,
  diagnosis,
}: {
  readonly episode: Episode;
  readonly diagnosis: Diagnosis;
}): boolean {
  return diagnosis.primary === null && episode.outcome.status === "unknown";
}
