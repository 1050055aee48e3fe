import { join } from "node:path";
import { readSidecar } from "@mulligan/readers";
import type { Verdict } from "@mulligan/readers";
import type { Signal } from "@mulligan/retry";
import { outsideCause } from "./outside-cause.js";
import { runProcess } from "./run-process.js";
import { textIn } from "./text-in.js";

const evaluatorOutputLimit = 20_000;

export interface Evaluation {
  readonly command: string;
  readonly seconds: number;
  /** Of the attempt, absolute. */
  readonly folder: string;
  readonly workspace: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: Signal | undefined;
}

/** Runs the evaluator in the attempt's workspace and takes its word: a report, a score, or its exit code. */
export async function judge({
  command,
  seconds,
  folder,
  workspace,
  environment,
  signal,
}: Evaluation): Promise<Verdict> {
  const report = join(folder, "report");
  const out = join(folder, "evaluator.out");
  const error = join(folder, "evaluator.err");
  const end = await runProcess({
    command,
    cwd: workspace,
    environment: { ...environment, MULLIGAN_REPORT_FILE: report },
    input: "",
    out,
    error,
    seconds,
    signal,
  });
  if (end.timedOut) return { score: null, infrastructure: `The evaluator did not end within ${seconds} seconds.` };
  const cause = outsideCause("The evaluator", end, false, error);
  if (cause !== undefined) return { score: null, infrastructure: cause };
  const written = textIn(report);
  if (written !== null && written.trim() !== "") {
    const sidecar = readSidecar(written);
    if (sidecar === null) return { score: null, infrastructure: "The evaluator wrote a report that is not known." };
    return withOutput(only(sidecar), `${textIn(out) ?? ""}${textIn(error) ?? ""}`);
  }
  const printed = textIn(out) ?? "";
  const sidecar = readSidecar(printed);
  if (sidecar !== null) return withOutput(only(sidecar), textIn(error) ?? "");
  const verdict: Verdict = end.code === 0 ? { status: "passed", score: 1 } : { status: "failed", score: 0 };
  return withOutput(verdict, `${printed}${textIn(error) ?? ""}`);
}

function only({ single, byInstance }: NonNullable<ReturnType<typeof readSidecar>>): Verdict {
  const verdict = single ?? (byInstance.size === 1 ? [...byInstance.values()][0] : undefined);
  return verdict ?? { score: null, infrastructure: "The evaluator's report speaks of several runs." };
}

/** Failing runs are told by their last lines: that is where test runners say what failed. */
function withOutput(verdict: Verdict, output: string): Verdict {
  if (verdict.evaluatorOutput !== undefined || output.trim() === "") return verdict;
  return { ...verdict, evaluatorOutput: output.slice(-evaluatorOutputLimit) };
}
