import type { Diagnosis, Episode, Registry } from "@mulligan/core";
import type { Verdict } from "@mulligan/readers";
import { diagnoseRun, readRun } from "@mulligan/retry";
import type { AttemptRecord } from "@mulligan/retry";
import type { Ledger } from "@mulligan/retry/ledger";

/** An attempt with its long texts and its run. */
export interface AttemptDetail {
  readonly record: AttemptRecord;
  /** Null where there is no recorded run that can be read. */
  readonly run: { readonly episode: Episode; readonly diagnosis: Diagnosis } | null;
}

export async function attemptDetail(
  summary: AttemptRecord,
  ledger: Ledger,
  registry: Registry,
): Promise<AttemptDetail> {
  const record = (await ledger.result(summary)) ?? summary;
  const recording = record.run === undefined ? null : await ledger.run(record.run);
  const { episode } = recording === null ? { episode: null } : readRun(recording, registry, "");
  if (episode === null) return { record, run: null };
  return { record, run: diagnoseRun(episode, verdictOf(record), registry, undefined) };
}

/** The campaign's own word: it may have had another threshold. */
function verdictOf({ result, score, verdict }: AttemptRecord): Verdict {
  const status = result === "solved" ? "passed" : result === "failed" ? "failed" : undefined;
  return { ...verdict, score, ...(status !== undefined && { status }) };
}
