import { facts as factsOf, factsToWire } from "@mulligan/core";
import type { Episode, Step } from "@mulligan/core";
import { cleanLine, describeStep } from "@mulligan/renderer";
import { inputOptions, isOn, numberOf, outputOptions, parse } from "../arguments.js";
import type { Options } from "../arguments.js";
import { usageError } from "../errors.js";
import { outcomeSource } from "../input/outcome-source.js";
import { readRuns } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { exitCodes } from "../main.js";
import { factsText } from "../output/facts-text.js";
import { runHeading } from "../output/run-heading.js";
import { styleOf } from "../output/style.js";
import type { Style } from "../output/style.js";
import { indented, tailOf, wrap } from "../output/text.js";

const options: Options = {
  ...inputOptions,
  ...outputOptions,
  facts: { type: "boolean" },
  step: { type: "string" },
  run: { type: "string" },
};

const aroundStep = 2;
const shownLines = 60;

export async function read(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("read", commandArguments, options);
  if (parsed.positionals.length === 0) throw usageError("read", "Name a recorded run, or - for standard input.");
  const wantedRun = numberOf("read", parsed, "run", { minimum: 1, integer: true });
  const wantedStep = numberOf("read", parsed, "step", { minimum: 1, integer: true });
  const outcome = outcomeSource("read", parsed, io.cwd);
  const style = styleOf(parsed, io);

  const documents: object[] = [];
  let count = 0;
  let unreadable = 0;
  for await (const input of readRuns(parsed.positionals, outcome, io)) {
    if ("error" in input) {
      unreadable += 1;
      io.error(`${input.file}: ${input.error.message}\n`);
      continue;
    }
    if (wantedRun !== undefined && input.run !== wantedRun) continue;
    const { file, run, episode } = input;
    count += 1;
    if (isOn(parsed, "json")) {
      documents.push(isOn(parsed, "facts") ? factsToWire(factsOf(episode)) : episode);
      continue;
    }
    if (count > 1) io.out("\n");
    io.out(`${runHeading(file, run, episode, style)}\n`);
    if (isOn(parsed, "facts")) io.out(`${indented(factsText(factsOf(episode)), "  ")}\n`);
    else if (wantedStep !== undefined) io.out(surroundings(episode, wantedStep, style));
    else for (const step of episode.steps) io.out(`${stepLine(step, style)}\n`);
  }
  if (documents.length > 0) io.out(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`);
  if (count === 0) {
    if (unreadable === 0) throw usageError("read", `--run ${wantedRun}: the file has no such run.`);
    return exitCodes.unreadable;
  }
  return exitCodes.clean;
}

function stepLine(step: Step, style: Style): string {
  const mark = step.status === "ok" ? "" : ` ${style.dim(`[${step.status}]`)}`;
  return `${String(step.number).padStart(4)}  ${cleanLine(describeStep(step), 200)}${mark}`;
}

function surroundings(episode: Episode, number: number, style: Style): string {
  const step = episode.steps[number - 1];
  if (step === undefined) throw usageError("read", `--step ${number}: the run has steps 1 to ${episode.steps.length}.`);
  const near = (from: number, to: number) =>
    episode.steps.slice(Math.max(0, from - 1), Math.max(0, to)).map((other) => style.dim(stepLine(other, style)));
  const origin = Object.entries(step.origin).map(([name, value]) => `${name} ${value}`);
  const lines = [
    ...near(number - aroundStep, number - 1),
    style.bold(stepLine(step, style)),
    ...(origin.length > 0 ? [style.dim(`      in the file: ${origin.join(", ")}`)] : []),
    ...part("says", step.says, style),
    ...part(
      step.command === undefined ? `calls ${step.tool} with` : "runs",
      step.command ?? JSON.stringify(step.input, null, 2),
      style,
    ),
    ...answer(step, style),
    ...near(number + 1, number + aroundStep),
  ];
  return `${lines.join("\n")}\n`;
}

function part(title: string, text: string, style: Style): string[] {
  if (text.trim() === "") return [];
  const lines = text.split("\n").length;
  const cut = lines > shownLines ? ` (the last ${shownLines} of ${lines} lines)` : "";
  return [
    `      ${style.bold(title)}${cut}`,
    ...tailOf(text, shownLines, 400).map((line) => wrap(line, 400, "        ")),
  ];
}

function answer({ exitCode, observation }: Step, style: Style): string[] {
  const code = exitCode === null ? "" : ` exit code ${exitCode}`;
  if (observation.trim() === "")
    return [`      ${style.bold("gets")}${code === "" ? " no output" : `${code} and no output`}`];
  return part(code === "" ? "gets" : `gets${code} and`, observation, style);
}
