import type { RegisteredStrategy, Registry } from "@mulligan/core";
import { limitRegistry } from "../arms/limit-registry.js";
import { seededRandom } from "./random.js";
import type { Random } from "./random.js";
import type { StrategyEffect } from "./strategy-memory.js";

/** A choice among the strategies of one failure type, with what it rests on. */
export interface StrategyChoice {
  /** Bare type. */
  readonly type: string;
  /** `namespace/TYPE` of the one that stays. */
  readonly chosen: string;
  /** All of them, by id; `draw` is the share of wins that was drawn for it. */
  readonly among: readonly {
    readonly id: string;
    readonly wins: number;
    readonly losses: number;
    readonly draw: number;
  }[];
}

export interface Preference {
  /** Of several strategies of one type only the chosen one. */
  readonly registry: Registry;
  /** To be told to the user: the registry is no longer the one that was configured. */
  readonly choices: readonly StrategyChoice[];
}

/**
 * Chooses among strategies of the same failure type by Thompson sampling (1933): for each, a share of wins is drawn from
 * Beta(1 + wins, 1 + losses) against the plain arm, and the highest stays. What is little known is tried now and then; what
 * lost often rarely is. Same effects and seed, same choices.
 */
export function preferEffective(
  registry: Registry,
  effects: readonly StrategyEffect[],
  seed: number | string = 1,
): Preference {
  const groups = new Map<string, RegisteredStrategy[]>();
  for (const entry of registry.strategies) {
    const group = groups.get(entry.type);
    if (group === undefined) groups.set(entry.type, [entry]);
    else group.push(entry);
  }
  const choices = [...groups]
    .filter(([, entries]) => entries.length > 1)
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([type, entries]) => choiceAmong(type, entries, effects, seed));
  const chosen = new Map(choices.map((choice) => [choice.type, choice.chosen]));
  return {
    registry:
      choices.length === 0
        ? registry
        : limitRegistry(registry, ({ type, id }) => !chosen.has(type) || chosen.get(type) === id),
    choices,
  };
}

function choiceAmong(
  type: string,
  entries: readonly RegisteredStrategy[],
  effects: readonly StrategyEffect[],
  seed: number | string,
): StrategyChoice {
  const among = entries
    .map(({ id }) => id)
    .sort()
    .map((id) => {
      const own = effects.filter((effect) => effect.id === id);
      const wins = own.reduce((sum, effect) => sum + effect.wins, 0);
      const losses = own.reduce((sum, effect) => sum + effect.losses, 0);
      // Each has numbers of its own: another strategy beside it changes nothing of its draw.
      return { id, wins, losses, draw: shareDrawn(wins + 1, losses + 1, seededRandom(`${seed} ${id}`)) };
    });
  const best = among.reduce((one, two) => (two.draw > one.draw ? two : one));
  return { type, chosen: best.id, among };
}

/** From the beta distribution with these shapes of 1 or more, as a ratio of two gamma draws. */
export function shareDrawn(first: number, second: number, random: Random): number {
  const one = gammaDrawn(first, random);
  return one / (one + gammaDrawn(second, random));
}

/** Marsaglia and Tsang 2000, for a shape of 1 or more. */
function gammaDrawn(shape: number, random: Random): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const normal = normalDrawn(random);
    const v = (1 + c * normal) ** 3;
    if (v > 0 && Math.log(1 - random()) < normal ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** Box and Muller 1958. */
function normalDrawn(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
