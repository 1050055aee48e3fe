import { evaluateFacts } from "./evaluate-facts.js";
import { evaluateFindings } from "./evaluate-findings.js";
import type { JudgedRun } from "./evaluate-findings.js";
import { rateOf } from "./interval.js";
import type { Rate } from "./interval.js";

interface PrecisionAndRecall {
  readonly precision: Rate;
  readonly recall: Rate;
}

/** How well the rules do on the runs of one recording format. */
export interface FormatScore {
  readonly format: string;
  readonly runs: number;
  /** Over all entries of all facts; the counts of test runs are left to `evaluateFacts`. */
  readonly facts: PrecisionAndRecall;
  readonly serious: PrecisionAndRecall;
  readonly findings: PrecisionAndRecall;
  readonly primary: Rate;
}

/** The figures of each format by itself, in the order of the formats' names: rules are expected to hold in all of them. */
export function evaluateFormats(judged: readonly JudgedRun[], known: ReadonlySet<string>): FormatScore[] {
  const formats = [...new Set(judged.map(({ diagnosis }) => diagnosis.format))].sort((left, right) =>
    left < right ? -1 : left > right ? 1 : 0,
  );
  return formats.map((format) => {
    const own = judged.filter(({ diagnosis }) => diagnosis.format === format);
    const { serious, micro, primary } = evaluateFindings(own, known);
    return { format, runs: own.length, facts: factsOf(own), serious, findings: micro, primary };
  });
}

function factsOf(judged: readonly JudgedRun[]): PrecisionAndRecall {
  const pairs = judged.flatMap(({ label, diagnosis }) =>
    label.facts === null || diagnosis.facts === undefined
      ? []
      : [{ run: label.run, labelled: label.facts, found: diagnosis.facts }],
  );
  const scores = evaluateFacts(pairs).scores.filter(({ fact }) => fact !== "test runs exactly");
  const sum = (rates: readonly Rate[]) =>
    rateOf(
      rates.reduce((total, { hits }) => total + hits, 0),
      rates.reduce((all, { total }) => all + total, 0),
    );
  return {
    precision: sum(scores.map(({ precision }) => precision)),
    recall: sum(scores.map(({ recall }) => recall)),
  };
}
