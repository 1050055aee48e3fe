import type { Episode, Facts, Finding, OmittedPart, RunView } from "@mulligan/core";
import { fence } from "../sanitize/excerpt.js";
import { inlineCode } from "../sanitize/inline.js";
import { hasQuote } from "./count-words.js";
import type { AddonDraft, AddonPart } from "./fit-budget.js";
import { numbered } from "./plan-steps.js";
import { reviewOf } from "./review.js";
import { errorLimit, evaluationSentences, evidenceSentences } from "./specific-errors.js";
import type { FailedVerification } from "./specific-errors.js";
import type { StrategyTexts } from "./strategy-texts.js";

const systemTag = "previous_attempt_lessons";
const userTag = "previous_attempt";
const ownName = "@mulligan/renderer";

/** A part that the renderer itself writes. */
export function ownPart(id: string, slot: string, text: string): AddonPart {
  return { id, slot, pack: ownName, templateHash: "", text };
}

export function systemDraft(lessons: readonly AddonPart[], omitted: readonly OmittedPart[] = []): AddonDraft {
  return { addon: "system", tag: systemTag, shown: lessons, importance: lessons, omitted };
}

export function userDraft(
  shown: readonly AddonPart[],
  importance: readonly AddonPart[],
  omitted: readonly OmittedPart[] = [],
): AddonDraft {
  return { addon: "user", tag: userTag, shown, importance, omitted };
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
  /** What to do differently: the primary's advice, or what takes its place. */
  readonly advice: readonly AddonPart[];
  /** The plan, one entry a step, and whose it is. */
  readonly plan: AddonPart;
  readonly steps: readonly string[];
  readonly secondary: readonly SecondaryTexts[];
  /** What came of earlier advice; may be empty. */
  readonly earlier: string;
  readonly omitted: readonly OmittedPart[];
}

export interface SecondaryTexts {
  readonly finding: Finding;
  readonly texts: StrategyTexts;
}

export function userAddon(input: UserAddonInput): AddonDraft {
  const { episode, primary, primaryFinding, primaryId, sameType, secondary } = input;
  const own = (slot: string, text: string): AddonPart => ownPart(primaryId, slot, text);

  const cited = [
    ...(primaryFinding === null ? [] : [primaryFinding]),
    ...sameType,
    ...secondary.map(({ finding }) => finding),
  ];
  const plan = { ...input.plan, text: numbered(input.steps) };
  const review = own("review", reviewOf(episode, cited));
  const alreadyQuoted = [primary.user, ...input.advice.slice(0, 1)].some(({ text }) => hasQuote(text));
  const output = own("output", alreadyQuoted ? "" : lastOutput(input));
  const errors = own("errors", errorList(input, output.text !== ""));
  const evaluation = own("evaluation", evaluationOf(episode, primary));
  const earlier = own("earlier", input.earlier);
  const others = secondary.map(({ texts }) => texts.user);
  const [first, ...more] = input.advice;
  const advice = first === undefined ? [] : [first];

  return userDraft(
    [primary.user, earlier, evaluation, ...others, review, output, errors, ...advice, ...more, plan],
    [primary.user, earlier, evaluation, plan, ...advice, output, review, ...others, errors, ...more],
    input.omitted,
  );
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
