import type { Episode } from "../model/episode.js";
import type { Registry } from "../pack/registry.js";
import type { Diagnosis, Finding } from "./finding.js";
import { isEffect, isSerious } from "./rank.js";

type Primary = Pick<Diagnosis, "primaryFailure" | "primaryId" | "primary">;

/**
 * The finding that most directly cost the run its outcome: a critical or major one, a cause before an effect. Without
 * one, a failed run is put down to the environment where a finding says so, else to the fallback; any other run is a
 * success. Minor findings are advice and never primary.
 */
export function choosePrimary(episode: Episode, ranked: readonly Finding[], registry: Registry): Primary {
  const serious = ranked.filter(isSerious);
  const cause = serious.find((finding) => !isEffect(finding)) ?? serious[0];
  if (cause !== undefined) return of(cause);
  if (episode.outcome.status === "failed") {
    const environment = ranked.find((finding) => finding.role === "environment");
    return environment === undefined ? withoutFinding(registry, "fallback") : of(environment);
  }
  return withoutFinding(registry, "success");
}

function of(primary: Finding): Primary {
  return { primaryFailure: primary.type, primaryId: primary.id, primary };
}

/** The names stay the same where no pack brings texts for them. */
function withoutFinding(registry: Registry, role: "fallback" | "success"): Primary {
  const entry = registry[role];
  const type = entry?.type ?? (role === "fallback" ? "UNCLASSIFIED" : "CORRECT");
  return { primaryFailure: type, primaryId: entry?.id ?? `core/${type}`, primary: null };
}
