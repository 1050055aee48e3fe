import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Episode } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { allPacks } from "./injection/all-packs.js";
import { changed } from "./near-runs/changes.js";
import type { Change } from "./near-runs/changes.js";
import { findingsOf } from "./near-runs/findings-of.js";

// Runs that lie one small change beside those of the packs' own tests, each chosen because a rule with a fault in it
// answers otherwise. `node scripts/mutation/find-near-runs.mjs` chooses them and writes what the rules say today.

interface Near {
  readonly type: string;
  /** Index into the runs of the file's first line. */
  readonly run: number;
  readonly options?: unknown;
  readonly changes: readonly Change[];
  readonly finds: readonly unknown[];
}

const folder = join(import.meta.dirname, "near-runs");
const packs = readdirSync(folder).flatMap((file) => (file.endsWith(".jsonl") ? [file.replace(".jsonl", "")] : []));

describe.each(packs)("runs near those of the tests of templates-%s", (pack) => {
  const [first, ...rest] = readFileSync(join(folder, `${pack}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");
  const runs = JSON.parse(first ?? "[]") as Episode[];
  const cases = rest.map((line) => JSON.parse(line) as Near);
  const types = allPacks.strategies.filter(({ pack: name }) => name === `@mulligan/templates-${pack}`);

  it.each(types.map(({ type }) => type).filter((type) => cases.some((near) => near.type === type)))(
    "%s finds in each what it has to",
    (type) => {
      const wrong = cases
        .filter((near) => near.type === type)
        .flatMap((near) => {
          const run = runs[near.run];
          if (run === undefined) throw new Error(`There is no run ${near.run}.`);
          const finds: unknown = JSON.parse(JSON.stringify(findingsOf(type, changed(run, near.changes), near.options)));
          return JSON.stringify(finds) === JSON.stringify(near.finds)
            ? []
            : [{ run: near.run, changes: near.changes, finds, expected: near.finds }];
        });
      expect(wrong).toEqual([]);
    },
  );
});
