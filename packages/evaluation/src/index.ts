export { evaluateFacts } from "./evaluate-facts.js";
export type { FactDisagreement, FactName, FactsEvaluation } from "./evaluate-facts.js";
export { evaluateFindings } from "./evaluate-findings.js";
export type { FindingDisagreement, FindingsEvaluation, JudgedRun, TypeScore } from "./evaluate-findings.js";
export { f1Of, rateOf } from "./interval.js";
export type { Rate } from "./interval.js";
export { readLabel } from "./label.js";
export type { LabelledFinding, LabelledRun } from "./label.js";
export { factsReport, findingsReport, formatRate } from "./report.js";
