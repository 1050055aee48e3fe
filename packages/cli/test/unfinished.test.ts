import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recordBytes } from "@mulligan/readers";
import type { RecordedRun } from "@mulligan/readers";
import { describe, expect, it } from "vitest";
import { recordings } from "./run.js";
import { watched } from "./watched.js";

function runsIn(folder: string): [name: string, run: RecordedRun][] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:traj|json|jsonl)$/.test(file) && !file.endsWith("report.json"))
    .sort()
    .flatMap((file) =>
      recordBytes(readFileSync(join(folder, file))).runs.map((run) => [file, run] as [string, RecordedRun]),
    );
}

// A watcher that takes back what it said is worse than one that waits.
describe("what is found while a run goes on still stands at its end", () => {
  it.each(runsIn(recordings))("%s", (_file, run) => {
    const { early, atEnd, tooEarly } = watched(run);
    for (const types of early) expect(atEnd).toEqual(expect.arrayContaining([...types]));
    expect(tooEarly).toEqual([]);
  });
});
