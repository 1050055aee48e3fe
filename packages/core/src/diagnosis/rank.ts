import type { Severity } from "../pack/pack.js";
import type { Registry } from "../pack/registry.js";
import type { Finding } from "./finding.js";

const weight: Record<Severity, number> = { critical: 3, major: 2, minor: 1, none: 0 };

/** Severity; cause before effect; priority; the later last step; confidence; id by code unit. */
export function rank(findings: readonly Finding[], registry: Registry): Finding[] {
  return [...findings].sort(
    (left, right) =>
      weight[right.severity] - weight[left.severity] ||
      Number(isEffect(left)) - Number(isEffect(right)) ||
      priorityOf(right, registry) - priorityOf(left, registry) ||
      (right.steps.at(-1) ?? 0) - (left.steps.at(-1) ?? 0) ||
      right.confidence - left.confidence ||
      compare(left.id, right.id) ||
      (left.steps[0] ?? 0) - (right.steps[0] ?? 0),
  );
}

export function isSerious({ severity }: { readonly severity: Severity }): boolean {
  return severity === "critical" || severity === "major";
}

export function isEffect({ role }: Finding): boolean {
  return role === "effect";
}

function priorityOf(finding: Finding, registry: Registry): number {
  return registry.get(finding.id)?.priority ?? 0;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
