import { buildRunView, cleanText, fenced, inlineCode } from "@mulligan/renderer";
import type { Addons, PastAttempt } from "../attempt.js";
import { noAddons } from "../attempt.js";
import type { Arm } from "./arm.js";

const testLimit = 10;

/** The failing output alone, without a diagnosis or advice: what many loops do. */
export function errorsOnlyArm(name = "errors-only"): Arm {
  return Object.freeze({ name, prepare: (past: readonly PastAttempt[]) => failingOutput(past.at(-1)) });
}

/**
 * Failing tests and output of the evaluator, else the last failing output that the agent itself saw; no addons where
 * there is neither.
 */
export function failingOutput(attempt: PastAttempt | undefined): Addons {
  if (attempt === undefined || attempt.record.result === "solved") return noAddons;
  const { verdict } = attempt.record;
  const { episode, facts } = attempt;
  const seen = episode === null || facts === null ? null : buildRunView(episode, facts).lastFailure;
  const tests = [...(verdict?.failingTests ?? []), ...(verdict?.regressedTests ?? [])];
  const output = [verdict?.evaluatorOutput, seen?.output].find(
    (text) => text !== undefined && cleanText(text).trim() !== "",
  );
  if (tests.length === 0 && output === undefined) return noAddons;
  const shown = [...new Set(tests)].slice(0, testLimit).map((test) => inlineCode(test));
  const more = new Set(tests).size - shown.length;
  const lines = [
    "The previous attempt at this task failed.",
    ...(shown.length === 0 ? [] : [`Failing tests: ${shown.join(", ")}${more > 0 ? ` and ${more} more` : ""}.`]),
    ...(output === undefined ? [] : ["Output:", fenced(output)]),
  ];
  return {
    systemPromptAddon: "",
    userContextAddon: `<previous_attempt>\n${lines.join("\n")}\n</previous_attempt>`,
  };
}
