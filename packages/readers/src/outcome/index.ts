export { applyOutcome } from "./apply-outcome.js";
export type { OutcomeSources } from "./apply-outcome.js";
export { outcomeFor, readOutcomes } from "./outcomes.js";
export type { Outcomes } from "./outcomes.js";
export { readSidecar, verdictFor } from "./sidecar.js";
export type { Sidecar } from "./sidecar.js";
export { callersVerdict } from "./verdict.js";
export type { RunQuery, Verdict } from "./verdict.js";
