import type { Unit } from "./units.js";

/** What became of the episodes whose first attempt had this primary failure. */
export interface FailureChange {
  readonly arm: string;
  /** Bare type. */
  readonly failureType: string;
  readonly episodes: number;
  readonly solved: number;
  /** The arm's last attempt does not show the failure any more, solved or not. */
  readonly fixed: number;
  /** Primary failures of the last attempts that are not solved; the most frequent first. */
  readonly replacedBy: readonly { readonly failureType: string; readonly episodes: number }[];
}

export function failureChanges(arm: string, units: readonly Unit[]): FailureChange[] {
  const groups = new Map<string, Unit[]>();
  for (const unit of units) {
    const { failureType, result } = unit.first;
    if (failureType === null || result !== "failed" || !unit.ends.has(arm)) continue;
    const group = groups.get(failureType);
    if (group === undefined) groups.set(failureType, [unit]);
    else group.push(unit);
  }
  return [...groups]
    .map(([failureType, own]) => {
      const replaced = new Map<string, number>();
      let solved = 0;
      let fixed = 0;
      for (const { first, ends } of own) {
        const last = ends.get(arm)?.last;
        if (last === undefined || first.primaryId === null) continue;
        const gone =
          last.primaryId !== null && last.primaryId !== first.primaryId && !last.findings.includes(first.primaryId);
        if (gone) fixed += 1;
        if (last.result === "solved") solved += 1;
        else
          replaced.set(
            last.failureType ?? "no recorded run",
            (replaced.get(last.failureType ?? "no recorded run") ?? 0) + 1,
          );
      }
      return { arm, failureType, episodes: own.length, solved, fixed, replacedBy: mostFrequent(replaced) };
    })
    .sort((left, right) => right.episodes - left.episodes || (left.failureType < right.failureType ? -1 : 1));
}

function mostFrequent(counts: ReadonlyMap<string, number>): FailureChange["replacedBy"] {
  return [...counts]
    .map(([failureType, episodes]) => ({ failureType, episodes }))
    .sort((left, right) => right.episodes - left.episodes || (left.failureType < right.failureType ? -1 : 1));
}
