import type { Action, Episode, Outcome, Recognisers, Step } from "@mulligan/core";
import { contentHash } from "../hash.js";
import type { RecordedRun } from "../recorded-run.js";
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
  return {
    id: run.id ?? contentHash(fingerprint(run)),
    source: {
      format: run.format,
      ...(run.formatVersion === undefined ? {} : { formatVersion: run.formatVersion }),
      skippedLines: run.skippedLines,
    },
    agent: run.agent,
    task: run.task,
    ...(root === undefined ? {} : { root }),
    steps: walk.steps.map(toStep),
    events: run.events,
    finalMessage: run.finalMessage,
    ...(run.submission === undefined ? {} : { submission: run.submission }),
    outcome: outcomeOf(run, options.outcome ?? {}),
    ended: run.ended,
    ...(run.relevantFiles === undefined ? {} : { relevantFiles: run.relevantFiles }),
  };
}

/** Names a run that has no id of its own: enough of every call to tell two runs of one task apart. */
function fingerprint(run: RecordedRun): string {
  const parts = run.calls.map(
    (call) => `${call.command?.length ?? call.tool} ${call.says.length} ${call.observation.length}`,
  );
  return `${run.format}\n${run.task.slice(0, 400)}\n${run.task.length}\n${parts.join("\n")}`;
}

/** Agents whose shell starts in the same folder for every command; with the others a `cd` lasts. */
const freshShells = /mini-swe|codex|gemini|qwen|opencode|mimo|cursor|aider/i;

function startsAfresh(run: RecordedRun): boolean {
  return freshShells.test(run.format) || freshShells.test(run.agent.name ?? "");
}

function toStep({ number, call, actions }: DraftStep): Step {
  const step: { -readonly [Key in keyof Step]: Step[Key] } = {
    number,
    origin: call.origin,
    says: call.says,
    tool: call.tool,
    input: call.input,
    observation: call.observation,
    status: call.status,
    exitCode: call.exitCode,
    actions: actions as readonly Action[],
  };
  if (call.command !== undefined) step.command = call.command;
  if (call.turn !== undefined) step.turn = call.turn;
  if (call.subagents !== undefined) step.subagents = call.subagents;
  return step;
}

function outcomeOf(run: RecordedRun, given: Partial<Outcome>): Outcome {
  const base: Outcome = {
    status: run.verdict?.status ?? "unknown",
    score: run.verdict?.score ?? null,
    threshold: run.verdict?.threshold ?? 1,
    endedBy: run.endedBy,
    failingTests: [],
    regressedTests: [],
    ...(run.endedDetail === undefined ? {} : { endedDetail: run.endedDetail }),
    ...(run.infrastructure === undefined ? {} : { infrastructure: run.infrastructure }),
  };
  return { ...base, ...given };
}
