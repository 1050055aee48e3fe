import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { ImprovementPlan, OmittedPart } from "@mulligan/core";
import { planDocumentError } from "../errors.js";
import { fileError } from "../input/read-bytes.js";

const texts = {
  failureType: "failure_type",
  primaryId: "primary_id",
  whatWentWrong: "what_went_wrong",
  improvedStrategy: "improved_strategy",
  systemPromptAddon: "system_prompt_addon",
  userContextAddon: "user_context_addon",
} as const;

/** The plans of a document that `mulligan plan --json` printed: one, or a list. */
export function plansInDocument(shown: string, cwd: string): ImprovementPlan[] {
  let text;
  try {
    text = readFileSync(resolve(cwd, shown), "utf8");
  } catch (error) {
    throw planDocumentError(shown, fileError(error).message);
  }
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw planDocumentError(shown, "It holds no JSON.");
  }
  return (Array.isArray(document) ? document : [document]).map((plan: unknown) => planOf(plan, shown));
}

/** As much of a plan as a lesson needs. */
function planOf(value: unknown, shown: string): ImprovementPlan {
  const document = (value ?? {}) as Readonly<Record<string, unknown>>;
  const plan: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(texts)) {
    if (typeof document[member] !== "string") throw planDocumentError(shown, `It has no ${member}.`);
    plan[name] = document[member];
  }
  const omitted = Array.isArray(document["omitted"]) ? (document["omitted"] as OmittedPart[]) : [];
  return {
    schemaVersion: 1,
    episodeId: "",
    task: "",
    originalScore: null,
    specificErrors: [],
    stepByStepPlan: [],
    findings: [],
    parts: [],
    ...(plan as Record<keyof typeof texts, string>),
    omitted: omitted.filter((part: unknown) => typeof part === "object" && part !== null),
  };
}
