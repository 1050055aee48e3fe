import type { Episode, Facts, Finding, OmittedPart } from "@mulligan/core";
import { joinWords } from "../helpers/join-words.js";
import { fence } from "../sanitize/excerpt.js";
import { inlineCode } from "../sanitize/inline.js";
import { hasQuote } from "./count-words.js";
import type { AddonDraft, AddonPart } from "./fit-budget.js";
import { numbered } from "./plan-steps.js";
import type { QuotedOutput } from "./quoted-output.js";
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
  readonly quoted: QuotedOutput | null;
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
  const output = own("output", alreadyQuoted || input.quoted === null ? "" : quotation(input.quoted));
  const told = [primary, ...secondary.map(({ texts }) => texts)].map(({ user }) => user.text);
  const errors = own("errors", errorList(input, output.text !== "", [...told, output.text].join("\n")));
  const evaluation = own("evaluation", evaluationOf(episode, primary));
  const tree = own("tree", stateOfTree(input.facts, plan.text));
  const earlier = own("earlier", input.earlier);
  const others = secondary.map(({ texts }) => texts.user);
  const [first, ...more] = input.advice;
  const advice = first === undefined ? [] : [first];

  return userDraft(
    [primary.user, earlier, evaluation, ...others, review, tree, output, errors, ...advice, ...more, plan],
    [primary.user, earlier, evaluation, plan, ...advice, tree, output, review, ...others, errors, ...more],
    input.omitted,
  );
}

/** Naming the failed check helps a retry more than anything else, unless the texts name it already. */
function evaluationOf({ outcome }: Episode, { user, plan }: StrategyTexts): string {
  const [first] = [...outcome.failingTests, ...outcome.regressedTests];
  if (first === undefined || `${user.text}\n${plan.text}`.includes(inlineCode(first))) return "";
  return evaluationSentences(outcome).join(" ");
}

function quotation({ of, text }: QuotedOutput): string {
  const from =
    of === null
      ? "What the evaluation printed"
      : `Last failing output (step ${of.step}, ${inlineCode(of.command, 100)})`;
  return `${from}:\n${fence(text)}`;
}

/** The next attempt may start where this one ended, or at the start; its texts hold for both. */
function stateOfTree({ productEdits }: Facts, plan: string): string {
  const files = [...new Set(productEdits.map(({ path }) => path))];
  if (files.length === 0) return "";
  const named = joinWords(files, 2, (path) => inlineCode(path));
  const meaning = plan.includes("unchanged code") ? "; the unchanged code is the code without them" : "";
  return `The earlier edits of ${named} may still be in the tree or not: look at the difference before starting${meaning}.`;
}

/** What neither the texts nor the quoted output has told yet: more findings of the primary's type, other failures. */
function errorList(
  { failures: failedVerifications, quoted, primaryFinding, sameType }: UserAddonInput,
  shown: boolean,
  told: string,
): string {
  const [first, ...more] = evidenceSentences(primaryFinding === null ? sameType : [primaryFinding, ...sameType]);
  const evidence = primaryFinding === null && first !== undefined ? [first, ...more] : more;
  const failures = failedVerifications
    .filter(({ step, error }) => !(shown && step === quoted?.of?.step) && !(error !== "" && told.includes(error)))
    .map(({ text }) => text);
  const lines = [...evidence, ...failures].slice(0, errorLimit);
  return lines.length === 0 ? "" : ["Also seen:", ...lines.map((line) => `- ${line}`)].join("\n");
}
