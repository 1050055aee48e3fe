const confidence95 = 1.959963984540054;
const power80 = 0.8416212335729143;

/**
 * How many pairs a McNemar test needs to see such a difference four times in five at the level of 0.05 (Connor 1987,
 * Biometrics 43, page 209), from the shares of pairs that only one side solved. Null where the shares are equal.
 */
export function pairsNeeded(onlyFirst: number, onlySecond: number): number | null {
  const differing = onlyFirst + onlySecond;
  const difference = Math.abs(onlyFirst - onlySecond);
  if (difference === 0) return null;
  const spread = confidence95 * Math.sqrt(differing) + power80 * Math.sqrt(Math.max(0, differing - difference ** 2));
  return Math.ceil((spread / difference) ** 2);
}
