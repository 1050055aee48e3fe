import { resolve } from "node:path";
import type { Episode } from "@mulligan/core";
import { applyOutcome, callersVerdict, outcomeFor, readOutcomes, readSidecar, verdictFor } from "@mulligan/readers";
import type { RunQuery, Sidecar } from "@mulligan/readers";
import { choiceOf, numberOf, textOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { outcomesUnusedNote, reportUnknownError, usageError } from "../errors.js";
import { SidecarFinder } from "./find-sidecar.js";
import { readFile, reasonOf } from "./read-bytes.js";

export interface OutcomeSource {
  (episode: Episode, query: RunQuery, path: string): Episode;
  /** What the caller should know once all runs are read: an outcomes file that spoke of none of them. */
  note?(): string | null;
}

/** Where outcomes come from, strongest first: the caller, an outcomes file, a report, the run itself. */
export function outcomeSource(command: string, parsed: Arguments, cwd: string): OutcomeSource {
  const status = choiceOf(command, parsed, "outcome", ["passed", "failed", "unknown"]);
  const score = numberOf(command, parsed, "score", { minimum: 0, maximum: 1 });
  const threshold = numberOf(command, parsed, "pass-threshold", { minimum: 0, maximum: 1 });
  const caller = callersVerdict(status, score);

  const outcomesPath = textOf(parsed, "outcomes");
  const outcomes = outcomesPath === undefined ? null : readOutcomesFile(command, cwd, outcomesPath);
  const reportPath = textOf(parsed, "report");
  const report = reportPath === undefined ? null : readReport(command, cwd, reportPath);
  const finder = new SidecarFinder();
  let asked = 0;
  let told = 0;

  const source = (episode: Episode, query: RunQuery, path: string) => {
    const sidecars = report === null ? (path === "-" ? [] : finder.beside(path)) : [report];
    const verdicts = sidecars.map((sidecar) => verdictFor(sidecar, query)).filter((verdict) => verdict !== null);
    const listed = outcomes === null ? null : outcomeFor(outcomes, query);
    asked += 1;
    if (listed !== null) told += 1;
    return applyOutcome(episode, { caller, outcomes: listed, sidecar: verdicts[0] ?? null, threshold });
  };
  const note = () => (outcomesPath === undefined || asked === 0 || told > 0 ? null : outcomesUnusedNote(outcomesPath));
  return Object.assign(source, { note });
}

function readOutcomesFile(command: string, cwd: string, shown: string): ReturnType<typeof readOutcomes> {
  return asUsage(command, `--outcomes ${shown}`, () => readOutcomes(textIn(resolve(cwd, shown))));
}

function readReport(command: string, cwd: string, shown: string): Sidecar {
  const sidecar = asUsage(command, `--report ${shown}`, () => readSidecar(textIn(resolve(cwd, shown))));
  if (sidecar === null) throw reportUnknownError(shown);
  return sidecar;
}

function asUsage<Result>(command: string, option: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw usageError(command, `${option}: ${reasonOf(error)}`);
  }
}

function textIn(path: string): string {
  return new TextDecoder().decode(readFile(path));
}
