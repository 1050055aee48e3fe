import type { Episode, Finding } from "@mulligan/core";
import { cleanText, describeStep } from "@mulligan/renderer";
import type { Style } from "./style.js";
import { stepsInWords, tailOf, wrap } from "./text.js";

const shownSteps = 3;
const quotedLines = 2;

/** A finding for a person: what is claimed, and what the cited steps show. */
export function findingText(finding: Finding, episode: Episode, style: Style, quotes: boolean): string {
  const { severity, type, evidence, steps } = finding;
  const title = `${style.severity(severity, severity)} ${style.bold(type)} ${style.dim(`(${stepsInWords(steps)})`)}`;
  const lines = [title, wrap(cleanText(evidence), style.width, "  ")];
  if (quotes) for (const number of endsOf(steps)) lines.push(...stepLines(number, episode, style));
  return lines.join("\n");
}

function endsOf(steps: readonly number[]): number[] {
  if (steps.length <= shownSteps) return [...steps];
  return [...steps.slice(0, shownSteps - 1), ...steps.slice(-1)];
}

function stepLines(number: number, episode: Episode, style: Style): string[] {
  const step = episode.steps[number - 1];
  if (step === undefined) return [];
  const quote = tailOf(step.observation, quotedLines, style.width - 8).map((line) => style.dim(`      | ${line}`));
  return [wrap(`step ${number}: ${describeStep(step)}`, style.width, "    "), ...quote];
}
