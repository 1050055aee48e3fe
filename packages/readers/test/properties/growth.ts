import { performance } from "node:perf_hooks";
import { attack, attackUnits } from "./attack-texts.js";

/** Ten times the input may take this many times as long; a quadratic reader takes a hundred times. */
const mostGrowth = 25;
/** Milliseconds below which a measurement says nothing. */
const noise = 150;
/** Milliseconds for the small text beyond which the large one is not tried. */
const hopeless = 2_000;

export interface Growth {
  readonly small: number;
  readonly large: number;
}

/** The units for which `use` grows faster than its input, each with what was measured. */
export function superlinear(
  use: (text: string) => unknown,
  characters: number,
  units: readonly string[] = attackUnits,
): readonly string[] {
  const found: string[] = [];
  for (const unit of units)
    for (const end of ["", "\u0001x"]) {
      const growth = measured(use, unit, end, characters);
      if (growth !== undefined)
        found.push(`${JSON.stringify(unit)}: ${growth.small.toFixed(1)} to ${growth.large.toFixed(0)} ms`);
    }
  return found;
}

/** Measured again before it counts: others may have had the processor. */
function measured(use: (text: string) => unknown, unit: string, end: string, characters: number): Growth | undefined {
  let best: Growth | undefined;
  for (let round = 0; round < 3; round++) {
    const small = timeOf(use, attack(unit, characters, end));
    const large = small > hopeless ? Infinity : timeOf(use, attack(unit, 10 * characters, end));
    if (large < noise || large < mostGrowth * Math.max(small, 1)) return undefined;
    if (best === undefined || large < best.large) best = { small, large };
  }
  return best;
}

function timeOf(use: (text: string) => unknown, text: string): number {
  const start = performance.now();
  use(text);
  return performance.now() - start;
}
