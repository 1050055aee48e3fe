import * as z from "zod";
import { MulliganError } from "../errors.js";
import type {
  DiagnosisDocument,
  FactsDocument,
  ImprovementPlanDocument,
  RetryResultDocument,
} from "../plan/wire-documents.js";
import * as documents from "./documents.js";

export type * from "../plan/wire-documents.js";

/** Names of the documents that have a schema; each is published as `schemas/NAME.schema.json`. */
export type DocumentName = "improvement-plan" | "retry-result" | "diagnosis" | "facts";

const schemas: Record<DocumentName, z.ZodType> = {
  "improvement-plan": documents.improvementPlan,
  "retry-result": documents.retryResult,
  diagnosis: documents.diagnosis,
  facts: documents.facts,
};

export const documentNames: readonly DocumentName[] = Object.keys(schemas) as DocumentName[];

/**
 * The value as a plan document.
 * @throws MulliganError `invalid-document` with all problems and their paths.
 */
export function parseImprovementPlan(value: unknown): ImprovementPlanDocument {
  return parse("improvement-plan", value) as ImprovementPlanDocument;
}

/** @throws MulliganError `invalid-document` with all problems and their paths. */
export function parseRetryResult(value: unknown): RetryResultDocument {
  return parse("retry-result", value) as RetryResultDocument;
}

/** @throws MulliganError `invalid-document` with all problems and their paths. */
export function parseDiagnosis(value: unknown): DiagnosisDocument {
  return parse("diagnosis", value) as DiagnosisDocument;
}

/** @throws MulliganError `invalid-document` with all problems and their paths. */
export function parseFacts(value: unknown): FactsDocument {
  return parse("facts", value) as FactsDocument;
}

/** The JSON Schema (draft 2020-12) of a document. */
export function jsonSchema(name: DocumentName): Record<string, unknown> {
  return { title: name, ...z.toJSONSchema(schemas[name]) };
}

function parse(name: DocumentName, value: unknown): unknown {
  const result = schemas[name].safeParse(value);
  if (result.success) return result.data;
  const problems = [...result.error.issues]
    .sort((left, right) => left.path.length - right.path.length)
    .map((issue) => `  ${issue.path.map(String).join(".") || "document"}: ${issue.message}`);
  throw new MulliganError("invalid-document", `This is no valid ${name} document:\n${problems.join("\n")}`);
}
