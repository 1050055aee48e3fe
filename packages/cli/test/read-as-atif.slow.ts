import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createRegistry, diagnose, facts, factsToWire, isMulliganError } from "@mulligan/core";
import { interpret, readText, toAtif } from "@mulligan/readers";
import { recordBytes } from "@mulligan/readers/record";
import type { RecordedRun } from "@mulligan/readers/record";
import { describe, expect, it } from "vitest";
import { builtInPacks } from "../src/config/built-in-packs.js";
import { root } from "./run.js";

const folder = join(root, "../shared/trajectories");
const present = existsSync(folder);
if (!present) console.warn("Skipped: the recorded runs are not beside the project (../shared/trajectories).");

/** Labels, verdicts and texts hold none. */
function runsIn(file: string): readonly RecordedRun[] {
  try {
    return recordBytes(readFileSync(file), { allowNoSteps: true }).runs;
  } catch (error) {
    if (isMulliganError(error)) return [];
    throw error;
  }
}

describe.skipIf(!present)("every recorded run, saved as ATIF", () => {
  const registry = createRegistry({ packs: builtInPacks });

  it("has the same facts and the same diagnosis, saved as a run and as an episode", () => {
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
    let count = 0;
    for (const file of files.filter((name) => statSync(join(folder, name)).isFile())) {
      for (const run of runsIn(join(folder, file))) {
        count += 1;
        const episode = interpret(run, { ...registry.recognisers, outcome: { status: "failed", score: 0 } });
        const before = { file, facts: factsToWire(facts(episode)), diagnosis: diagnose(episode, registry) };
        for (const document of [toAtif(run, { outcome: episode.outcome }), toAtif(episode)]) {
          const text = JSON.stringify(document);
          const [again] = readText(text, { ...registry.recognisers, allowNoSteps: true }).episodes;
          if (again === undefined) throw new Error(`${file}: no run in the document`);
          const after = { file, facts: factsToWire(facts(again)), diagnosis: diagnose(again, registry) };
          expect(after).toStrictEqual(before);
        }
      }
    }
    expect(count).toBeGreaterThan(200);
  });
});
