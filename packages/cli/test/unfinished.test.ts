import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createRegistry, diagnose } from "@mulligan/core";
import { interpret, recordBytes } from "@mulligan/readers";
import type { RecordedRun } from "@mulligan/readers";
import { describe, expect, it } from "vitest";
import { builtInPacks } from "../src/index.js";
import { recordings, root } from "./run.js";

const registry = createRegistry({ packs: builtInPacks });
const trajectories = join(root, "../shared/trajectories");
const folders = [recordings, ...["swe-agent", "claude-code"].map((folder) => join(trajectories, folder))];
const cuts = 6;

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

/** The run as it stood after so many calls. */
function upTo(run: RecordedRun, calls: number): RecordedRun {
  const { finalMessage: _message, submission: _patch, ...rest } = run;
  return {
    ...rest,
    calls: run.calls.slice(0, calls),
    events: run.events.filter(({ afterStep }) => afterStep < calls),
    finalMessage: "",
    ended: false,
  };
}

// A watcher that takes back what it said is worse than one that waits.
describe("what is found while a run goes on still stands at its end", () => {
  it.each(folders.flatMap(runsIn))("%s", (_file, run) => {
    const types = (part: RecordedRun) => diagnose(interpret(part), registry).findings.map(({ type }) => type);
    const atEnd = types(run);
    for (let cut = 1; cut <= cuts; cut++) {
      const early = types(upTo(run, Math.floor((run.calls.length * cut) / (cuts + 1))));
      expect(atEnd).toEqual(expect.arrayContaining(early));
      for (const type of early) expect(registry.get(type)?.strategy.meta.onlyAtEnd).not.toBe(true);
    }
  });
});
