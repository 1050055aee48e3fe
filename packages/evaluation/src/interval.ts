/** A rate with its 95 % Wilson score interval (Wilson 1927); null where nothing was counted. */
export interface Rate {
  readonly hits: number;
  readonly total: number;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const z = 1.959963984540054;

export function rateOf(hits: number, total: number): Rate {
  if (total === 0) return { hits, total, value: null, low: null, high: null };
  const value = hits / total;
  const centre = value + z ** 2 / (2 * total);
  const spread = z * Math.sqrt((value * (1 - value)) / total + z ** 2 / (4 * total ** 2));
  const scale = 1 + z ** 2 / total;
  return {
    hits,
    total,
    value,
    low: Math.max(0, (centre - spread) / scale),
    high: Math.min(1, (centre + spread) / scale),
  };
}

/** Harmonic mean; null where either is unknown. */
export function f1Of(precision: Rate, recall: Rate): number | null {
  if (precision.value === null || recall.value === null) return null;
  const sum = precision.value + recall.value;
  return sum === 0 ? 0 : (2 * precision.value * recall.value) / sum;
}
