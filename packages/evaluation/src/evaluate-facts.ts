import type { FactsDocument } from "@mulligan/core";
import type { Rate } from "./interval.js";
import { rateOf } from "./interval.js";

export type FactName =
  | "product edits"
  | "test-file edits"
  | "scratch files"
  | "failed edits"
  | "test runs"
  | "test runs exactly"
  | "checks"
  | "finish";

export interface FactDisagreement {
  readonly run: string;
  readonly fact: FactName;
  /** `missed`: labelled and not found; `extra`: found and not labelled. */
  readonly kind: "missed" | "extra";
  readonly step: number;
  readonly what: string;
}

export interface FactsEvaluation {
  readonly scores: readonly { readonly fact: FactName; readonly precision: Rate; readonly recall: Rate }[];
  readonly disagreements: readonly FactDisagreement[];
}

interface Entry {
  readonly step: number;
  readonly what: string;
}

/** Entries are matched by step alone; `test runs exactly` asks for the same `ran`, counts and `ok` besides. */
export function evaluateFacts(
  pairs: readonly { readonly run: string; readonly labelled: FactsDocument; readonly found: FactsDocument }[],
): FactsEvaluation {
  const disagreements: FactDisagreement[] = [];
  const scores = Object.entries(readers).map(([name, read]) => {
    const fact = name as FactName;
    let hits = 0;
    let labelled = 0;
    let found = 0;
    for (const pair of pairs) {
      const wanted = read(pair.labelled);
      const rest = read(pair.found);
      labelled += wanted.length;
      found += rest.length;
      for (const entry of wanted) {
        const index = rest.findIndex((other) => matches(fact, entry, other));
        if (index >= 0) {
          hits += 1;
          rest.splice(index, 1);
        } else {
          disagreements.push({ run: pair.run, fact, kind: "missed", ...entry });
        }
      }
      for (const entry of rest) disagreements.push({ run: pair.run, fact, kind: "extra", ...entry });
    }
    return { fact, precision: rateOf(hits, found), recall: rateOf(hits, labelled) };
  });
  return { scores, disagreements };
}

function matches(fact: FactName, left: Entry, right: Entry): boolean {
  return left.step === right.step && (fact !== "test runs exactly" || left.what === right.what);
}

const readers: Record<FactName, (facts: FactsDocument) => Entry[]> = {
  "product edits": (facts) => places(facts.product_edits),
  "test-file edits": (facts) => places(facts.test_file_edits),
  "scratch files": (facts) => places(facts.scratch_created),
  "failed edits": (facts) => facts.failed_edits.map((step) => ({ step, what: "" })),
  "test runs": (facts) => facts.test_runs.map(({ step }) => ({ step, what: "" })),
  "test runs exactly": (facts) =>
    facts.test_runs.map(({ step, ran, passed, failed, ok }) => ({
      step,
      what: `ran ${ran}, passed ${passed}, failed ${failed}, ok ${ok}`,
    })),
  checks: (facts) => facts.checks.map((step) => ({ step, what: "" })),
  finish: (facts) => (facts.finish === null ? [] : [{ step: facts.finish, what: "" }]),
};

function places(entries: FactsDocument["product_edits"]): Entry[] {
  return entries.map(({ step, path }) => ({ step, what: path }));
}
