import type { DetectContext, Detection, Episode } from "@mulligan/core";
import { citedSteps } from "../evidence/cited-steps.js";
import { inCode } from "../evidence/words.js";
import type { Claim, HallucinatedCodeData } from "./claim.js";
import { introducedErrors } from "./introduced-errors.js";
import { regressions } from "./regressions.js";

/**
 * Product code that names things which do not exist, or that made an execution fail more than before: an undefined name, a
 * missing member or module, a file that no longer parses, each brought in by a product edit; or more failures of the same
 * tests, or the crash of a check that ran through, with nothing but product edits in between. Minor once a later run is
 * clean.
 *
 * Not: failures that were there before the edit or that the task speaks of; errors that the edit raises on purpose; new or
 * changed tests; scratch files; a dependency that is not installed; runs that stop at the first failure, which have no
 * count to compare.
 */
export function detectHallucinatedCode(episode: Episode, context: DetectContext): readonly Detection<HallucinatedCodeData>[] {
  if (context.facts.firstCodeEdit === null) return [];
  const errors = introducedErrors(episode, context);
  const claims = [...errors];
  for (const claim of regressions(episode)) {
    // One break shows in many runs; it is told once.
    if (!claims.some(({ editStep, path }) => editStep === claim.editStep && path === claim.path)) claims.push(claim);
  }
  return claims.map((claim) => ({
    confidence: claim.kind === "worse" ? 0.8 : 0.85,
    ...(claim.recoveredAt !== null && { severity: "minor" as const }),
    steps: citedSteps(claim.editStep, claim.failStep, ...(claim.recoveredAt === null ? [] : [claim.recoveredAt])),
    evidence: evidenceOf(claim),
    data: claim,
  }));
}

function evidenceOf(claim: Claim): string {
  const { path, editStep, failStep, command, error, failedBefore, failedAfter, recoveredAt } = claim;
  const after = `after step ${editStep} changed ${inCode(path)}`;
  const end = recoveredAt === null ? "." : `; a later run, step ${recoveredAt}, was clean.`;
  if (claim.kind !== "worse") return `Step ${failStep}, ${inCode(command)}, failed with ${inCode(error ?? "")} ${after}${end}`;
  const shown = error === null ? "" : ` (${inCode(error)})`;
  if (failedBefore === 0 && failedAfter === 1) return `${inCode(command)} passed before and failed at step ${failStep}${shown} ${after}${end}`;
  return `${inCode(command)} had ${failedBefore} failures before and ${failedAfter} at step ${failStep}${shown} ${after}${end}`;
}
