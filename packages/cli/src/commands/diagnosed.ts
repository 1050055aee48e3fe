import { diagnose, facts as factsOf } from "@mulligan/core";
import type { Diagnosis, Facts, Registry } from "@mulligan/core";
import { isOn } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import type { OutcomeSource } from "../input/outcome-source.js";
import type { InputRun, Reading } from "../input/read-runs.js";
import type { Io } from "../io.js";

export interface Diagnosed extends InputRun {
  readonly facts: Facts;
  readonly diagnosis: Diagnosis;
}

export function diagnosed(input: InputRun, registry: Registry): Diagnosed {
  const facts = factsOf(input.episode);
  return { ...input, facts, diagnosis: diagnose(input.episode, registry, { facts }) };
}

export function reading(parsed: Arguments, outcome: OutcomeSource, registry: Registry, io: Io): Reading {
  return { outcome, recognisers: registry.recognisers, io, quiet: isOn(parsed, "quiet") };
}

/** What went wrong inside packs while this run was diagnosed. */
export function reportDiagnostics(
  { file, diagnosis }: Pick<Diagnosed, "file" | "diagnosis">,
  parsed: Arguments,
  io: Io,
): void {
  if (isOn(parsed, "quiet")) return;
  for (const { message } of diagnosis.diagnostics) io.error(`${file}: ${message}\n`);
}
