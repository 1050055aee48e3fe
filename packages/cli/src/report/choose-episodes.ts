import { firstArm } from "@mulligan/retry";
import type { AttemptRecord } from "@mulligan/retry";

/** All attempts at one episode with one seed. */
export interface EpisodeAttempts {
  readonly episode: string;
  readonly first: AttemptRecord | null;
  /** By arm, the oldest first. */
  readonly arms: ReadonlyMap<string, readonly AttemptRecord[]>;
}

export interface Chosen {
  readonly shown: readonly EpisodeAttempts[];
  readonly total: number;
}

/**
 * The most telling episodes first: those on which the arms differ, then those that nobody solved, then those that all
 * solved; among equals by name.
 */
export function chooseEpisodes(records: readonly AttemptRecord[], limit: number, only: readonly string[]): Chosen {
  const wanted = new Set(only);
  const groups = new Map<string, AttemptRecord[]>();
  for (const record of records) {
    if (wanted.size > 0 && !wanted.has(record.episode) && !wanted.has(record.task)) continue;
    const group = groups.get(record.episode);
    if (group === undefined) groups.set(record.episode, [record]);
    else group.push(record);
  }
  const ranked = [...groups]
    .map(([episode, own]) => ({ episode, own, rank: rankOf(own) }))
    .sort((one, two) => one.rank - two.rank || (one.episode < two.episode ? -1 : 1));
  return {
    shown: ranked.slice(0, limit).map(({ episode, own }) => attemptsOf(episode, own)),
    total: ranked.length,
  };
}

function attemptsOf(episode: string, own: readonly AttemptRecord[]): EpisodeAttempts {
  const arms = new Map<string, AttemptRecord[]>();
  const inOrder = [...own].sort((one, two) => one.attempt - two.attempt);
  for (const record of inOrder) {
    if (record.arm === firstArm) continue;
    const known = arms.get(record.arm);
    if (known === undefined) arms.set(record.arm, [record]);
    else known.push(record);
  }
  const sorted = [...arms].sort(([one], [two]) => (one < two ? -1 : 1));
  return { episode, first: own.find(({ arm }) => arm === firstArm) ?? null, arms: new Map(sorted) };
}

function rankOf(own: readonly AttemptRecord[]): number {
  const arms = new Set<string>();
  const solved = new Set<string>();
  for (const { arm, result } of own) {
    if (arm === firstArm) continue;
    arms.add(arm);
    if (result === "solved") solved.add(arm);
  }
  if (arms.size === 0) return 3;
  if (solved.size > 0 && solved.size < arms.size) return 0;
  return solved.size === 0 ? 1 : 2;
}
