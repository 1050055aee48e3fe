import type { Severity } from "../pack/pack.js";
import type { OmittedPart } from "./documents.js";

/** `ImprovementPlan` as written to disk and standard output. */
export interface ImprovementPlanDocument {
  schema_version: 1;
  episode_id: string;
  task: string;
  failure_type: string;
  primary_id: string;
  original_score: number | null;
  what_went_wrong: string;
  specific_errors: string[];
  improved_strategy: string;
  step_by_step_plan: string[];
  system_prompt_addon: string;
  user_context_addon: string;
  operator_advice?: string[] | undefined;
  findings: FindingDocument[];
  parts: PartDocument[];
  omitted: { id: string; slot: string; reason: OmittedPart["reason"] }[];
}

export interface PartDocument {
  id: string;
  slot: string;
  addon?: "system" | "user" | undefined;
  lines?: { from: number; to: number } | undefined;
  template_hash: string;
  pack: string;
  pack_version?: string | undefined;
  words: number;
}

export interface FindingDocument {
  id: string;
  type: string;
  pack: string;
  severity: Severity;
  base_severity: Severity;
  confidence: number;
  steps: number[];
  origins: { line?: number | undefined; index?: number | undefined; id?: string | undefined }[];
  evidence: string;
}

/** `RetryResult` as written to disk and standard output. */
export interface RetryResultDocument {
  schema_version: 1;
  original_episode_id: string;
  retry_episode_id: string;
  original_score: number | null;
  retry_score: number | null;
  improvement: number | null;
  failure_fixed: boolean;
  steps_comparison: { original: number; retry: number };
  arm: string;
  new_findings: string[];
  fixed_findings: string[];
}

/** One line of `mulligan diagnose --jsonl`. */
export interface DiagnosisDocument {
  file: string;
  run: number;
  format: string;
  format_version?: string | undefined;
  episode_id: string;
  outcome: "passed" | "failed" | "unknown";
  score: number | null;
  ended_by: "finished" | "message" | "limit" | "context" | "error" | "interrupted" | "cut";
  steps: number;
  primary_failure: string;
  primary_id: string;
  findings: FindingDocument[];
  skipped_lines: number;
  diagnostics?: { code: string; id: string; message: string }[] | undefined;
  facts?: FactsDocument | undefined;
}

/** A line for a file that could not be read. */
export interface UnreadableDocument {
  file: string;
  error: { code: string; message: string };
}

export interface FactsDocument {
  product_edits: PlaceDocument[];
  test_file_edits: PlaceDocument[];
  scratch_created: PlaceDocument[];
  failed_edits: number[];
  test_runs: { step: number; ran: boolean; passed: number | null; failed: number | null; ok: boolean }[];
  /** Steps with a check and without a test that ran. */
  checks: number[];
  finish: number | null;
}

export interface PlaceDocument {
  step: number;
  path: string;
}
