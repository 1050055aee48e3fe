import type { AttemptRecord } from "../attempt-record.js";
import { exactMcNemar } from "./mcnemar.js";

/** What came of a strategy's texts. */
export interface StrategyEffect {
  /** `namespace/TYPE`. */
  readonly id: string;
  /** Of the texts that were told, joined by `+`. */
  readonly templates: string;
  readonly agent: string;
  readonly model: string;
  /** Attempts that were told them. */
  readonly told: number;
  readonly solved: number;
  /** Pairs with the same attempt of the plain arm. */
  readonly pairs: number;
  /** Solved where the plain arm did not. */
  readonly wins: number;
  /** Not solved where the plain arm did. */
  readonly losses: number;
  /** Of the losses: the score fell below that of the attempt before. */
  readonly harms: number;
  /** Exact McNemar, two-sided. */
  readonly p: number;
  /** `unproven`: not told apart from a plain retry. */
  readonly verdict: "helps" | "harms" | "unproven";
}

/** Wins and losses of each strategy against the plain arm's attempt at the same place, over any number of campaigns. */
export function strategyEffects(records: readonly AttemptRecord[], control = "plain"): StrategyEffect[] {
  const plain = new Map<string, AttemptRecord>();
  for (const record of records) if (record.arm === control && isJudged(record)) plain.set(placeOf(record), record);
  const groups = new Map<string, { key: readonly string[]; records: AttemptRecord[] }>();
  for (const record of records) {
    if (record.arm === control || !isJudged(record)) continue;
    for (const [id, hashes] of textsOf(record)) {
      const key = [id, hashes, record.agent ?? "", record.model ?? ""];
      const name = JSON.stringify(key);
      const group = groups.get(name);
      if (group === undefined) groups.set(name, { key, records: [record] });
      else group.records.push(record);
    }
  }
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, group]) => effectOf(group.key, group.records, plain));
}

function effectOf(
  [id = "", templates = "", agent = "", model = ""]: readonly string[],
  told: readonly AttemptRecord[],
  plain: ReadonlyMap<string, AttemptRecord>,
): StrategyEffect {
  const pairs = told.flatMap((record) => {
    const other = plain.get(placeOf(record));
    return other === undefined ? [] : [{ record, other }];
  });
  const won = pairs.filter(({ record, other }) => record.result === "solved" && other.result !== "solved");
  const lost = pairs.filter(({ record, other }) => record.result !== "solved" && other.result === "solved");
  const p = exactMcNemar(won.length, lost.length);
  return {
    id,
    templates,
    agent,
    model,
    told: told.length,
    solved: told.filter(({ result }) => result === "solved").length,
    pairs: pairs.length,
    wins: won.length,
    losses: lost.length,
    harms: lost.filter(({ record }) => (record.comparison?.improvement ?? 0) < 0).length,
    p,
    verdict: p >= 0.05 ? "unproven" : won.length > lost.length ? "helps" : "harms",
  };
}

/** The strategies that an attempt was told, with the hashes of their texts. */
function textsOf({ told }: AttemptRecord): Map<string, string> {
  const hashes = new Map<string, Set<string>>();
  for (const { id, templateHash } of told.parts) {
    if (templateHash === "") continue;
    const known = hashes.get(id) ?? new Set<string>();
    hashes.set(id, known.add(templateHash));
  }
  return new Map([...hashes].map(([id, set]) => [id, [...set].sort().join("+")]));
}

function placeOf({ campaign, episode, attempt }: AttemptRecord): string {
  return JSON.stringify([campaign, episode, attempt]);
}

function isJudged({ result }: AttemptRecord): boolean {
  return result === "solved" || result === "failed";
}
