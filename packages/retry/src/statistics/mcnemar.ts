/**
 * The exact two-sided McNemar test (McNemar 1947): how likely a split at least as uneven as this one is, where each of
 * the pairs that differ could as well have gone the other way. 1 where no pair differs.
 */
export function exactMcNemar(onlyFirst: number, onlySecond: number): number {
  const pairs = onlyFirst + onlySecond;
  const smaller = Math.min(onlyFirst, onlySecond);
  if (pairs === 0 || onlyFirst === onlySecond) return 1;
  // From the largest term downwards: the first ones are too small for a number where there are many pairs.
  let term = Math.exp(logBinomial(pairs, smaller) - pairs * Math.LN2);
  let sum = 0;
  for (let successes = smaller; successes >= 0 && term > 0; successes -= 1) {
    sum += term;
    term *= successes / (pairs - successes + 1);
  }
  return Math.min(1, 2 * sum);
}

/** A split of fewer pairs cannot reach 0.05, however uneven it is: 2 / 2^6 is the first below. */
export const fewestTellingPairs = 6;

function logBinomial(total: number, chosen: number): number {
  let sum = 0;
  for (let index = 1; index <= chosen; index += 1) sum += Math.log((total - chosen + index) / index);
  return sum;
}
