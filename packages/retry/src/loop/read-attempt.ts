import { diagnose, facts as factsOf } from "@mulligan/core";
import type { Diagnosis, Episode, Facts, Registry } from "@mulligan/core";
import { applyOutcome, readBytes, readText } from "@mulligan/readers";
import type { Verdict } from "@mulligan/readers";

export interface ReadAttempt {
  readonly episode: Episode;
  readonly facts: Facts;
  readonly diagnosis: Diagnosis;
}

/**
 * The one run of a recording; of several the last with steps. Null with a reason where it cannot be read: a recording is
 * whatever an agent left behind. Streams that agents print often lack the task: it is `task` then.
 */
export function readRun(
  recording: string | Uint8Array,
  registry: Registry,
  task: string,
): { readonly episode: Episode | null; readonly problem: string | null } {
  try {
    const { recognisers } = registry;
    const { episodes } =
      typeof recording === "string" ? readText(recording, recognisers) : readBytes(recording, recognisers);
    const episode = episodes.findLast(({ steps }) => steps.length > 0) ?? null;
    if (episode === null) return { episode, problem: "The recorded run has no steps." };
    return { episode: { ...episode, task: withoutAddons(episode.task) || task }, problem: null };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { episode: null, problem: `The recorded run could not be read: ${reason}` };
  }
}

const addonBlock = /<(previous_attempt(?:_lessons)?)>.*?<\/\1>\s*/gs;

/** What a retry was told of the attempt before is no part of its task: the rules would take the advice for the user's wish. */
function withoutAddons(task: string): string {
  return task.includes("<previous_attempt") ? task.replaceAll(addonBlock, "").trim() : task;
}

/** With the outcome that the verdict gives it. */
export function diagnosed(
  episode: Episode,
  verdict: Verdict | null,
  registry: Registry,
  threshold: number | undefined,
): ReadAttempt {
  const judged = applyOutcome(episode, { caller: verdict, threshold });
  const facts = factsOf(judged);
  return { episode: judged, facts, diagnosis: diagnose(judged, registry, { facts }) };
}
