import type { Detection } from "../pack/pack.js";

/** What is impossible about a detector's claim; null when nothing is. */
export function detectionProblem(detection: Detection, stepCount: number): string | null {
  if (typeof detection !== "object" || detection === null) return "it is not an object";
  const { confidence, steps, evidence, data } = detection;
  if (typeof confidence !== "number" || !(confidence >= 0 && confidence <= 1)) {
    return `confidence has to be 0 to 1, found ${String(confidence)}`;
  }
  if (typeof evidence !== "string" || evidence.trim() === "") return "evidence is empty";
  if (!Array.isArray(steps) || steps.length === 0) return "it cites no step";
  let last = 0;
  for (const step of steps) {
    if (!Number.isInteger(step) || step < 1 || step > stepCount) {
      return `step ${String(step)} is not in the run, which has steps 1 to ${stepCount}`;
    }
    if (step <= last) return `steps have to ascend without repetition, found ${last} before ${step}`;
    last = step;
  }
  if (typeof data !== "object" || data === null || Array.isArray(data)) return "data has to be an object";
  return null;
}
