import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Episode } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { readText } from "../src/read.js";

const folder = join(import.meta.dirname, "../../../../shared/trajectories");
const labels = join(folder, "labels");
const present = existsSync(join(labels, "index.json"));
if (!present) console.warn(`labelled runs not found in ${labels}: their tests are skipped`);

type Kind = "product_edits" | "test_file_edits" | "scratch_created" | "failed_edits" | "test_runs" | "checks";
type Labelled = Record<Kind, readonly (number | { readonly step: number })[]> & { readonly finish: number | null };

function stepsOf(episode: Episode): Record<Kind, Set<number>> & { finish: number | null } {
  const found = {
    product_edits: new Set<number>(),
    test_file_edits: new Set<number>(),
    scratch_created: new Set<number>(),
    failed_edits: new Set<number>(),
    test_runs: new Set<number>(),
    checks: new Set<number>(),
    finish: null as number | null,
  };
  for (const { number, actions } of episode.steps) {
    for (const action of actions) {
      if (action.kind === "test") found.test_runs.add(number);
      else if (action.kind === "check") found.checks.add(number);
      else if (action.kind === "finish") found.finish = number;
      else if ("effect" in action) {
        if (action.effect === "changed") {
          if (action.pathClass === "product") found.product_edits.add(number);
          if (action.pathClass === "test") found.test_file_edits.add(number);
          if (action.pathClass === "scratch" && action.kind === "create") found.scratch_created.add(number);
        } else if (action.effect !== "unchanged" && (action.pathClass === "product" || action.pathClass === "test"))
          found.failed_edits.add(number);
      }
    }
  }
  return found;
}

/** Least precision and recall over all labelled runs; two independent readers agreed to about this degree. */
const least: Record<Kind, number> = {
  product_edits: 0.98,
  test_file_edits: 0.98,
  scratch_created: 0.95,
  failed_edits: 0.85,
  test_runs: 0.95,
  checks: 0.85,
};

describe.skipIf(!present)("labelled runs", () => {
  const counts = Object.fromEntries(
    Object.keys(least).map((kind) => [kind, { hit: 0, extra: [] as string[], missed: [] as string[] }]),
  ) as Record<Kind, { hit: number; extra: string[]; missed: string[] }>;
  const finishes: string[] = [];
  const index = present
    ? (JSON.parse(readFileSync(join(labels, "index.json"), "utf8")) as { run: string; file: string; steps: number }[])
    : [];
  for (const { run, file, steps } of index) {
    const { facts } = JSON.parse(readFileSync(join(labels, `${run}.json`), "utf8")) as { facts: Labelled };
    const episode = readText(readFileSync(join(folder, file), "utf8")).episodes[0]!;
    const mine = stepsOf(episode);
    if (mine.finish !== facts.finish || episode.steps.length !== steps) finishes.push(run);
    for (const kind of Object.keys(least) as Kind[]) {
      const expected = new Set(facts[kind].map((item) => (typeof item === "number" ? item : item.step)));
      for (const step of mine[kind]) {
        if (expected.has(step)) counts[kind].hit += 1;
        else counts[kind].extra.push(`${run}:${step}`);
      }
      for (const step of expected) if (!mine[kind].has(step)) counts[kind].missed.push(`${run}:${step}`);
    }
  }

  it.each(Object.entries(least) as [Kind, number][])(
    "%s agree with precision and recall of at least %d",
    (kind, minimum) => {
      const { hit, extra, missed } = counts[kind];
      expect(hit / (hit + extra.length), `too many: ${extra.join(" ")}`).toBeGreaterThanOrEqual(minimum);
      expect(hit / (hit + missed.length), `missed: ${missed.join(" ")}`).toBeGreaterThanOrEqual(minimum);
    },
  );

  it("finds every submit and the number of steps", () => {
    expect(finishes).toEqual([]);
  });
});
