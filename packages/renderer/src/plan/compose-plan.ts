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
import { systemAddon, userAddon } from "./addons.js";
import type { Addon } from "./addons.js";
import { selectFindings } from "./select-findings.js";
import { failedVerifications, specificErrors } from "./specific-errors.js";
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
}

const evidenceLimit = 1_000;

/**
 * Composes what the next attempt is told. Both addons are empty where nothing went wrong and where the strategy speaks
 * to the operator; the other texts are filled in all cases.
 *
 * @throws MulliganError `incompatible-template`, and what `renderTemplate` throws when a template prints what the finding's own
 * detector did not give.
 */
export function composePlan({ episode, facts, diagnosis, registry, strict = false }: PlanInput): ImprovementPlan {
  const { primary, primaryId } = diagnosis;
  const entry = registry.get(primaryId);
  const context: TextContext = { registry, run: buildRunView(episode, facts), standIn: registry.fallback, strict };
  const texts = strategyTexts(primary, entry, context);
  const steps = planSteps(texts.plan.text);
  const { sameType, secondary, omitted } = selectFindings(diagnosis, registry);
  const told = [...(primary === null ? [] : [primary]), ...sameType, ...secondary.map(({ finding }) => finding)];
  const failures = failedVerifications(facts);

  let system: Addon = nothing;
  let user: Addon = nothing;
  let left: readonly OmittedPart[] = omitted;
  if (speaksToAgent(entry, primary)) {
    const beside: TextContext = { ...context, standIn: null };
    const others = secondary.map(({ finding, entry: other }) => ({
      finding,
      texts: strategyTexts(finding, other, beside),
    }));
    system = systemAddon(
      texts,
      others.map((other) => other.texts),
    );
    user = userAddon({
      episode,
      facts,
      run: context.run,
      failures,
      primaryId,
      primaryFinding: primary,
      sameType,
      primary: texts,
      steps,
      secondary: others,
    });
  } else
    left = [
      ...omitted,
      ...withheld(primaryId, entry),
      ...secondary.flatMap(({ finding }) => withheld(finding.id, entry)),
    ];

  return {
    schemaVersion: 1,
    episodeId: episode.id,
    task: episode.task,
    failureType: diagnosis.primaryFailure,
    primaryId,
    originalScore: episode.outcome.score,
    whatWentWrong: texts.whatWentWrong.text,
    specificErrors: specificErrors(told, episode.outcome, failures),
    improvedStrategy: texts.improvedStrategy.text,
    stepByStepPlan: steps,
    systemPromptAddon: system.text,
    userContextAddon: user.text,
    findings: diagnosis.findings.map(planFinding),
    parts: [...system.parts, ...user.parts],
    omitted: [...system.omitted, ...user.omitted, ...left],
  };
}

const nothing: Addon = { text: "", parts: [], omitted: [] };

function speaksToAgent(entry: RegisteredStrategy | undefined, primary: Finding | null): boolean {
  const meta = entry?.strategy.meta;
  if (meta?.advisesOperator === true || meta?.role === "success") return false;
  return primary !== null || meta?.role === "fallback";
}

/** What an operator's strategy keeps from the agent; a success has nothing to keep. */
function withheld(id: string, primary: RegisteredStrategy | undefined): OmittedPart[] {
  const meta = primary?.strategy.meta;
  if (meta?.advisesOperator !== true || meta.role === "success") return [];
  return [{ id, slot: "user", reason: "operator" }];
}

/** One step a line; a list mark in front of it is dropped, as the steps are numbered when they are shown. */
function planSteps(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/^\s*(?:[-*]|\d{1,2}[.)])\s+/, "").trim())
    .filter((line) => line !== "");
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
