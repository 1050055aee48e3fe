import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { readSidecar } from "@mulligan/readers";
import type { Sidecar } from "@mulligan/readers";

const largestInBytes = 50_000_000;

/** The evaluator's reports that may lie beside a run, the most specific first. */
function candidates(path: string): string[] {
  const folder = dirname(path);
  const parent = dirname(folder);
  const stem = basename(path).replace(/(?:\.traj)?(?:\.(?:json|jsonl|ndjson|traj|eval))(?:\.gz)?$/, "");
  return [
    join(folder, `${stem}.report.json`),
    join(folder, "report.json"),
    join(folder, "result.json"),
    join(folder, "reward.txt"),
    // Harbor: <trial>/agent/trajectory.json beside <trial>/result.json and <trial>/verifier/.
    join(parent, "result.json"),
    join(parent, "verifier", "reward.txt"),
    join(parent, "verifier", "reward.json"),
    join(folder, "results.json"),
    join(parent, "results.json"),
  ];
}

/** Finds and remembers the sidecars beside runs. */
export class SidecarFinder {
  readonly #read = new Map<string, Sidecar | null>();

  /** Of the files that exist and are reports, the most specific first. */
  beside(path: string): Sidecar[] {
    return candidates(path)
      .filter((candidate) => candidate !== path)
      .map((candidate) => this.#sidecar(candidate))
      .filter((sidecar) => sidecar !== null);
  }

  #sidecar(path: string): Sidecar | null {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const sidecar = readIfReport(path);
    this.#read.set(path, sidecar);
    return sidecar;
  }
}

/** A file that is in the way (too large, not readable) is as good as none: nobody named it. */
function readIfReport(path: string): Sidecar | null {
  try {
    const status = statSync(path, { throwIfNoEntry: false });
    return status?.isFile() === true && status.size <= largestInBytes ? readSidecar(readFileSync(path, "utf8")) : null;
  } catch {
    return null;
  }
}
