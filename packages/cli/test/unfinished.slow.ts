import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { recordBytes } from "@mulligan/readers";
import type { RecordedRun } from "@mulligan/readers";
import { describe, expect, it } from "vitest";
import { root } from "./run.js";
import { watched } from "./watched.js";

const trajectories = join(root, "../shared/trajectories");
const folders = ["swe-agent", "mini-swe-agent", "claude-code"].map((folder) => join(trajectories, folder));

function runsIn(folder: string): [name: string, run: RecordedRun][] {
  if (!existsSync(folder)) {
    console.warn("Skipped: the recorded runs are not beside the project (../shared/trajectories).");
    return [];
  }
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(?:traj|json|jsonl)$/.test(file) && !file.endsWith("report.json"))
    .sort()
    .flatMap((file) =>
      recordBytes(readFileSync(join(folder, file))).runs.map((run) => [file, run] as [string, RecordedRun]),
    );
}

// A watcher that takes back what it said is worse than one that waits.
describe("what is found while a run goes on still stands at its end", () => {
  it.each(folders.flatMap(runsIn))("%s", (_file, run) => {
    const { early, atEnd, tooEarly } = watched(run);
    for (const types of early) expect(atEnd).toEqual(expect.arrayContaining([...types]));
    expect(tooEarly).toEqual([]);
  });
});
