import { facts as factsOf } from "../facts/index.js";
import type { Facts } from "../facts/facts.js";
import type { Annotation, Episode } from "../model/episode.js";
import type { Detection, Severity } from "../pack/pack.js";
import type { RegisteredStrategy, Registry } from "../pack/registry.js";
import { detectionProblem } from "./detection-problem.js";
import type { Diagnosis, Diagnostic, Finding } from "./finding.js";
import { choosePrimary } from "./primary.js";
import { rank } from "./rank.js";
import { withoutSuperseded } from "./supersede.js";

export interface DiagnoseOptions {
  /** Facts of this very episode, where they are at hand already. */
  readonly facts?: Facts;
}

/**
 * Runs all detectors over the episode in two passes, ranks what they found and names the primary failure. Pure and
 * deterministic. While the session goes on (`ended: false`), types that only the end of a run shows are left out. A detector that throws, or claims something impossible, becomes a diagnostic; the others still run.
 */
export function diagnose(episode: Episode, registry: Registry, options: DiagnoseOptions = {}): Diagnosis {
  const facts = options.facts ?? factsOf(episode);
  const diagnostics: Diagnostic[] = [];
  const strategies = registry.strategies.filter(({ strategy }) => episode.ended || strategy.meta.onlyAtEnd !== true);
  const first: Finding[] = [];
  for (const entry of strategies) {
    const { strategy, options: own } = entry;
    if (strategy.detect === undefined) continue;
    const context = { facts, options: own };
    first.push(...run(entry, episode, diagnostics, () => strategy.detect?.(episode, context)));
  }
  for (const annotation of episode.annotations ?? []) first.push(findingOfAnnotation(episode, registry, annotation));
  let findings = rank(withoutSuperseded(first, registry), registry);

  const second: Finding[] = [];
  for (const entry of strategies) {
    const { strategy, options: own } = entry;
    if (strategy.conclude === undefined) continue;
    const context = { facts, options: own, findings };
    second.push(...run(entry, episode, diagnostics, () => strategy.conclude?.(episode, context)));
  }
  if (second.length > 0) findings = rank(withoutSuperseded([...findings, ...second], registry), registry);
  return { episodeId: episode.id, ...choosePrimary(episode, findings, registry), findings, diagnostics };
}

function run(
  entry: RegisteredStrategy,
  episode: Episode,
  diagnostics: Diagnostic[],
  detect: () => readonly Detection[] | undefined,
): Finding[] {
  let detections: readonly Detection[];
  try {
    const returned = detect();
    if (!Array.isArray(returned)) throw new TypeError("the detector did not return a list");
    detections = returned;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    diagnostics.push({
      code: "detector-failed",
      id: entry.id,
      message: `The detector of ${entry.id} (${entry.pack}) threw: ${reason}`,
    });
    return [];
  }
  const found: Finding[] = [];
  for (const detection of detections) {
    const problem = detectionProblem(detection, episode.steps.length);
    if (problem === null) found.push(toFinding(episode, entry, detection));
    else
      diagnostics.push({
        code: "invalid-detection",
        id: entry.id,
        message: `A finding of ${entry.id} (${entry.pack}) was left out: ${problem}`,
      });
  }
  return found;
}

function toFinding(episode: Episode, entry: RegisteredStrategy, detection: Detection): Finding {
  const baseSeverity = overridden(entry) ? entry.severity : (detection.severity ?? entry.severity);
  return {
    type: entry.type,
    id: entry.id,
    pack: entry.pack,
    ...roleOf(entry),
    severity: severityOf(episode, entry, baseSeverity),
    baseSeverity,
    confidence: detection.confidence,
    steps: [...detection.steps],
    origins: originsOf(episode, detection.steps),
    evidence: detection.evidence,
    data: detection.data,
  };
}

/** A severity in the user's configuration is the last word. */
function overridden(entry: RegisteredStrategy): boolean {
  return entry.overridden.includes("severity");
}

/** On a passed run a finding was overcome, or its claim proved true: minor, unless the strategy says it stays. */
function severityOf(episode: Episode, entry: RegisteredStrategy, base: Severity): Severity {
  const demoted = episode.outcome.status === "passed" && entry.strategy.meta.keepsSeverityOnPass !== true;
  return demoted && (base === "critical" || base === "major") ? "minor" : base;
}

export function roleOf(entry: RegisteredStrategy | undefined): Pick<Finding, "role"> {
  const role = entry?.strategy.meta.role;
  return role === undefined || role === "cause" ? {} : { role };
}

export function originsOf(episode: Episode, steps: readonly number[]): Finding["origins"] {
  return steps.map((step) => episode.steps[step - 1]?.origin ?? {});
}

function findingOfAnnotation(episode: Episode, registry: Registry, annotation: Annotation): Finding {
  const entry = registry.get(annotation.type);
  const baseSeverity = entry?.severity ?? "major";
  const steps = [...new Set(annotation.steps)]
    .filter((step) => Number.isInteger(step) && step >= 1 && step <= episode.steps.length)
    .sort((left, right) => left - right);
  return {
    type: entry?.type ?? annotation.type,
    id: entry?.id ?? `caller/${annotation.type}`,
    pack: entry?.pack ?? "caller",
    ...roleOf(entry),
    severity: entry === undefined ? baseSeverity : severityOf(episode, entry, baseSeverity),
    baseSeverity,
    confidence: annotation.confidence ?? 1,
    steps,
    origins: originsOf(episode, steps),
    evidence: annotation.evidence,
    data: (annotation.data ?? {}) as Finding["data"],
    external: true,
  };
}
