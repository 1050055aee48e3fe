import { facts as factsOf } from "../facts/index.js";
import type { Episode } from "../model/episode.js";
import type { JsonObject } from "../model/json.js";
import type { Registry } from "../pack/registry.js";
import { diagnose, originsOf } from "./diagnose.js";
import type { DiagnoseOptions } from "./diagnose.js";
import type { Diagnosis, Finding } from "./finding.js";

export interface NamedFailure extends DiagnoseOptions {
  /** Bare type or full id. An unknown type gets the fallback's texts under its own name. */
  readonly failureType: string;
  /** What the caller knows, one sentence each. */
  readonly evidence?: readonly string[];
  readonly steps?: readonly number[];
  readonly data?: JsonObject;
}

/**
 * A diagnosis in which the caller names the failure type, without any detection. Where the type's own detector finds
 * it too, its finding is taken, with the caller's evidence in front; else the caller's word stands alone.
 */
export function diagnoseNamed(episode: Episode, registry: Registry, named: NamedFailure): Diagnosis {
  const facts = named.facts ?? factsOf(episode);
  const found = diagnose(episode, registry, { facts });
  const entry = registry.get(named.failureType) ?? registry.fallback;
  const bareType = named.failureType.slice(named.failureType.lastIndexOf("/") + 1);
  if (entry !== null && entry === registry.success) {
    return { ...found, primaryFailure: entry.type, primaryId: entry.id, primary: null };
  }
  const own = found.findings.find((finding) => finding.id === entry?.id);
  const [evidence = own?.evidence ?? `The caller names ${bareType} as the cause.`, ...more] = named.evidence ?? [];
  const steps = [...new Set(named.steps ?? own?.steps ?? [])].filter(
    (step) => step >= 1 && step <= episode.steps.length,
  );
  const baseSeverity = entry?.severity ?? "major";
  const primary: Finding = {
    type: bareType,
    id: entry?.id ?? `core/${bareType}`,
    pack: entry?.pack ?? "caller",
    severity: baseSeverity === "none" ? "major" : baseSeverity,
    baseSeverity: baseSeverity === "none" ? "major" : baseSeverity,
    confidence: 1,
    steps,
    origins: originsOf(episode, steps),
    evidence,
    external: true,
    data: { ...own?.data, ...(more.length > 0 && { moreEvidence: more }), ...named.data },
  };
  return {
    ...found,
    primaryFailure: primary.type,
    primaryId: primary.id,
    primary,
    findings: [primary, ...found.findings.filter((finding) => finding !== own)],
  };
}
