import type { Episode, Facts, Finding, RunView } from "@mulligan/core";
import { fence } from "../sanitize/excerpt.js";
import { inlineCode } from "../sanitize/inline.js";
import { withoutOwnTags } from "../sanitize/neutral-tags.js";
import { hasQuote } from "./count-words.js";
import { fitBudget } from "./fit-budget.js";
import type { AddonPart, FittedParts } from "./fit-budget.js";
import { reviewOf } from "./review.js";
import { errorLimit, evaluationSentences, evidenceSentences } from "./specific-errors.js";
import type { FailedVerification } from "./specific-errors.js";
import type { StrategyTexts } from "./strategy-texts.js";

/** Words of the addons, tags included, quoted output aside. Longer ones were followed less well by the models measured. */
export const systemWordLimit = 200;
export const userWordLimit = 250;

const systemTag = "previous_attempt_lessons";
const userTag = "previous_attempt";
/** The opening and the closing tag. */
const tagWords = 2;
const ownName = "@mulligan/renderer";

export interface Addon extends Pick<FittedParts, "parts" | "omitted"> {
  /** Empty where no part is left. */
  readonly text: string;
}

export function systemAddon(primary: StrategyTexts, secondary: readonly StrategyTexts[]): Addon {
  const parts = [primary, ...secondary].map(({ system }) => system);
  return addon(systemTag, fitBudget(parts, parts, systemWordLimit - tagWords));
}

export interface UserAddonInput {
  readonly episode: Episode;
  readonly facts: Facts;
  readonly run: RunView;
  readonly failures: readonly FailedVerification[];
  readonly primaryId: string;
  readonly primaryFinding: Finding | null;
  /** Further findings of the primary's type. */
  readonly sameType: readonly Finding[];
  readonly primary: StrategyTexts;
  /** The primary's plan, one entry a step. */
  readonly steps: readonly string[];
  readonly secondary: readonly { readonly finding: Finding; readonly texts: StrategyTexts }[];
}

export function userAddon(input: UserAddonInput): Addon {
  const { episode, primary, primaryFinding, primaryId, sameType, secondary } = input;
  const own = (slot: string, text: string): AddonPart => ({
    id: primaryId,
    slot,
    pack: ownName,
    templateHash: "",
    text,
  });

  const cited = [
    ...(primaryFinding === null ? [] : [primaryFinding]),
    ...sameType,
    ...secondary.map(({ finding }) => finding),
  ];
  const plan = { ...primary.plan, text: numbered(input.steps) };
  const review = own("review", reviewOf(episode, cited));
  const alreadyQuoted = [primary.user, primary.improvedStrategy].some(({ text }) => hasQuote(text));
  const output = own("output", alreadyQuoted ? "" : lastOutput(input));
  const errors = own("errors", errorList(input, output.text !== ""));
  const evaluation = own("evaluation", evaluationOf(episode, primary));
  const others = secondary.map(({ texts }) => texts.user);
  const advice = secondary.map(({ texts }) => texts.improvedStrategy);

  const shown = [
    primary.user,
    evaluation,
    ...others,
    review,
    output,
    errors,
    primary.improvedStrategy,
    ...advice,
    plan,
  ];
  const importance = [
    primary.user,
    evaluation,
    plan,
    primary.improvedStrategy,
    output,
    review,
    ...others,
    errors,
    ...advice,
  ];
  return addon(userTag, fitBudget(shown, importance, userWordLimit - tagWords));
}

function addon(tag: string, { kept, parts, omitted }: FittedParts): Addon {
  const text =
    kept.length === 0 ? "" : `<${tag}>\n${withoutOwnTags(kept.map((part) => part.text).join("\n\n"))}\n</${tag}>`;
  return { text, parts, omitted };
}

function numbered(steps: readonly string[]): string {
  return steps.length === 0 ? "" : ["Plan:", ...steps.map((step, index) => `${index + 1}. ${step}`)].join("\n");
}

/** Naming the failed check helps a retry more than anything else, unless the texts name it already. */
function evaluationOf({ outcome }: Episode, { user, plan }: StrategyTexts): string {
  const [first] = [...outcome.failingTests, ...outcome.regressedTests];
  if (first === undefined || `${user.text}\n${plan.text}`.includes(inlineCode(first))) return "";
  return evaluationSentences(outcome).join(" ");
}

function lastOutput(input: UserAddonInput): string {
  const failure = input.run.lastFailure;
  if (failure === null || failure.output === "" || isOvercome(input)) return "";
  return `Last failing output (step ${failure.step}, ${inlineCode(failure.command, 100)}):\n${fence(failure.output)}`;
}

/**
 * Whether the last failure speaks of a state that is gone: the same command succeeded later, or, where the cause is
 * known, anything did. Where nothing explains the failure, an old output is the best lead there is.
 */
function isOvercome({ facts, primaryFinding }: UserAddonInput): boolean {
  const { lastFailure, lastVerification, verifications } = facts;
  if (lastFailure === null) return true;
  if (primaryFinding !== null)
    return lastVerification !== null && lastVerification.ok && lastVerification.step > lastFailure.step;
  return verifications.some(({ ok, key, step }) => ok && key === lastFailure.key && step > lastFailure.step);
}

/** What neither the texts nor the quoted output has told yet: more findings of the primary's type, other failures. */
function errorList(
  { failures: failedVerifications, run, primaryFinding, sameType }: UserAddonInput,
  quoted: boolean,
): string {
  const [told, ...more] = evidenceSentences(primaryFinding === null ? sameType : [primaryFinding, ...sameType]);
  const evidence = primaryFinding === null && told !== undefined ? [told, ...more] : more;
  const failures = failedVerifications
    .filter(({ step }) => !quoted || step !== run.lastFailure?.step)
    .map(({ text }) => text);
  const lines = [...evidence, ...failures].slice(0, errorLimit);
  return lines.length === 0 ? "" : ["Also seen:", ...lines.map((line) => `- ${line}`)].join("\n");
}
