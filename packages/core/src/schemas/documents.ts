import * as z from "zod";
import type {
  DiagnosisDocument,
  FactsDocument,
  ImprovementPlanDocument,
  RetryResultDocument,
} from "../plan/wire-documents.js";

// Internal: the public declarations name the hand-written interfaces only, so that two copies of zod never meet.

const severity = z.enum(["critical", "major", "minor", "none"]);
const unit = z.number().min(0).max(1);
const count = z.int().min(0);
const step = z.int().min(1);
const type = z.string().regex(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
const id = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
const origin = z.strictObject({
  line: step.optional().describe("Line in the source file, from 1"),
  index: count.optional().describe("Index in the source's list of steps, from 0"),
  id: z.string().optional().describe("Id of the call or record in the source"),
});

const finding = z.strictObject({
  id: id.describe("namespace/TYPE"),
  type: type.describe("Bare failure type"),
  pack: z.string().min(1).describe("npm name of the pack"),
  severity: severity.describe("After the rule for passed runs"),
  base_severity: severity.describe("Before the rule for passed runs"),
  confidence: unit,
  steps: z.array(step).describe("Steps that show it, ascending"),
  origins: z.array(origin).describe("Where the steps stand in the source, one per step"),
  evidence: z.string().min(1),
});

export const improvementPlan: z.ZodType<ImprovementPlanDocument> = z.strictObject({
  schema_version: z.literal(1),
  episode_id: z.string().min(1),
  task: z.string(),
  failure_type: type,
  primary_id: id,
  original_score: unit.nullable(),
  what_went_wrong: z.string(),
  specific_errors: z.array(z.string()),
  improved_strategy: z.string(),
  step_by_step_plan: z.array(z.string()),
  system_prompt_addon: z.string().describe("Goes behind the system prompt; empty where there is nothing to say"),
  user_context_addon: z.string().describe("Goes before the first user prompt; empty where there is nothing to say"),
  operator_advice: z
    .array(z.string())
    .optional()
    .describe("What the operator has to mend; only where the primary failure is not the agent's"),
  findings: z.array(finding),
  parts: z.array(
    z.strictObject({
      id: z.string(),
      slot: z.string(),
      addon: z.enum(["system", "user"]).optional(),
      lines: z.strictObject({ from: step, to: step }).optional().describe("Lines of the addon, from 1"),
      template_hash: z.string(),
      pack: z.string(),
      pack_version: z.string().optional(),
      words: count,
    }),
  ),
  omitted: z.array(
    z.strictObject({
      id: z.string(),
      slot: z.string(),
      reason: z.enum(["budget", "conflict", "secondary-limit", "operator", "minor", "repeated", "fresh-start"]),
    }),
  ),
});

export const retryResult: z.ZodType<RetryResultDocument> = z.strictObject({
  schema_version: z.literal(1),
  original_episode_id: z.string().min(1),
  retry_episode_id: z.string().min(1),
  original_score: unit.nullable(),
  retry_score: unit.nullable(),
  improvement: z.number().min(-1).max(1).nullable().describe("Retry minus original"),
  failure_fixed: z.boolean(),
  steps_comparison: z.strictObject({ original: count, retry: count }),
  arm: z.string().min(1),
  new_findings: z.array(z.string()),
  fixed_findings: z.array(z.string()),
});

const place = z.strictObject({ step, path: z.string() });

export const facts: z.ZodType<FactsDocument> = z.strictObject({
  product_edits: z.array(place),
  test_file_edits: z.array(place),
  scratch_created: z.array(place),
  failed_edits: z.array(step),
  test_runs: z.array(
    z.strictObject({ step, ran: z.boolean(), passed: count.nullable(), failed: count.nullable(), ok: z.boolean() }),
  ),
  checks: z.array(step),
  finish: step.nullable(),
});

export const diagnosis: z.ZodType<DiagnosisDocument> = z.strictObject({
  file: z.string(),
  run: step,
  format: z.string(),
  format_version: z.string().optional(),
  episode_id: z.string().min(1),
  outcome: z.enum(["passed", "failed", "unknown"]),
  score: unit.nullable(),
  ended_by: z.enum(["finished", "message", "limit", "context", "error", "interrupted", "cut"]),
  steps: count,
  primary_failure: type,
  primary_id: id,
  findings: z.array(finding),
  skipped_lines: count,
  diagnostics: z.array(z.strictObject({ code: z.string(), id: z.string(), message: z.string() })).optional(),
  facts: facts.optional(),
});
