import { diagnose } from "@mulligan/core";
import type { Registry } from "@mulligan/core";
import { composePlan } from "@mulligan/renderer";
import type { EarlierAttempt, PlanBudget } from "@mulligan/renderer";
import type { Addons, PastAttempt } from "../attempt.js";
import type { Arm } from "./arm.js";
import { failingOutput } from "./errors-only-arm.js";

export interface PlanArmOptions {
  /** Default `plan`. */
  readonly name?: string;
  /** The strategies that this arm may use; other arms may have others. */
  readonly registry: Registry;
  readonly budget?: PlanBudget;
  /** Language tag of the texts, where a pack has them in it. */
  readonly language?: string;
}

/**
 * The improvement plan of the attempt before, which knows what earlier attempts were told. Where that attempt left no
 * recorded run there is nothing to diagnose, and the failing output alone is told.
 */
export function planArm({ name = "plan", registry, budget, language }: PlanArmOptions): Arm {
  const earlierOf = (past: readonly PastAttempt[]): EarlierAttempt[] =>
    past.flatMap(({ episode, facts }, index) => {
      if (episode === null || facts === null) return [];
      const plan = past[index + 1]?.addons.plan;
      return [{ diagnosis: diagnose(episode, registry, { facts }), ...(plan !== undefined && { plan }) }];
    });
  const prepare = (past: readonly PastAttempt[]): Addons => {
    const last = past.at(-1);
    if (last === undefined || last.episode === null || last.facts === null) return failingOutput(last);
    const { episode, facts } = last;
    const plan = composePlan({
      episode,
      facts,
      diagnosis: diagnose(episode, registry, { facts }),
      registry,
      earlier: earlierOf(past).slice(0, -1),
      ...(budget !== undefined && { budget }),
      ...(language !== undefined && { language }),
    });
    return { systemPromptAddon: plan.systemPromptAddon, userContextAddon: plan.userContextAddon, plan };
  };
  return Object.freeze({ name, prepare });
}
