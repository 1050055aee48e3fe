/** Ascending and without duplicates, as a finding cites them. */
export function citedSteps(first: number, ...more: readonly number[]): readonly [number, ...number[]] {
  return [...new Set([first, ...more])].sort((left, right) => left - right) as [number, ...number[]];
}
