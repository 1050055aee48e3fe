import type { AttemptRecord } from "../attempt-record.js";
import { firstArm } from "../attempt-record.js";

/** What became of one episode with one seed in one arm. */
export interface ArmEnd {
  readonly solved: boolean;
  readonly score: number | null;
  /** The arm's own last attempt; the first attempt where it made none. */
  readonly last: AttemptRecord;
  /** The arm's own attempts. */
  readonly attempts: readonly AttemptRecord[];
}

/** One episode with one seed. */
export interface Unit {
  readonly episode: string;
  readonly task: string;
  readonly first: AttemptRecord;
  /** Arms that came to an end that can be counted. */
  readonly ends: ReadonlyMap<string, ArmEnd>;
}

/**
 * The episodes whose first attempt was judged. An arm counts where its attempts came to an end and all of them were
 * judged; one that the infrastructure cut off, or that is still under way, counts nowhere.
 */
export function unitsOf(records: readonly AttemptRecord[], arms: readonly string[], maxAttempts: number): Unit[] {
  const byEpisode = new Map<string, AttemptRecord[]>();
  for (const record of records) {
    const known = byEpisode.get(record.episode);
    if (known === undefined) byEpisode.set(record.episode, [record]);
    else known.push(record);
  }
  return [...byEpisode].flatMap(([episode, own]): Unit[] => {
    const first = own.find(({ arm, attempt }) => arm === firstArm && attempt === 1);
    if (first === undefined || !isJudged(first)) return [];
    const ends = new Map<string, ArmEnd>();
    for (const arm of arms) {
      const end = endOf(
        first,
        own.filter((record) => record.arm === arm).sort((left, right) => left.attempt - right.attempt),
        maxAttempts,
      );
      if (end !== null) ends.set(arm, end);
    }
    return [{ episode, task: first.task, first, ends }];
  });
}

function endOf(first: AttemptRecord, attempts: readonly AttemptRecord[], maxAttempts: number): ArmEnd | null {
  const last = attempts.at(-1) ?? first;
  if (!attempts.every(isJudged)) return null;
  if (last.stopped === undefined && last.attempt < maxAttempts) return null;
  return { solved: last.result === "solved", score: last.score, last, attempts };
}

function isJudged({ result }: AttemptRecord): boolean {
  return result === "solved" || result === "failed";
}
