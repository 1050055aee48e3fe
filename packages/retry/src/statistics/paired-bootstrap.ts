import { seededRandom } from "./random.js";

/** A mean with the 95 % percentile interval of its bootstrap distribution (Efron 1979); null where it cannot be told. */
export interface Estimate {
  readonly count: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

export interface BootstrapOptions {
  /** Same seed, same interval. */
  readonly seed?: number | string;
  /** Default 2,000. */
  readonly resamples?: number;
}

/**
 * The mean of all differences, each the difference of one pair. Groups are drawn whole: pairs of the same task (with
 * other seeds) are not independent of one another. From 2,000 groups upwards the interval is that of the normal
 * distribution which the bootstrap's comes close to.
 */
export function pairedBootstrap(
  groups: readonly (readonly number[])[],
  { seed = 1, resamples = 2_000 }: BootstrapOptions = {},
): Estimate {
  const filled = groups.filter((group) => group.length > 0);
  const sums = Float64Array.from(filled, (group) => group.reduce((total, value) => total + value, 0));
  const counts = Float64Array.from(filled, (group) => group.length);
  const size = filled.length;
  const count = counts.reduce((total, value) => total + value, 0);
  if (count === 0) return { count: 0, value: null, low: null, high: null };
  const value = sums.reduce((total, sum) => total + sum, 0) / count;
  // A single group drawn again and again is always the same.
  if (size === 1) return { count, value, low: null, high: null };
  if (size > drawnGroups) return { count, value, ...normalInterval(sums, counts, value, count) };
  const random = seededRandom(seed);
  const means = new Float64Array(resamples);
  for (let resample = 0; resample < resamples; resample += 1) {
    let sum = 0;
    let drawn = 0;
    for (let draw = 0; draw < size; draw += 1) {
      const index = Math.floor(random() * size);
      sum += sums[index] ?? 0;
      drawn += counts[index] ?? 0;
    }
    means[resample] = sum / drawn;
  }
  means.sort();
  return { count, value, low: quantile(means, 0.025), high: quantile(means, 0.975) };
}

/** Of more groups the bootstrap distribution cannot be told from a normal one, and drawing takes seconds. */
const drawnGroups = 2_000;

/** The variance of a ratio of sums over groups, as for a cluster sample (Cochran 1977, section 2.11). */
function normalInterval(sums: Float64Array, counts: Float64Array, mean: number, count: number) {
  let squares = 0;
  for (let index = 0; index < sums.length; index += 1) squares += (sums[index]! - mean * counts[index]!) ** 2;
  const half = (1.959963984540054 * Math.sqrt(squares)) / count;
  return { low: mean - half, high: mean + half };
}

/** Between the two nearest values, as by default in R and NumPy (type 7 of Hyndman and Fan 1996). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const low = sorted[below] ?? Number.NaN;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
  return low + (high - low) * (place - below);
}
