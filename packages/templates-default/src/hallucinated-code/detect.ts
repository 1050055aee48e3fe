import type { DetectContext, Detection, EditAction, Episode, Facts } from "@mulligan/core";
import { citedSteps, inCode, inNumber, isEdit } from "@mulligan/core";
import type { Claim, HallucinatedCodeData } from "./claim.js";
import { errorText } from "./error-kinds.js";
import { introducedErrors } from "./introduced-errors.js";
import { regressions } from "./regressions.js";

/**
 * Product code that names things which do not exist, or that made an execution fail more than before: an undefined name, a
 * missing member or module, a file that no longer parses, each brought in by a product edit; or more failures of the same
 * tests, or the crash of a check that ran through, with nothing but product edits in between. Minor once a later run no
 * longer shows it.
 *
 * Not: failures that were there before the edit or that the task speaks of; errors that the edit raises on purpose; new or
 * changed tests; scratch files; a dependency that is not installed; runs that stop at the first failure, which have no
 * count to compare.
 */
export function detectHallucinatedCode(
  episode: Episode,
  context: DetectContext,
): readonly Detection<HallucinatedCodeData>[] {
  if (context.facts.firstCodeEdit === null) return [];
  const claims = introducedErrors(episode, context);
  for (const claim of regressions(episode)) {
    // One break shows in many runs; it is told once.
    const { editStep, path } = claim.data;
    if (!claims.some(({ data }) => data.editStep === editStep && data.path === path)) claims.push(claim);
  }
  return claims.map((claim) => {
    const data: HallucinatedCodeData = { ...claim.data, recoveredAt: recoveryOf(claim, episode, context.facts) };
    return {
      confidence: data.kind === "worse" ? 0.8 : 0.85,
      ...(data.recoveredAt !== null && { severity: "minor" as const }),
      steps: citedSteps(data.editStep, data.failStep, ...(data.recoveredAt === null ? [] : [data.recoveredAt])),
      evidence: evidenceOf(data),
      data,
    };
  });
}

/**
 * The first run after the last one that showed it: for a count of failures one that succeeded, since a fall of another count
 * says nothing; for an error any run that got another result, since a file that does not load stops them all. A
 * run of the same code that fails otherwise recovers nothing: it only did not come by.
 */
function recoveryOf({ data, lastShown }: Claim, episode: Episode, { verifications }: Facts): number | null {
  const changed = nextChange(episode, lastShown);
  const later = verifications.filter(({ step }) => step > lastShown);
  const gone = later.find(
    ({ step, ok, action }) =>
      ok || (step >= changed && data.kind !== "worse" && !shows(data, action.error)) || isBack(data, action),
  );
  return gone?.step ?? null;
}

/** The first step after this one that changed a file or installed something. */
function nextChange({ steps }: Episode, after: number): number {
  const found = steps
    .slice(after)
    .find(({ actions }) => actions.some((action) => (isEdit(action) ? isReal(action) : action.kind === "install")));
  return found?.number ?? Infinity;
}

function isReal({ effect, pathClass }: EditAction): boolean {
  return effect === "changed" && pathClass !== "scratch";
}

function shows(
  { error }: Pick<HallucinatedCodeData, "error">,
  found: { readonly name: string; readonly message: string } | undefined,
): boolean {
  return found !== undefined && errorText(found) === error;
}

/** The same command is back to as many failures as before. */
function isBack(
  data: Omit<HallucinatedCodeData, "recoveredAt">,
  action: Facts["verifications"][number]["action"],
): boolean {
  return (
    data.failedBefore !== null &&
    action.kind === "test" &&
    action.command === data.command &&
    action.failed !== null &&
    action.failed <= data.failedBefore
  );
}

function evidenceOf({
  kind,
  path,
  editStep,
  failStep,
  command,
  error,
  failedBefore,
  failedAfter,
  recoveredAt,
}: HallucinatedCodeData): string {
  const after = `after step ${editStep} changed ${inCode(path)}`;
  const end = recoveredAt === null ? "." : `; step ${recoveredAt} no longer showed it.`;
  if (kind !== "worse")
    return `Step ${failStep}, ${inCode(command)}, failed with ${inCode(error ?? "")} ${after}${end}`;
  const shown = error === null ? "" : ` (${inCode(error)})`;
  if (failedBefore === 0 && failedAfter === 1)
    return `${inCode(command)} passed before and failed at step ${failStep}${shown} ${after}${end}`;
  return `${inCode(command)} had ${inNumber(failedBefore ?? 0, "failure")} before and ${failedAfter} at step ${failStep}${shown} ${after}${end}`;
}
