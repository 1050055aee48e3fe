import { createRegistry, diagnose, facts as factsOf } from "@mulligan/core";
import type { Diagnosis, Episode, Facts, ImprovementPlan, OutcomeStatus, Registry } from "@mulligan/core";
import { applyOutcome, readText } from "@mulligan/readers";
import { composePlan } from "@mulligan/renderer";
import { builtInPacks } from "./config/built-in-packs.js";

export interface PlanRunOptions {
  readonly outcome?: OutcomeStatus;
  /** 0..1; passes at 1. */
  readonly score?: number;
  /** Default: the packs that come with the command line. */
  readonly registry?: Registry;
}

export interface PlannedRun {
  readonly episode: Episode;
  readonly facts: Facts;
  readonly diagnosis: Diagnosis;
  readonly plan: ImprovementPlan;
}

/**
 * Reads a recorded run of any known format and plans the next attempt; one entry for each run of the file.
 * @throws MulliganError as `readText` does.
 */
export function planRun(recording: string, options: PlanRunOptions = {}): PlannedRun[] {
  const registry = options.registry ?? createRegistry({ packs: builtInPacks });
  const { outcome: status, score } = options;
  const caller =
    status === undefined && score === undefined
      ? null
      : { score: score ?? null, ...(status !== undefined && { status }) };
  return readText(recording, registry.recognisers).episodes.map((read) => {
    const episode = applyOutcome(read, { caller });
    const facts = factsOf(episode);
    const diagnosis = diagnose(episode, registry, { facts });
    return { episode, facts, diagnosis, plan: composePlan({ episode, facts, diagnosis, registry }) };
  });
}
