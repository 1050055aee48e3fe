import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { facts, factsToWire, isMulliganError } from "@mulligan/core";
import { describe, expect, it } from "vitest";
import { interpret } from "../src/actions/interpret.js";
import { recordBytes } from "../src/record-text.js";
import type { RecordedRun } from "../src/recorded-run.js";
import { readAgain, withoutOwn, written } from "./write-helpers.js";

const folder = join(import.meta.dirname, "../../../../shared/trajectories");
const present = existsSync(folder);

/** Of larger files only the runs are compared here; the facts follow from them, and the slow test compares them too. */
const smallFile = 60_000;

interface Recorded {
  readonly name: string;
  readonly size: number;
  readonly run: RecordedRun;
}

function* recordedRuns(): Generator<Recorded> {
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(folder, name);
    if (!statSync(path).isFile()) continue;
    for (const run of runsOf(readFileSync(path))) yield { name, size: statSync(path).size, run };
  }
}

/** Labels, verdicts and texts hold none. */
function runsOf(bytes: Uint8Array): readonly RecordedRun[] {
  try {
    return recordBytes(bytes, { allowNoSteps: true }).runs;
  } catch (error) {
    if (isMulliganError(error)) return [];
    throw error;
  }
}

describe.skipIf(!present)(
  `recorded runs of real agents, saved as ATIF${present ? "" : " (skipped: there is no shared/trajectories beside the repository)"}`,
  () => {
    it("come back the same, and with the same calls to others", () => {
      let count = 0;
      for (const { name, size, run } of recordedRuns()) {
        count += 1;
        const document = written(run);
        const again = readAgain(document);
        expect({ name, run: again }).toStrictEqual({ name, run });
        if (size > smallFile) continue;
        expect(factsOf(again)).toStrictEqual(factsOf(run));
        const others = readAgain(withoutOwn(document));
        expect({ name, calls: others.calls.map(essence) }).toEqual({ name, calls: run.calls.map(essence) });
      }
      expect(count).toBeGreaterThan(200);
    });
  },
);

function factsOf(run: RecordedRun): object {
  return factsToWire(facts(interpret(run)));
}

function essence({ tool, observation }: RecordedRun["calls"][number]): object {
  return { tool, observation };
}
