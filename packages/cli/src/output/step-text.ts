import type { Episode, Step } from "@mulligan/core";
import { cleanLine, cleanText, describeStep } from "@mulligan/renderer";
import type { Style } from "./style.js";
import { indented } from "./text.js";

const aroundStep = 2;
const shownAtEachEnd = 30;
const longestLine = 400;
const numberWidth = 4;

/** `  12  edited `src/a.ts``: a step on one line. */
export function stepLine(step: Step, style: Style): string {
  const status = step.status === "ok" ? "" : ` [${step.status}]`;
  const room = style.width - numberWidth - 2 - status.length;
  return `${String(step.number).padStart(numberWidth)}  ${cleanLine(describeStep(step), room)}${style.dim(status)}`;
}

/** What the agent said, called and got back in one step, between the steps around it. */
export function stepText(episode: Episode, step: Step, full: boolean, style: Style): string {
  const near = (from: number, to: number) =>
    episode.steps
      .filter(({ number }) => number >= from && number <= to)
      .map((other) => style.dim(stepLine(other, { ...style, dim: (text) => text })));
  const { number, command, tool, input } = step;
  const origin = Object.entries(step.origin).map(([name, value]) => `${name} ${value}`);
  return [
    ...near(number - aroundStep, number - 1),
    style.bold(stepLine(step, { ...style, dim: (text) => text })),
    ...(origin.length > 0 ? [style.dim(`      in the file: ${origin.join(", ")}`)] : []),
    ...part("says", step.says, full, style),
    ...part(
      command === undefined ? `calls ${cleanLine(tool, 60)} with` : "runs",
      command ?? inputText(input),
      full,
      style,
    ),
    ...answer(step, full, style),
    ...near(number + 1, number + aroundStep),
  ].join("\n");
}

function inputText(input: unknown): string {
  if (typeof input !== "object" || input === null) return JSON.stringify(input) ?? "";
  // Texts as they are: a file's content is hard to read with its line ends escaped.
  return Object.entries(input)
    .map(([name, value]) => {
      if (typeof value !== "string") return `${name}: ${JSON.stringify(value)}`;
      return value.includes("\n") ? `${name}:\n${indented(value, "  ")}` : `${name}: ${value}`;
    })
    .join("\n");
}

function answer({ exitCode, observation }: Step, full: boolean, style: Style): string[] {
  const code = exitCode === null ? "" : ` exit code ${exitCode}`;
  if (observation.trim() === "") {
    return [`      ${style.bold("gets")}${code === "" ? " no output" : `${code} and no output`}`];
  }
  return part(code === "" ? "gets" : `gets${code} and`, observation, full, style);
}

function part(title: string, text: string, full: boolean, style: Style): string[] {
  if (text.trim() === "") return [];
  const lines = cleanText(text)
    .replace(/^\n+|\s+$/g, "")
    .split("\n");
  return [`      ${style.bold(title)}`, indented((full ? lines : shortened(lines, style)).join("\n"), "        ")];
}

function shortened(lines: readonly string[], style: Style): string[] {
  const cut = lines.map((line) => (line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line));
  const left = lines.length - 2 * shownAtEachEnd;
  if (left <= 1) return cut;
  const mark = style.dim(`[${left} lines left out; --full shows them]`);
  return [...cut.slice(0, shownAtEachEnd), mark, ...cut.slice(-shownAtEachEnd)];
}
