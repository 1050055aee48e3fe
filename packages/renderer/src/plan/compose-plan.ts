import type {
  Diagnosis,
  Episode,
  Facts,
  Finding,
  ImprovementPlan,
  OmittedPart,
  PlanFinding,
  RegisteredStrategy,
  Registry,
} from "@mulligan/core";
import { proseLine } from "../sanitize/inline.js";
import { mask, maskingWith } from "../sanitize/masking.js";
import type { Mask } from "../sanitize/masking.js";
import { withSecretsOf } from "../sanitize/pack-secrets.js";
import { ownPart, systemDraft, userAddon, userDraft } from "./addons.js";
import { chooseAdvice } from "./advice.js";
import { fullBudget } from "./budget.js";
import type { PlanBudget } from "./budget.js";
import { historyOf, informedRetryLimit } from "./earlier.js";
import type { EarlierAttempt, History } from "./earlier.js";
import { finish, fitTokens, fitWords } from "./fit-budget.js";
import type { AddonDraft } from "./fit-budget.js";
import { freshStart } from "./fresh-start.js";
import { numbered, planSteps } from "./plan-steps.js";
import { quotedOutput } from "./quoted-output.js";
import { selectFindings } from "./select-findings.js";
import { evaluationSentences, failedVerifications, specificErrors } from "./specific-errors.js";
import { strategyTexts } from "./strategy-texts.js";
import type { TextContext } from "./strategy-texts.js";
import { buildRunView } from "./template-view.js";

export interface PlanInput {
  readonly episode: Episode;
  /** Of this very episode. */
  readonly facts: Facts;
  readonly diagnosis: Diagnosis;
  readonly registry: Registry;
  /**
   * Throw what a template refuses to print also for findings from outside (named by a caller, annotated), which may come
   * without the data of their strategy; without it the evidence and the fallback's texts stand in for those. For tests of
   * packs; default false.
   */
  readonly strict?: boolean;
  /** Limits of the addons in words and tokens. */
  readonly budget?: PlanBudget;
  /**
   * Takes the secrets out of every text of the run before it is cut and printed; default `maskSecrets`. What the packs
   * call secret goes besides.
   */
  readonly mask?: Mask;
  /**
   * Attempts at the task before this one, the oldest first. Advice that one of them got is not given again in the same
   * words, and after two retries with advice the plan is a fresh start without the history.
   */
  readonly earlier?: readonly EarlierAttempt[];
  /** Language tag of the strategies' texts, where a pack has them in it; the renderer's own sentences are English. */
  readonly language?: string;
}

const evidenceLimit = 1_000;

/**
 * Composes what the next attempt is told. Both addons are empty where nothing went wrong and where the strategy speaks
 * to the operator; the other texts are filled in all cases.
 *
 * @throws MulliganError `invalid-budget`, `incompatible-template`, and what `renderTemplate` throws when a template prints
 * what the finding's own detector did not give.
 */
export function composePlan(input: PlanInput): ImprovementPlan {
  const { secrets } = input.registry.recognisers;
  return maskingWith(withSecretsOf(secrets, input.mask), () => compose(input));
}

function compose({
  episode,
  facts,
  diagnosis,
  registry,
  strict = false,
  budget,
  earlier = [],
  language = "",
}: PlanInput): ImprovementPlan {
  const limits = fullBudget(budget);
  const { primary, primaryId } = diagnosis;
  const entry = registry.get(primaryId);
  const history = historyOf(earlier, diagnosis, registry);
  const run = buildRunView(episode, facts);
  const quoted = quotedOutput(episode, facts, run, primary);
  const context: TextContext = {
    registry,
    run,
    quoted: quoted?.text ?? "",
    standIn: registry.fallback,
    strict,
    language: language.toLowerCase(),
    advised: history.informedRetries > 0,
  };
  const texts = strategyTexts(primary, entry, context);
  const { sameType, secondary, omitted } = selectFindings(diagnosis, registry);
  const told = [...(primary === null ? [] : [primary]), ...sameType, ...secondary.map(({ finding }) => finding)];
  const failures = failedVerifications(facts);
  const document = (advice: Told, drafts: readonly [AddonDraft, AddonDraft], left: readonly OmittedPart[]) => {
    const [system, user] = drafts.map(finish) as [ReturnType<typeof finish>, ReturnType<typeof finish>];
    return {
      schemaVersion: 1,
      episodeId: episode.id,
      task: mask(episode.task),
      failureType: diagnosis.primaryFailure,
      primaryId,
      originalScore: episode.outcome.score,
      whatWentWrong: texts.whatWentWrong.text,
      specificErrors: specificErrors(told, episode.outcome, failures),
      improvedStrategy: advice.improvedStrategy,
      stepByStepPlan: advice.steps,
      systemPromptAddon: system.text,
      userContextAddon: user.text,
      ...(advice.operatorAdvice !== undefined && { operatorAdvice: advice.operatorAdvice }),
      findings: diagnosis.findings.map(planFinding),
      parts: [...system.parts, ...user.parts],
      omitted: [...system.omitted, ...user.omitted, ...left],
    } as const;
  };

  if (!speaksToAgent(entry, primary)) {
    const advice: Told = { improvedStrategy: texts.improvedStrategy.text, steps: planSteps(texts.plan.text) };
    const kept = [...withheld(primaryId, entry), ...secondary.flatMap(({ finding }) => withheld(finding.id, entry))];
    return document(
      isOperators(entry) ? { ...advice, operatorAdvice: [advice.improvedStrategy, ...advice.steps] } : advice,
      [systemDraft([]), userDraft([], [])],
      [...omitted, ...kept],
    );
  }
  if (history.informedRetries >= informedRetryLimit) {
    const { advice, drafts } = startOver(primaryId, episode, history);
    return document(advice, fitted(drafts, limits), omitted);
  }
  const beside: TextContext = { ...context, standIn: null };
  const others = secondary.map(({ finding, entry: other }) => ({
    finding,
    texts: strategyTexts(finding, other, beside),
  }));
  const { lessons, paragraphs, plan, steps, omitted: repeated } = chooseAdvice(texts, others, history);
  const user = userAddon({
    episode,
    facts,
    quoted,
    failures,
    primaryId,
    primaryFinding: primary,
    sameType,
    primary: texts,
    advice: paragraphs,
    plan,
    steps,
    secondary: others,
    earlier: history.sentence,
    omitted: repeated,
  });
  const improvedStrategy = paragraphs[0]?.text ?? history.sentence;
  return document({ improvedStrategy, steps }, fitted([systemDraft(lessons), user], limits), omitted);
}

interface Told {
  readonly improvedStrategy: string;
  readonly steps: readonly string[];
  readonly operatorAdvice?: readonly string[];
}

function fitted(
  [system, user]: readonly [AddonDraft, AddonDraft],
  { systemWords, userWords, tokens, countTokens }: Required<PlanBudget>,
): readonly [AddonDraft, AddonDraft] {
  return fitTokens(fitWords(system, systemWords), fitWords(user, userWords), tokens, countTokens);
}

/** Nothing of the history; but the tests that have to pass belong to the task. */
function startOver(
  primaryId: string,
  { outcome }: Episode,
  history: History,
): { readonly advice: Told; readonly drafts: readonly [AddonDraft, AddonDraft] } {
  const { text, steps } = freshStart(history);
  const parts = [
    ownPart(primaryId, "fresh-start", text),
    ownPart(primaryId, "plan", numbered(steps)),
    ownPart(primaryId, "evaluation", evaluationSentences(outcome).join(" ")),
  ];
  const left = ["system", "user", "improvedStrategy", "review", "output", "errors"];
  const omitted = left.map((slot): OmittedPart => ({ id: primaryId, slot, reason: "fresh-start" }));
  return {
    advice: { improvedStrategy: text, steps },
    drafts: [systemDraft([]), userDraft([parts[0]!, parts[2]!, parts[1]!], parts, omitted)],
  };
}

function speaksToAgent(entry: RegisteredStrategy | undefined, primary: Finding | null): boolean {
  const meta = entry?.strategy.meta;
  if (meta?.advisesOperator === true || meta?.role === "success") return false;
  return primary !== null || meta?.role === "fallback";
}

function isOperators(entry: RegisteredStrategy | undefined): boolean {
  const meta = entry?.strategy.meta;
  return meta?.advisesOperator === true && meta.role !== "success";
}

/** What an operator's strategy keeps from the agent; a success has nothing to keep. */
function withheld(id: string, primary: RegisteredStrategy | undefined): OmittedPart[] {
  return isOperators(primary) ? [{ id, slot: "user", reason: "operator" }] : [];
}

function planFinding({
  id,
  type,
  pack,
  severity,
  baseSeverity,
  confidence,
  steps,
  origins,
  evidence,
}: Finding): PlanFinding {
  return {
    id,
    type,
    pack,
    severity,
    baseSeverity,
    confidence,
    steps,
    origins,
    evidence: proseLine(evidence, evidenceLimit),
  };
}
