import { byTask } from "./arm-summary.js";
import { exactMcNemar, fewestTellingPairs } from "./mcnemar.js";
import { pairedBootstrap } from "./paired-bootstrap.js";
import type { Estimate } from "./paired-bootstrap.js";
import { pairsNeeded } from "./sample-size.js";

/** The same task, attempted in two ways. */
export interface Pair {
  readonly task: string;
  readonly first: { readonly solved: boolean; readonly score: number | null };
  readonly second: { readonly solved: boolean; readonly score: number | null };
}

export interface PairComparison {
  /** The side that is held against the other: an arm, or the runs afterwards. */
  readonly name: string;
  /** The side it is held against: `plain`, or the runs before. */
  readonly against: string;
  readonly pairs: number;
  readonly bothSolved: number;
  /** Solved by `name` alone. */
  readonly recovered: number;
  /** Solved by `against` alone. */
  readonly broken: number;
  readonly neither: number;
  /** Of the shares solved, with a 95 % interval of a paired bootstrap over tasks. */
  readonly difference: Estimate;
  readonly scoreDifference: Estimate;
  /** Exact McNemar, two-sided; for several comparisons with one another after Holm (1979). */
  readonly p: number;
  /** How many pairs a difference like this one needs to be seen; null where none is seen. */
  readonly pairsNeeded: number | null;
  /** `better` and `worse` only where p is below 0.05. */
  readonly verdict: "better" | "worse" | "unclear";
  /** What the numbers allow to say. */
  readonly sentence: string;
}

const level = 0.05;

/** `better` is claimed where the exact test allows it, and nothing is claimed otherwise. */
export function comparePairs(
  name: string,
  against: string,
  pairs: readonly Pair[],
  seed: number | string = 1,
): PairComparison {
  const count = (first: boolean, second: boolean) =>
    pairs.filter((pair) => pair.first.solved === first && pair.second.solved === second).length;
  const recovered = count(false, true);
  const broken = count(true, false);
  const scores = pairs.flatMap(({ task, first, second }) =>
    first.score === null || second.score === null ? [] : [[task, second.score - first.score] as const],
  );
  return concluded({
    name,
    against,
    pairs: pairs.length,
    bothSolved: count(true, true),
    recovered,
    broken,
    neither: count(false, false),
    difference: pairedBootstrap(
      byTask(pairs.map(({ task, first, second }) => [task, Number(second.solved) - Number(first.solved)] as const)),
      { seed: `${seed} solved ${name}` },
    ),
    scoreDifference: pairedBootstrap(byTask(scores), { seed: `${seed} score ${name}` }),
    p: exactMcNemar(recovered, broken),
    pairsNeeded: pairs.length === 0 ? null : pairsNeeded(recovered / pairs.length, broken / pairs.length),
  });
}

/** Several comparisons at once: one in twenty would look telling by chance alone. */
export function adjusted(comparisons: readonly PairComparison[]): PairComparison[] {
  const order = comparisons
    .map((_, index) => index)
    .sort((left, right) => comparisons[left]!.p - comparisons[right]!.p);
  const values: number[] = [];
  let highest = 0;
  for (const [rank, index] of order.entries()) {
    highest = Math.max(highest, Math.min(1, comparisons[index]!.p * (comparisons.length - rank)));
    values[index] = highest;
  }
  return comparisons.map((comparison, index) => concluded({ ...comparison, p: values[index] ?? 1 }));
}

function concluded(numbers: Omit<PairComparison, "verdict" | "sentence">): PairComparison {
  const { p, recovered, broken } = numbers;
  const verdict = p >= level ? "unclear" : recovered > broken ? "better" : "worse";
  return { ...numbers, verdict, sentence: sentenceOf(numbers, verdict) };
}

function sentenceOf(
  {
    name,
    against,
    pairs,
    bothSolved,
    recovered,
    broken,
    difference,
    p,
    pairsNeeded: needed,
  }: Omit<PairComparison, "verdict" | "sentence">,
  verdict: PairComparison["verdict"],
): string {
  if (pairs === 0) return `There are no pairs of ${name} and ${against}: nothing can be said.`;
  const solved = `${bothSolved + recovered} against ${bothSolved + broken} of ${countOf(pairs, "pair")}`;
  const differing = recovered + broken;
  if (verdict !== "unclear") {
    const interval = `${points(difference.low)} to ${points(difference.high)} points`;
    return `${capital(name)} solved ${verdict === "better" ? "more" : "less"} than ${against}: ${solved} (${points(difference.value)} points, 95 % interval ${interval}; exact McNemar p ${pInWords(p)}).`;
  }
  if (differing === 0)
    return `Not enough pairs to tell: ${name} and ${against} solved the same ${bothSolved} of ${countOf(pairs, "pair")}.`;
  if (differing < fewestTellingPairs)
    return `Not enough pairs to tell: ${name} solved ${solved}, and they differ on ${differing} only, where ${fewestTellingPairs} are the least that can show anything.`;
  const hint =
    needed === null || needed <= pairs ? "" : ` A difference like this one would need about ${needed} pairs.`;
  return `Not enough pairs to tell: ${name} solved ${solved}, which may be chance (exact McNemar p ${pInWords(p)}).${hint}`;
}

function points(share: number | null): string {
  if (share === null) return "-";
  const rounded = Math.round(share * 100);
  return `${rounded > 0 ? "+" : rounded < 0 ? "-" : ""}${Math.abs(rounded)}`;
}

function pInWords(p: number): string {
  return p < 0.001 ? "< 0.001" : `= ${p.toFixed(3)}`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
