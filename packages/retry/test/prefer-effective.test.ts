import { createRegistry } from "@mulligan/core";
import { templatesDefault } from "@mulligan/templates-default";
import { describe, expect, it } from "vitest";
import { preferEffective, seededRandom } from "../src/index.js";
import type { StrategyEffect } from "../src/index.js";
import { shareDrawn } from "../src/statistics/prefer-effective.js";

const own = templatesDefault.strategies["NEVER_TESTED"];
const registry = createRegistry({ packs: [templatesDefault], strategies: { NEVER_TESTED: own } });

const effect = (id: string, wins: number, losses: number): StrategyEffect => ({
  ...{ id, templates: "", agent: "", model: "", told: 100, solved: wins, pairs: 100, wins, losses, harms: 0, p: 1 },
  verdict: "unproven",
});

const chosenOf = (effects: readonly StrategyEffect[], seed: number) =>
  preferEffective(registry, effects, seed).choices[0]?.chosen;

describe("the choice among strategies of one type", () => {
  it("keeps the one that wins, takes the others out, and leaves other types alone", () => {
    const effects = [effect("default/NEVER_TESTED", 2, 60), effect("local/NEVER_TESTED", 60, 2)];
    const { registry: limited, choices } = preferEffective(registry, effects);
    expect(choices).toHaveLength(1);
    expect(choices[0]).toMatchObject({
      type: "NEVER_TESTED",
      chosen: "local/NEVER_TESTED",
      among: [
        { id: "default/NEVER_TESTED", wins: 2, losses: 60 },
        { id: "local/NEVER_TESTED", wins: 60, losses: 2 },
      ],
    });
    expect(limited.strategies).toHaveLength(registry.strategies.length - 1);
    expect(limited.get("NEVER_TESTED")?.id).toBe("local/NEVER_TESTED");
    expect(limited.get("default/NEVER_TESTED")).toBeUndefined();
  });

  it("is the same for the same seed, and tries both where nothing is known", () => {
    const choices = Array.from({ length: 60 }, (_, seed) => chosenOf([], seed));
    expect(choices).toEqual(Array.from({ length: 60 }, (_, seed) => chosenOf([], seed)));
    expect(new Set(choices)).toEqual(new Set(["default/NEVER_TESTED", "local/NEVER_TESTED"]));
  });

  it("changes nothing where each type has one strategy", () => {
    const plain = createRegistry({ packs: [templatesDefault] });
    expect(preferEffective(plain, [effect("default/NEVER_TESTED", 0, 9)])).toEqual({ registry: plain, choices: [] });
  });
});

it("draws shares with the mean and the variance of the beta distribution", () => {
  const random = seededRandom("beta");
  const draws = Array.from({ length: 20_000 }, () => shareDrawn(4, 8, random));
  const mean = draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  expect(mean).toBeCloseTo(4 / 12, 2);
  expect(variance).toBeCloseTo((4 * 8) / (12 ** 2 * 13), 3);
});
