import { roundScore } from "@mulligan/core";
import type { AttemptRecord, CampaignStatistics } from "@mulligan/retry";

/** An attempt as published: snake_case, scores rounded. */
export function attemptDocument(record: AttemptRecord): object {
  const { told, usage, comparison, verdict: _verdict, score, schemaVersion, failureType, primaryId, ...rest } = record;
  return {
    schema_version: schemaVersion,
    ...rest,
    score: roundScore(score),
    failure_type: failureType,
    primary_id: primaryId,
    usage: snakeCased(usage),
    told: snakeCased(told),
    ...(comparison !== undefined && { comparison }),
  };
}

/** The statistics as published. */
export function statisticsDocument(statistics: CampaignStatistics): object {
  return { schema_version: 1, ...(snakeCased(statistics) as object) };
}

/** Names of members only; texts stay as they are. */
export function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      snakeCased(member),
    ]),
  );
}

const header =
  "campaign,episode,task,seed,arm,attempt,result,score,failure_type,steps,input_tokens,output_tokens,cost,seconds,tries,stopped,reason";

/** A row an attempt. */
export function attemptsCsv(records: readonly AttemptRecord[]): string {
  const rows = records.map((record) => {
    const { campaign, episode, task, seed, arm, attempt, result, score, failureType, steps, usage, tries } = record;
    const { inputTokens, outputTokens, cost, seconds } = usage;
    return [
      ...[campaign, episode, task, seed, arm, attempt, result, roundScore(score), failureType, steps],
      ...[inputTokens, outputTokens, cost, seconds === undefined ? undefined : Math.round(seconds * 1_000) / 1_000],
      ...[tries, record.stopped, record.reason],
    ]
      .map(cell)
      .join(",");
  });
  return [header, ...rows, ""].join("\r\n");
}

/** As RFC 4180 has it; a text that a spreadsheet would take for a formula is kept from being one. */
function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  const text = typeof value === "string" && /^[=+@-]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
