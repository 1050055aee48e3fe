import { isOn, numberOf } from "../arguments.js";
import type { Arguments, Options } from "../arguments.js";
import { loadRegistry } from "../config/load-config.js";
import { runNotThereError, usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { outcomeSource } from "../input/outcome-source.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { actionText } from "../output/actions-text.js";
import { findingText } from "../output/finding-text.js";
import { runHeading } from "../output/run-heading.js";
import { stepText } from "../output/step-text.js";
import { styleOf } from "../output/style.js";
import type { Style } from "../output/style.js";
import { diagnosed, reading, reportDiagnostics } from "./diagnosed.js";
import type { Diagnosed } from "./diagnosed.js";

export const stepOptions: Options = {
  step: { type: "string" },
  run: { type: "string" },
  full: { type: "boolean" },
};

/** One step of a recorded run: what it shows, what the rules take it for, and the findings that cite it. */
export async function explainStep(parsed: Arguments, io: Io): Promise<number> {
  const [file, ...more] = parsed.positionals;
  if (file === undefined || more.length > 0) throw usageError("explain", "--step: name exactly one recorded run.");
  const number = numberOf("explain", parsed, "step", { minimum: 1, integer: true }) ?? 1;
  const wantedRun = numberOf("explain", parsed, "run", { minimum: 1, integer: true });
  const outcome = outcomeSource("explain", parsed, io.cwd);
  const { registry } = await loadRegistry(parsed, io);
  const style = styleOf(parsed, io);

  let unreadable = 0;
  for await (const entry of readRuns([file], reading(parsed, outcome, registry, io), (run) =>
    diagnosed(run, registry),
  )) {
    if (isUnreadable(entry)) {
      unreadable += 1;
      io.error(`${entry.file}: ${entry.error.message}\n`);
      continue;
    }
    if (wantedRun !== undefined && entry.run !== wantedRun) continue;
    const text = isOn(parsed, "json")
      ? JSON.stringify(stepDocument(entry, number), null, 2)
      : stepExplanation(entry, number, isOn(parsed, "full"), style);
    io.out(`${text}\n`);
    reportDiagnostics(entry, parsed, io);
    return exitCodes.clean;
  }
  if (unreadable > 0) return exitCodes.unreadable;
  throw runNotThereError("explain", wantedRun ?? 1, file);
}

function stepOf({ episode }: Diagnosed, number: number): Diagnosed["episode"]["steps"][number] {
  const step = episode.steps[number - 1];
  if (step === undefined)
    throw usageError("explain", `--step ${number}: the run has steps 1 to ${episode.steps.length}.`);
  return step;
}

function stepDocument(input: Diagnosed, number: number): object {
  const step = stepOf(input, number);
  return {
    file: input.file,
    run: input.run,
    step: number,
    origin: step.origin,
    command: step.command ?? null,
    tool: step.tool,
    input: step.input,
    exit_code: step.exitCode,
    status: step.status,
    observation: step.observation,
    actions: step.actions,
    findings: citing(input, number).map(({ id, severity, steps, evidence }) => ({ id, severity, steps, evidence })),
  };
}

function stepExplanation(input: Diagnosed, number: number, full: boolean, style: Style): string {
  const step = stepOf(input, number);
  const meanings = step.actions.map((action) => `        ${actionText(action)}`);
  const found = citing(input, number);
  return [
    runHeading(input, style),
    stepText(input.episode, step, full, style),
    "",
    `      ${style.bold("counts as")}`,
    ...(meanings.length === 0 ? ["        nothing that the rules use"] : [...new Set(meanings)]),
    "",
    found.length === 0 ? "No finding cites this step." : style.bold("Cited by"),
    ...found.map((finding) => findingText(finding, input.episode, style, false)),
  ].join("\n");
}

function citing({ diagnosis }: Diagnosed, number: number): readonly Diagnosed["diagnosis"]["findings"][number][] {
  return diagnosis.findings.filter(({ steps }) => steps.includes(number));
}
