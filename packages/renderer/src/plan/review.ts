import type { EndedBy, Episode, Finding } from "@mulligan/core";
import { stepsInWords } from "../helpers/join-words.js";
import { describeStep } from "./describe-step.js";

const citedLimit = 4;
const lastSteps = 2;

const endInWords: Readonly<Record<EndedBy, string>> = {
  finished: "It ended with a submission.",
  message: "It ended with a final message.",
  limit: "A step, cost or time limit ended it.",
  context: "The context limit ended it.",
  error: "An error of the infrastructure ended it.",
  interrupted: "The user interrupted it.",
  cut: "The recording stops there.",
};

/** The previous attempt in a few lines: the steps that the findings cite, and the last ones before the end. */
export function reviewOf(episode: Episode, findings: readonly Finding[]): string {
  const total = episode.steps.length;
  if (total === 0) return "";
  const numbers = new Set<number>();
  for (const { steps } of findings) {
    for (const step of ends(steps, citedLimit)) if (numbers.size < citedLimit) numbers.add(step);
  }
  for (let step = Math.max(1, total - lastSteps + 1); step <= total; step += 1) numbers.add(step);

  const lines = new Map<string, number[]>();
  for (const number of [...numbers].sort((left, right) => left - right)) {
    const step = episode.steps[number - 1];
    if (step === undefined) continue;
    const words = describeStep(step);
    const same = lines.get(words);
    if (same === undefined) lines.set(words, [number]);
    else same.push(number);
  }
  return [
    `The previous attempt had ${total === 1 ? "1 step" : `${total} steps`}:`,
    ...[...lines].map(([words, steps]) => `- ${capital(stepsInWords(steps, citedLimit))}: ${words}`),
    // "Step 9: submitted" has said it.
    ...(saysItsEnd(episode) ? [] : [endInWords[episode.outcome.endedBy]]),
  ].join("\n");
}

function saysItsEnd({ steps, outcome }: Episode): boolean {
  return outcome.endedBy === "finished" && steps.at(-1)?.actions.some(({ kind }) => kind === "finish") === true;
}

/** Of a long list the first and the last ones. */
function ends(steps: readonly number[], limit: number): readonly number[] {
  return steps.length <= limit ? steps : [...steps.slice(0, limit / 2), ...steps.slice(-limit / 2)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
