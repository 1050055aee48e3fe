// Medians of interleaved rounds: all candidates run in each round, so that a slow moment of the machine hits them all.
export function measure(candidates, { rounds = 40, warmup = 8, repeat = 1 } = {}) {
  const names = Object.keys(candidates);
  const times = new Map(names.map((name) => [name, []]));
  for (let round = -warmup; round < rounds; round += 1) {
    for (const name of names) {
      const start = performance.now();
      for (let count = 0; count < repeat; count += 1) candidates[name]();
      const spent = (performance.now() - start) / repeat;
      if (round >= 0) times.get(name).push(spent);
    }
  }
  return Object.fromEntries(names.map((name) => [name, summary(times.get(name))]));
}

export function summary(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

export function report(name, ratio, budget, detail) {
  const verdict = ratio <= budget ? "within" : "OVER";
  console.log(
    `${name.padEnd(76)} ${ratio.toFixed(2).padStart(6)}  budget ${String(budget).padStart(5)}  ${verdict}  ${detail}`,
  );
}

export const milliseconds = ({ median, low, high }) => `${median.toFixed(3)} ms (${low.toFixed(3)}-${high.toFixed(3)})`;
