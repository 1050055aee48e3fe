import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { isMulliganError } from "@mulligan/core";
import { recordBytes } from "@mulligan/readers/record";
import type { RecordedRun } from "@mulligan/readers/record";
import { beforeAll, describe, expect, it } from "vitest";
import { measure, tableOf } from "./injection/measure.js";
import type { Measured } from "./injection/measure.js";

const root = join(import.meta.dirname, "../../..");
const folder = join(root, "../shared/trajectories");
const present = existsSync(folder);
if (!present) console.warn("Skipped: the recorded runs are not beside the project (../shared/trajectories).");

/** Fewer runs than this mean that some could not be read. */
const enough = 180;

/** Set to write the table into docs/injection.md. */
const update = process.env["UPDATE_INJECTION"] === "1";

function recordedRuns(): { readonly name: string; readonly run: RecordedRun }[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.startsWith("labels") && statSync(join(folder, file)).isFile())
    .sort()
    .flatMap((file) => {
      try {
        const { runs } = recordBytes(readFileSync(join(folder, file)));
        return runs.map((run, index) => ({ name: `${relative(".", file)}#${index}`, run }));
      } catch (error) {
        // Sidecars, lists and notes lie among the runs.
        if (isMulliganError(error)) return [];
        throw error;
      }
    });
}

describe.skipIf(!present)("planted in recorded runs of real agents", () => {
  let runs = 0;
  let measured: Measured = { rows: [], misses: [], alarms: [] };
  beforeAll(() => {
    const recorded = recordedRuns();
    runs = recorded.length;
    measured = measure(recorded, [1, 2, 3]);
    if (!update || runs < enough) return;
    const document = join(root, "docs/injection.md");
    const text = readFileSync(document, "utf8");
    const table = /(?<=<!-- table -->\n)[\s\S]*?(?=<!-- end -->)/;
    writeFileSync(
      document,
      text.replace(table, () => `\n${tableOf(measured.rows)}\n\n`),
    );
  });

  const sum = (read: (row: Measured["rows"][number]) => number): number =>
    measured.rows.reduce((all, row) => all + read(row), 0);

  it("has enough of them", () => expect(runs).toBeGreaterThanOrEqual(enough));

  it("finds nearly every planted failure", () => {
    const planted = sum((row) => row.planted);
    expect(planted).toBeGreaterThan(1_000);
    expect(measured.misses.length <= 0.02 * planted ? [] : measured.misses).toEqual([]);
  });

  it("raises next to no false alarm", () => {
    const hardNegatives = sum((row) => row.hardNegatives);
    expect(hardNegatives).toBeGreaterThan(1_000);
    expect(measured.alarms.length <= 0.01 * hardNegatives ? [] : measured.alarms).toEqual([]);
  });

  it("does so for each type", () => {
    const weak = measured.rows
      .filter(
        ({ planted, found, hardNegatives, falseAlarms }) =>
          planted === 0 || found < 0.95 * planted || falseAlarms > 0.02 * hardNegatives,
      )
      .map(({ type }) => type);
    const about = [...measured.misses, ...measured.alarms].filter((line) => weak.some((type) => line.startsWith(type)));
    expect([...weak, ...about]).toEqual([]);
  });
});
