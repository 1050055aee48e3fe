import type { ImprovementPlan, Registry } from "@mulligan/core";

const errorLimit = 3;

/**
 * The plan for a person who asks why a run failed: title, what happened, at most three errors, what to do. Plain text
 * with one blank line between paragraphs, unwrapped.
 */
export function humanReport(plan: ImprovementPlan, registry: Registry): string {
  const title = registry.get(plan.primaryId)?.strategy.meta.title ?? plan.failureType;
  const severity = plan.findings.find(({ id }) => id === plan.primaryId)?.severity ?? "none";
  const paragraphs = [severity === "none" ? title : `${title} (${severity})`, plan.whatWentWrong];
  const errors = plan.specificErrors.filter((error) => !plan.whatWentWrong.includes(error)).slice(0, errorLimit);
  if (errors.length > 0) paragraphs.push(["Seen in the run:", ...errors.map((error) => `- ${error}`)].join("\n"));
  const steps = plan.stepByStepPlan.map((step, index) => `${index + 1}. ${step}`);
  if (plan.operatorAdvice !== undefined) {
    paragraphs.push(["Before a retry, you have to mend this:", plan.improvedStrategy, ...steps].join("\n"));
  } else if (plan.userContextAddon === "") {
    paragraphs.push(plan.improvedStrategy);
  } else {
    paragraphs.push(["The next attempt is told:", plan.improvedStrategy, ...steps].join("\n"));
  }
  return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}
