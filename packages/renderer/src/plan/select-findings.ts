import type { Diagnosis, Finding, OmittedPart, RegisteredStrategy, Registry } from "@mulligan/core";

const secondaryLimit = 2;

export interface SelectedFinding {
  readonly finding: Finding;
  /** Absent for a type that no pack knows. */
  readonly entry: RegisteredStrategy | undefined;
}

export interface Selection {
  /** Further findings of the primary's type; they count as its evidence. */
  readonly sameType: readonly Finding[];
  readonly secondary: readonly SelectedFinding[];
  readonly omitted: readonly OmittedPart[];
}

/** Which findings besides the primary get a text: critical or major ones of other types that do not contradict it. */
export function selectFindings(diagnosis: Diagnosis, registry: Registry): Selection {
  const { primary } = diagnosis;
  const sameType: Finding[] = [];
  const secondary: SelectedFinding[] = [];
  const omitted: OmittedPart[] = [];
  const seen = new Set<string>([diagnosis.primaryId]);
  const accepted: (RegisteredStrategy | undefined)[] = [registry.get(diagnosis.primaryId)];
  for (const finding of diagnosis.findings) {
    if (finding === primary) continue;
    if (finding.id === diagnosis.primaryId && finding.type === diagnosis.primaryFailure) {
      sameType.push(finding);
      continue;
    }
    if (seen.has(finding.id)) continue;
    seen.add(finding.id);
    const entry = registry.get(finding.id);
    const reason = reasonToOmit(finding, entry, accepted, secondary.length);
    if (reason === null) {
      secondary.push({ finding, entry });
      accepted.push(entry);
    } else omitted.push({ id: finding.id, slot: "user", reason });
  }
  return { sameType, secondary, omitted };
}

function reasonToOmit(
  finding: Finding,
  entry: RegisteredStrategy | undefined,
  accepted: readonly (RegisteredStrategy | undefined)[],
  count: number,
): OmittedPart["reason"] | null {
  if (entry?.strategy.meta.advisesOperator === true) return "operator";
  if (finding.severity !== "critical" && finding.severity !== "major") return "minor";
  if (entry !== undefined && accepted.some((other) => other !== undefined && contradict(entry, other)))
    return "conflict";
  return count < secondaryLimit ? null : "secondary-limit";
}

function contradict(left: RegisteredStrategy, right: RegisteredStrategy): boolean {
  return names(left, right) || names(right, left);
}

function names(from: RegisteredStrategy, to: RegisteredStrategy): boolean {
  const list = from.strategy.meta.conflictsWith ?? [];
  return list.includes(to.type) || list.includes(to.id);
}
