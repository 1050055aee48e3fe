import { rateOf } from "@mulligan/evaluation";
import { describe, expect, it } from "vitest";
import {
  exactMcNemar,
  fewestTellingPairs,
  pairedBootstrap,
  pairsNeeded,
  quantile,
  seededRandom,
} from "../src/index.js";

const nine = 9;

describe("Wilson intervals", () => {
  // Newcombe 1998 (Statistics in Medicine 17, table I, method 3), to nine digits with SciPy 1.17.
  it.each([
    [81, 263, 0.2552885198782742, 0.36620957698280004],
    [15, 148, 0.06238639953073629, 0.16048724172330803],
    [0, 20, 0, 0.16112515805281935],
    [1, 29, 0.006113214292762667, 0.17175521879320282],
  ])("of %i out of %i", (hits, total, low, high) => {
    const rate = rateOf(hits, total);
    expect(rate.low).toBeCloseTo(low, nine);
    expect(rate.high).toBeCloseTo(high, nine);
  });

  it("cover close to 95 % of samples, computed over all of them", () => {
    const coverage = (total: number, share: number) => {
      let sum = 0;
      let chance = (1 - share) ** total;
      for (let hits = 0; hits <= total; hits += 1) {
        const { low, high } = rateOf(hits, total);
        if (low! <= share && share <= high!) sum += chance;
        chance *= ((total - hits) / (hits + 1)) * (share / (1 - share));
      }
      return sum;
    };
    const all = [20, 40, 100].flatMap((total) => [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => coverage(total, share)));
    expect(Math.min(...all)).toBeGreaterThan(0.92);
    expect(all.reduce((sum, value) => sum + value, 0) / all.length).toBeCloseTo(0.95, 1.7);
  });
});

/** Two-sided, with whole numbers of any size: sum over the smaller tail, doubled. */
function mcNemarByCounting(first: number, second: number): number {
  const total = first + second;
  let term = 1n;
  let tail = 0n;
  for (let chosen = 0; chosen <= Math.min(first, second); chosen += 1) {
    tail += term;
    term = (term * BigInt(total - chosen)) / BigInt(chosen + 1);
  }
  const scale = 10n ** 18n;
  return Math.min(1, Number((2n * tail * scale) / 2n ** BigInt(total)) / 1e18);
}

describe("exact McNemar", () => {
  // The worked example of statsmodels' documentation of tests/test_contingency_tables; SciPy 1.17 binomtest.
  it.each([
    [121, 59, 4.4344492637551645e-6],
    [70, 59, 0.3786876626931185],
    [80, 59, 0.08945231499446925],
    [6, 0, 0.03125],
    [150, 86, 3.7159361395713866e-5],
    [1_200, 1_100, 0.03896685268382023],
  ])("of %i and %i", (first, second, expected) => {
    expect(exactMcNemar(first, second)).toBeCloseTo(expected, nine);
    expect(exactMcNemar(second, first)).toBe(exactMcNemar(first, second));
  });

  it("agrees with counting in whole numbers", () => {
    for (let first = 0; first <= 60; first += 1) {
      for (let second = 0; second <= 60; second += 7) {
        expect(exactMcNemar(first, second)).toBeCloseTo(mcNemarByCounting(first, second), nine);
      }
    }
    expect(exactMcNemar(3_000, 2_800)).toBeCloseTo(mcNemarByCounting(3_000, 2_800), nine);
  });

  it("cannot reach 0.05 with fewer pairs than it says", () => {
    expect(exactMcNemar(fewestTellingPairs - 1, 0)).toBeGreaterThan(0.05);
    expect(exactMcNemar(fewestTellingPairs, 0)).toBeLessThan(0.05);
  });
});

describe("pairs needed", () => {
  // Connor 1987, as powerandsamplesize.com (23) and clinicaltrials-tools (155) work it out.
  it.each([
    [0.05, 0.45, 23],
    [0.3, 0.15, 155],
  ])("for shares of %d and %d", (first, second, expected) => {
    expect(pairsNeeded(first, second)).toBe(expected);
    expect(pairsNeeded(second, first)).toBe(expected);
  });

  it("says nothing where there is no difference", () => {
    expect(pairsNeeded(0.2, 0.2)).toBeNull();
  });
});

describe("paired bootstrap", () => {
  const single = (values: readonly number[]) => values.map((value) => [value]);

  it("is the same for the same seed, and another for another", () => {
    const values = single([0.2, -0.1, 0.4, 0.6, 0, 0.3, -0.2, 0.5]);
    expect(pairedBootstrap(values, { seed: 3 })).toEqual(pairedBootstrap(values, { seed: 3 }));
    expect(pairedBootstrap(values, { seed: 3 })).not.toEqual(pairedBootstrap(values, { seed: 4 }));
  });

  it("comes close to the interval that is known in closed form", () => {
    const random = seededRandom("normal");
    const values = Array.from({ length: 400 }, () => {
      let sum = -6;
      for (let part = 0; part < 12; part += 1) sum += random();
      return sum;
    });
    const { value, low, high } = pairedBootstrap(single(values), { resamples: 8_000 });
    const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
    const variance = values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length;
    const half = 1.959963984540054 * Math.sqrt(variance / values.length);
    expect(value).toBeCloseTo(mean, nine);
    expect(low).toBeCloseTo(mean - half, 1.9);
    expect(high).toBeCloseTo(mean + half, 1.9);
  });

  it("draws the pairs of a task together, which makes the interval wider", () => {
    const values = [1, 1, 1, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0];
    const apart = pairedBootstrap(single(values));
    const together = pairedBootstrap([values.slice(0, 4), values.slice(4, 8), values.slice(8, 12), values.slice(12)]);
    expect(together.value).toBe(apart.value);
    expect(together.high! - together.low!).toBeGreaterThan((apart.high! - apart.low!) * 1.3);
  });

  it("covers about 95 % of samples", () => {
    const random = seededRandom("coverage");
    const rounds = 500;
    let covered = 0;
    for (let round = 0; round < rounds; round += 1) {
      const differences = Array.from({ length: 60 }, () => {
        const draw = random();
        return draw < 0.3 ? 1 : draw < 0.4 ? -1 : 0;
      });
      const { low, high } = pairedBootstrap(single(differences), { seed: round, resamples: 400 });
      if (low! <= 0.2 && 0.2 <= high!) covered += 1;
    }
    expect(covered / rounds).toBeGreaterThan(0.91);
    expect(covered / rounds).toBeLessThan(0.98);
  });

  it("goes over into the normal interval without a step", () => {
    const random = seededRandom("many");
    const values = Array.from({ length: 2_001 }, () => [Math.floor(random() * 3) - 1]);
    const drawn = pairedBootstrap(values.slice(1), { resamples: 4_000 });
    const computed = pairedBootstrap(values);
    expect(computed.low).toBeCloseTo(drawn.low!, 2.3);
    expect(computed.high).toBeCloseTo(drawn.high!, 2.3);
  });

  it("knows nothing of nothing", () => {
    expect(pairedBootstrap([])).toEqual({ count: 0, value: null, low: null, high: null });
    expect(pairedBootstrap([[1, 0]])).toEqual({ count: 2, value: 0.5, low: null, high: null });
    expect(pairedBootstrap([[]])).toEqual({ count: 0, value: null, low: null, high: null });
  });
});

it("quantiles lie between values as NumPy has them", () => {
  expect(quantile([1, 2, 3, 4], 0.25)).toBeCloseTo(1.75, nine);
  expect(quantile([1, 2, 3, 4], 1)).toBe(4);
  expect(quantile([5], 0.3)).toBe(5);
});

it("random numbers are spread evenly", () => {
  const random = seededRandom(7);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let draw = 0; draw < 20_000; draw += 1) counts[Math.floor(random() * 10)]! += 1;
  const distance = counts.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0);
  expect(distance).toBeLessThan(27.9);
});
