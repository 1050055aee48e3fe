import type { OmittedPart } from "@mulligan/core";
import type { SecondaryTexts } from "./addons.js";
import type { History } from "./earlier.js";
import type { AddonPart } from "./fit-budget.js";
import { numbered, planSteps } from "./plan-steps.js";
import type { RenderedText, StrategyTexts } from "./strategy-texts.js";

/** What the next attempt is advised to do. */
export interface Advice {
  readonly lessons: readonly AddonPart[];
  /** Paragraphs, those of the primary first. */
  readonly paragraphs: readonly AddonPart[];
  /** Whose plan it is. */
  readonly plan: AddonPart;
  readonly steps: readonly string[];
  readonly omitted: readonly OmittedPart[];
}

/** The texts of all strategies, but for those that an earlier attempt got in the same words. */
export function chooseAdvice(
  primary: StrategyTexts,
  secondary: readonly SecondaryTexts[],
  { informedRetries, told }: History,
): Advice {
  const all = [primary, ...secondary.map(({ texts }) => texts)];
  const steps = planSteps(primary.plan.text);
  if (informedRetries === 0) {
    return {
      lessons: all.map(({ system }) => system),
      paragraphs: all.map(({ improvedStrategy }) => improvedStrategy),
      plan: primary.plan,
      steps,
      omitted: [],
    };
  }
  const omitted: OmittedPart[] = [];
  const unlessTold = (part: RenderedText, text = part.text): RenderedText | null => {
    if (!told(text)) return part;
    omitted.push({ id: part.id, slot: part.slot, reason: "repeated" });
    return null;
  };
  const lessons = all.flatMap(({ system }) => unlessTold(system) ?? []);
  const paragraphs = all.flatMap(({ improvedStrategy, again }) => {
    const first = unlessTold(improvedStrategy);
    return first ?? (again === null ? [] : (unlessTold(again) ?? []));
  });
  const ownPlan = unlessTold(primary.plan, numbered(steps));
  if (ownPlan !== null) return { lessons, paragraphs, plan: ownPlan, steps, omitted };

  // The plan of the next finding that has something new to say.
  const plans = all.slice(1).map(({ plan }) => ({ plan, steps: planSteps(plan.text) }));
  const next = plans.find((other) => other.steps.length > 0 && !told(numbered(other.steps)));
  return { lessons, paragraphs, plan: next?.plan ?? primary.plan, steps: next?.steps ?? [], omitted };
}
