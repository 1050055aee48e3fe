import { resolve } from "node:path";
import type { Episode } from "@mulligan/core";
import { applyOutcome, outcomeFor, readOutcomes, readSidecar, verdictFor } from "@mulligan/readers";
import type { RunQuery, Verdict } from "@mulligan/readers";
import { choiceOf, numberOf, textOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { sidecarUnknownError, usageError } from "../errors.js";
import { SidecarFinder } from "./find-sidecar.js";
import { readFile } from "./read-bytes.js";

export type OutcomeSource = (episode: Episode, query: RunQuery, path: string) => Episode;

/** Where outcomes come from, strongest first: the caller, an outcomes file, a report, the run itself. */
export function outcomeSource(command: string, parsed: Arguments, cwd: string): OutcomeSource {
  const status = choiceOf(command, parsed, "outcome", ["passed", "failed", "unknown"]);
  const score = numberOf(command, parsed, "score", { minimum: 0, maximum: 1 });
  const threshold = numberOf(command, parsed, "pass-threshold", { minimum: 0, maximum: 1 });
  const caller: Verdict | null =
    status === undefined && score === undefined
      ? null
      : { score: score ?? null, ...(status !== undefined && { status }) };

  const outcomesPath = textOf(parsed, "outcomes");
  const outcomes =
    outcomesPath === undefined ? null : readOutcomesFile(command, resolve(cwd, outcomesPath), outcomesPath);
  const reportPath = textOf(parsed, "report");
  const report = reportPath === undefined ? null : readReport(resolve(cwd, reportPath), reportPath);
  const finder = new SidecarFinder();

  return (episode, query, path) => {
    const sidecars = report === null ? (path === "-" ? [] : finder.beside(path)) : [report];
    const verdicts = sidecars.map((sidecar) => verdictFor(sidecar, query)).filter((verdict) => verdict !== null);
    return applyOutcome(episode, {
      caller,
      outcomes: outcomes === null ? null : outcomeFor(outcomes, query),
      sidecar: verdicts[0] ?? null,
      threshold,
    });
  };
}

function readOutcomesFile(command: string, path: string, shown: string) {
  try {
    return readOutcomes(textIn(path, shown));
  } catch (error) {
    throw usageError(command, `--outcomes ${shown}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readReport(path: string, shown: string) {
  const sidecar = readSidecar(textIn(path, shown));
  if (sidecar === null) throw sidecarUnknownError(shown);
  return sidecar;
}

function textIn(path: string, shown: string): string {
  return new TextDecoder().decode(readFile(path, shown));
}
