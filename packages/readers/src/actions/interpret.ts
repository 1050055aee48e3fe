import type { Action, Episode, Outcome, Recognisers, Step } from "@mulligan/core";
import type { RecordedCall, RecordedRun } from "../recorded-run.js";
import { runId } from "../run-id.js";
import { runShell } from "./commands/run-shell.js";
import { conclude } from "./finish/conclude.js";
import { guessRoot } from "./paths/guess-root.js";
import { noteRunning, resume } from "./tools/background.js";
import { runSweAgent } from "./tools/swe-agent.js";
import { runTool } from "./tools/run-tool.js";
import { toolKind } from "./tools/tool-map.js";
import type { DraftStep } from "./walk/draft.js";
import { Walk } from "./walk/walk.js";

/** With what packs bring besides strategies: `{ ...registry.recognisers }`. */
export interface InterpretOptions extends Recognisers {
  /** What an evaluator outside the run said; goes before the run's own verdict. */
  readonly outcome?: Partial<Outcome>;
}

/** Turns a recorded run into an episode: says of each call what it did to files and what it executed. Never throws. */
export function interpret(run: RecordedRun, options: InterpretOptions = {}): Episode {
  const known = knownSteps(run);
  if (known !== undefined) return episodeOf(run, run.root, known, options);
  const root = guessRoot(run);
  const walk = new Walk(run, root, options.runners ?? [], new Map(Object.entries(options.tools ?? {})));
  const forgetful = startsAfresh(run);
  for (const call of run.calls) {
    if (forgetful) walk.cwd = walk.home;
    walk.begin(call);
    if (
      call.status === "refused" ||
      call.status === "invalid" ||
      call.observation.startsWith("[Operation Cancelled]")
    ) {
      const kind = toolKind(call.tool, walk.tools);
      walk.emit(
        kind === "finish" && call.status === "invalid"
          ? { kind: "other" }
          : call.command === undefined
            ? { kind: "other" }
            : { kind: "other", command: call.command },
      );
    } else if (call.dialect === "swe-agent") runSweAgent(walk, call);
    else {
      resume(walk, call);
      if (call.dialect === "shell" && call.command !== undefined) runShell(walk, call.command, call);
      else runTool(walk, call);
      noteRunning(walk, call);
    }
    if (walk.step.actions.length === 0)
      walk.emit(call.command === undefined ? { kind: "other" } : { kind: "other", command: call.command });
  }
  conclude(walk, options.paths ?? []);
  return episodeOf(run, root, walk.steps.map(toStep), options);
}

/** The steps of a run that says itself what every call did. */
function knownSteps(run: RecordedRun): readonly Step[] | undefined {
  if (run.calls.length === 0) return undefined;
  const steps: Step[] = [];
  for (const call of run.calls) {
    if (call.actions === undefined) return undefined;
    steps.push(stepOf(call, steps.length + 1, call.actions));
  }
  return steps;
}

function episodeOf(
  run: RecordedRun,
  root: string | undefined,
  steps: readonly Step[],
  options: InterpretOptions,
): Episode {
  return {
    id: runId(run),
    source: {
      format: run.format,
      ...(run.formatVersion === undefined ? {} : { formatVersion: run.formatVersion }),
      skippedLines: run.skippedLines,
    },
    agent: run.agent,
    task: run.task,
    ...(root === undefined ? {} : { root }),
    steps,
    events: run.events,
    finalMessage: run.finalMessage,
    ...(run.submission === undefined ? {} : { submission: run.submission }),
    outcome: outcomeOf(run, options.outcome ?? {}),
    ended: run.ended,
    ...(run.relevantFiles === undefined ? {} : { relevantFiles: run.relevantFiles }),
    ...(run.annotations === undefined ? {} : { annotations: run.annotations }),
  };
}

/** Agents whose shell starts in the same folder for every command; with the others a `cd` lasts. */
const freshShells = /mini-swe|codex|gemini|qwen|opencode|mimo|cursor|aider/i;

function startsAfresh(run: RecordedRun): boolean {
  return freshShells.test(run.format) || freshShells.test(run.agent.name ?? "");
}

function toStep({ number, call, actions }: DraftStep): Step {
  return stepOf(call, number, actions);
}

function stepOf(call: RecordedCall, number: number, actions: readonly Action[]): Step {
  const step: { -readonly [Key in keyof Step]: Step[Key] } = {
    number,
    origin: call.origin,
    says: call.says,
    tool: call.tool,
    input: call.input,
    observation: call.observation,
    status: call.status,
    exitCode: call.exitCode,
    actions,
  };
  if (call.command !== undefined) step.command = call.command;
  if (call.turn !== undefined) step.turn = call.turn;
  if (call.subagents !== undefined) step.subagents = call.subagents;
  return step;
}

function outcomeOf(run: RecordedRun, given: Partial<Outcome>): Outcome {
  const { verdict } = run;
  const base: Outcome = {
    status: verdict?.status ?? "unknown",
    score: verdict?.score ?? null,
    threshold: verdict?.threshold ?? 1,
    endedBy: run.endedBy,
    failingTests: verdict?.failingTests ?? [],
    regressedTests: verdict?.regressedTests ?? [],
    ...(verdict?.evaluatorOutput === undefined ? {} : { evaluatorOutput: verdict.evaluatorOutput }),
    ...(run.endedDetail === undefined ? {} : { endedDetail: run.endedDetail }),
    ...(run.infrastructure === undefined ? {} : { infrastructure: run.infrastructure }),
  };
  return { ...base, ...given };
}
