import { createRegistry, diagnose, facts as factsOf } from "@mulligan/core";
import type { Diagnosis, Episode, Facts, ImprovementPlan, OutcomeStatus, Registry } from "@mulligan/core";
import { applyOutcome, callersVerdict, readText } from "@mulligan/readers";
import { composePlan, humanReport, lessonOf } from "@mulligan/renderer";
import type { PlanInput } from "@mulligan/renderer";
import { builtInPacks } from "./config/built-in-packs.js";

/** `budget`, `earlier`, `language` and `mask` are those of `composePlan`, and hold for every run of the file. */
export interface PlanRunOptions extends Pick<PlanInput, "budget" | "earlier" | "language" | "mask"> {
  readonly outcome?: OutcomeStatus;
  /** 0..1; passes at 1. */
  readonly score?: number;
  /** Default: the packs that come with the command line. */
  readonly registry?: Registry;
  /** Also tells the plan to a `human` as a short report, or as a lesson for an `agents-md` file. */
  readonly voice?: "human" | "agents-md";
}

export interface PlannedRun {
  readonly episode: Episode;
  readonly facts: Facts;
  readonly diagnosis: Diagnosis;
  readonly plan: ImprovementPlan;
  /** The plan in the `voice` that was asked for; empty where it has no lesson, absent where none was asked for. */
  readonly told?: string;
}

/**
 * Reads a recorded run of any known format and plans the next attempt; one entry for each run of the file.
 * @throws MulliganError as `readText` and `composePlan` do.
 */
export function planRun(recording: string, options: PlanRunOptions = {}): PlannedRun[] {
  const { outcome: status, score, registry: given, voice, ...planning } = options;
  const registry = given ?? createRegistry({ packs: builtInPacks });
  const caller = callersVerdict(status, score);
  return readText(recording, registry.recognisers).episodes.map((read) => {
    const episode = applyOutcome(read, { caller });
    const facts = factsOf(episode);
    const diagnosis = diagnose(episode, registry, { facts });
    const plan = composePlan({ ...planning, episode, facts, diagnosis, registry });
    return { episode, facts, diagnosis, plan, ...(voice !== undefined && { told: toldIn(voice, plan, registry) }) };
  });
}

function toldIn(voice: "human" | "agents-md", plan: ImprovementPlan, registry: Registry): string {
  return voice === "human" ? humanReport(plan, registry) : (lessonOf(plan, registry)?.text ?? "");
}
