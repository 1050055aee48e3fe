import type { Finding } from "../diagnosis/finding.js";
import type { Facts, TestRun } from "../facts/facts.js";
import type { JsonObject, JsonValue } from "../model/json.js";
import type { ImprovementPlan, PlanFinding, RetryResult } from "./documents.js";

/** Scores on the wire have three decimals. */
export function roundScore(score: number | null): number | null {
  return score === null ? null : Math.round(score * 1_000) / 1_000;
}

/** The plan as published: snake_case, scores rounded. */
export function planToWire(plan: ImprovementPlan): JsonObject {
  return {
    schema_version: plan.schemaVersion,
    episode_id: plan.episodeId,
    task: plan.task,
    failure_type: plan.failureType,
    primary_id: plan.primaryId,
    original_score: roundScore(plan.originalScore),
    what_went_wrong: plan.whatWentWrong,
    specific_errors: plan.specificErrors,
    improved_strategy: plan.improvedStrategy,
    step_by_step_plan: plan.stepByStepPlan,
    system_prompt_addon: plan.systemPromptAddon,
    user_context_addon: plan.userContextAddon,
    ...(plan.operatorAdvice !== undefined && { operator_advice: plan.operatorAdvice }),
    findings: plan.findings.map(findingToWire),
    parts: plan.parts.map(({ id, slot, addon, lines, templateHash, pack, packVersion, words }) => ({
      id,
      slot,
      ...(addon !== undefined && { addon }),
      ...(lines !== undefined && { lines: { ...lines } }),
      template_hash: templateHash,
      pack,
      ...(packVersion !== undefined && { pack_version: packVersion }),
      words,
    })),
    omitted: plan.omitted.map(({ id, slot, reason }) => ({ id, slot, reason })),
  };
}

export function findingToWire(finding: Finding | PlanFinding): JsonObject {
  return {
    id: finding.id,
    type: finding.type,
    pack: finding.pack,
    severity: finding.severity,
    base_severity: finding.baseSeverity,
    confidence: roundScore(finding.confidence),
    steps: finding.steps,
    origins: finding.origins.map((origin) => ({ ...origin })),
    evidence: finding.evidence,
  };
}

export function retryResultToWire(result: RetryResult): JsonObject {
  return {
    schema_version: result.schemaVersion,
    original_episode_id: result.originalEpisodeId,
    retry_episode_id: result.retryEpisodeId,
    original_score: roundScore(result.originalScore),
    retry_score: roundScore(result.retryScore),
    improvement: roundScore(result.improvement),
    failure_fixed: result.failureFixed,
    steps_comparison: { ...result.stepsComparison },
    arm: result.arm,
    new_findings: result.newFindings,
    fixed_findings: result.fixedFindings,
  };
}

/** The facts that are compared with labels. */
export function factsToWire(facts: Facts): JsonObject {
  const places = (entries: readonly { readonly step: number; readonly path: string }[]): JsonValue =>
    entries.map(({ step, path }) => ({ step, path }));
  return {
    product_edits: places(facts.productEdits),
    test_file_edits: places(facts.testFileEdits),
    scratch_created: places(facts.scratchCreated),
    failed_edits: [...new Set(facts.failedEdits.map(({ step }) => step))],
    test_runs: facts.testRuns.map(testRunToWire),
    checks: checkSteps(facts),
    finish: facts.finish,
  };
}

/** A check is an execution other than a test run: a linter on the same command line adds nothing to the tests that ran. */
function checkSteps(facts: Facts): number[] {
  const tested = new Set(facts.testRuns.filter(({ action }) => action.ran).map(({ step }) => step));
  return [...new Set(facts.checks.map(({ step }) => step))].filter((step) => !tested.has(step));
}

function testRunToWire({ step, action }: TestRun): JsonObject {
  return { step, ran: action.ran, passed: action.passed, failed: action.failed, ok: action.ok };
}
