/** The library façade: what most users of Mulligan need, from one package. */
export { defineConfig } from "./config/define-config.js";
export type { MulliganConfig } from "./config/define-config.js";
export { builtInPacks } from "./config/built-in-packs.js";
export { planRun } from "./plan-run.js";
export type { PlannedRun, PlanRunOptions } from "./plan-run.js";
export {
  compareAttempts,
  createRegistry,
  defineOptions,
  defineStrategy,
  defineTemplatePack,
  diagnose,
  diagnoseNamed,
  facts,
  factsToWire,
  isMulliganError,
  MulliganError,
  planToWire,
  retryResultToWire,
} from "@mulligan/core";
export type * from "@mulligan/core";
export { templatesDefault } from "@mulligan/templates-default";
export { applyOutcome, readBytes, readSidecar, readText, verdictFor } from "@mulligan/readers";
export { buildRetrySystemPrompt, buildRetryUserContext, composePlan } from "@mulligan/renderer";
