import type { ImprovementPlan } from "@mulligan/core";

/** The base prompt with the system addon after a blank line; with an empty addon the base itself, byte for byte. */
export function buildRetrySystemPrompt(base: string, plan: Pick<ImprovementPlan, "systemPromptAddon">): string {
  const addon = plan.systemPromptAddon;
  if (addon === "") return base;
  if (base === "") return addon;
  const gap = base.endsWith("\n\n") ? "" : base.endsWith("\n") ? "\n" : "\n\n";
  return `${base}${gap}${addon}`;
}

/** What goes before the task of the next attempt; empty where there is nothing to say. */
export function buildRetryUserContext(plan: Pick<ImprovementPlan, "userContextAddon">): string {
  return plan.userContextAddon;
}
