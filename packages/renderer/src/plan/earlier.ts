import type { Diagnosis, ImprovementPlan, Registry } from "@mulligan/core";

/** An attempt at the same task before the one that the plan is about. */
export interface EarlierAttempt {
  readonly diagnosis: Diagnosis;
  /** What the attempt after it was told; absent where that one was told nothing. */
  readonly plan?: ImprovementPlan;
}

/** After so many retries with advice a plan advises a fresh start. */
export const informedRetryLimit = 2;

/** What the earlier attempts were told, and what came of it. */
export interface History {
  /** Earlier attempts, this one not counted. */
  readonly attempts: number;
  /** Plans that were given to an attempt, and said something. */
  readonly informedRetries: number;
  /** Whether these words have been said already, numbers aside. */
  readonly told: (text: string) => boolean;
  /** One sentence on what came of the advice so far; empty where there was none, or it says nothing of this failure. */
  readonly sentence: string;
}

/** `earlier` is in the order of the attempts, the oldest first; `diagnosis` is that of the last attempt. */
export function historyOf(earlier: readonly EarlierAttempt[], diagnosis: Diagnosis, registry: Registry): History {
  const plans = earlier.flatMap(({ plan }) =>
    plan === undefined || `${plan.systemPromptAddon}${plan.userContextAddon}` === "" ? [] : [plan],
  );
  const said = plans.map((plan) => plainWords(`${plan.systemPromptAddon}\n${plan.userContextAddon}`)).join("\n");
  return {
    attempts: earlier.length,
    informedRetries: plans.length,
    told: (text) => text !== "" && said.includes(plainWords(text)),
    sentence: plans.length === 0 ? "" : sentenceOn(plans, diagnosis, registry),
  };
}

function sentenceOn(plans: readonly ImprovementPlan[], diagnosis: Diagnosis, registry: Registry): string {
  const advised = new Set(plans.map(({ primaryId }) => primaryId));
  const { primaryId } = diagnosis;
  if (advised.has(primaryId)) {
    const conduct = isConduct(primaryId, registry);
    return conduct
      ? "An earlier attempt was advised on exactly this, and it happened again: the advice was not followed. Before anything else, decide at which point this attempt will do otherwise, and check at the end that it did."
      : "An earlier attempt was advised on this too, and the advice did not lead to a solution: look for another explanation of the failure than the one it worked on.";
  }
  const found = new Set(diagnosis.findings.map(({ id }) => id));
  const followed = [...advised].filter((id) => !found.has(id) && isConduct(id, registry));
  const titles = followed.flatMap((id) => {
    const title = registry.get(id)?.strategy.meta.title;
    return title === undefined ? [] : [`"${title.charAt(0).toLowerCase()}${title.slice(1)}"`];
  });
  return titles.length === 0
    ? ""
    : `The advice of the earlier plan on ${titles.join(" and ")} was followed; keep to it. What failed this time is something else.`;
}

/** Whether the type is something that an agent does or leaves, so that finding it again shows that advice was not followed. */
function isConduct(id: string, registry: Registry): boolean {
  const role = registry.get(id)?.strategy.meta.role;
  return role === undefined || role === "cause";
}

/** Numbers and white space do not make other words. */
function plainWords(text: string): string {
  return text.replaceAll(/\d+/g, "0").replaceAll(/\s+/g, " ").trim();
}
