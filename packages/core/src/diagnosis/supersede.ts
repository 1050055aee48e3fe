import type { Registry } from "../pack/registry.js";
import type { Finding } from "./finding.js";

/** One cause, one finding: leaves out what shares a step with a finding whose strategy supersedes it. */
export function withoutSuperseded(findings: readonly Finding[], registry: Registry): Finding[] {
  const superseding = findings.flatMap((finding) => {
    const names = registry.get(finding.id)?.strategy.meta.supersedes;
    return names === undefined || names.length === 0 ? [] : [{ finding, names, steps: new Set(finding.steps) }];
  });
  if (superseding.length === 0) return [...findings];
  return findings.filter(
    (candidate) =>
      !superseding.some(
        ({ finding, names, steps }) =>
          finding !== candidate &&
          finding.id !== candidate.id &&
          (names.includes(candidate.type) || names.includes(candidate.id)) &&
          candidate.steps.some((step) => steps.has(step)),
      ),
  );
}
