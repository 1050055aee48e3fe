import type { Action, DetectContext, Detection, Episode, Step } from "@mulligan/core";
import { citedSteps, inCode, inNumber, inSteps, isEdit, told } from "@mulligan/core";
import { errorInWords } from "../evidence/error-in-words.js";
import { looseErrorKey } from "../evidence/error-key.js";
import { errorsOfStep } from "./errors-of-step.js";
import type { RepeatedErrorLoopOptions } from "./options.js";

export type RepeatedErrorLoopData = {
  readonly error: string;
  readonly times: number;
  /** Different calls among them. */
  readonly calls: number;
  readonly firstStep: number;
  readonly lastStep: number;
  /** It was the last thing that the run tried. */
  readonly untilEnd: boolean;
};

/**
 * The same error (class and message; paths and numbers aside) came three or more times from calls that differ, and no edit,
 * installation or other repair lay in between.
 *
 * Not: the reported bug (an error that the task quotes, or that the code under repair raises); failing assertions and test
 * results; probes for what is installed; searches without a hit; identical calls with identical answers;
 * errors with an installation, an edit, a build or a successful execution in between. Refused edits count by the words of
 * the refusal, whatever text they looked for.
 *
 * Three is the catalogue's bound. A new scratch file belongs to the call that runs it and does not count as a repair.
 */
export function detectRepeatedErrorLoop(
  episode: Episode,
  { options }: DetectContext<RepeatedErrorLoopOptions>,
): readonly Detection<RepeatedErrorLoopData>[] {
  const detections: Detection<RepeatedErrorLoopData>[] = [];
  const breaks = new Set(
    episode.events.flatMap(({ kind, afterStep }) => (kind === "user" || kind === "compaction" ? [afterStep] : [])),
  );
  let open = new Map<string, Occurrences>();
  const report = (): void => {
    for (const occurrences of open.values()) {
      if (occurrences.steps.length >= options.minimumTimes && occurrences.calls.size >= 2) {
        detections.push(detectionOf(occurrences, episode));
      }
    }
    open = new Map();
  };
  for (const step of episode.steps) {
    if (breaks.has(step.number - 1)) report();
    const errors = errorsOfStep(step);
    if (step.actions.some((action) => mends(action))) report();
    for (const { error, call } of errors) {
      if (quoted(episode, error.message)) continue;
      const key = looseErrorKey(error);
      const known = open.get(key);
      if (known === undefined)
        open.set(key, { error: errorInWords(error), steps: [step.number], calls: new Set([call]) });
      else if (known.steps.at(-1) !== step.number) {
        known.steps.push(step.number);
        known.calls.add(call);
      }
    }
  }
  report();
  return detections;
}

interface Occurrences {
  readonly error: string;
  readonly steps: number[];
  readonly calls: Set<string>;
}

const changesTree = /\b(?:stash|checkout|reset|apply|merge|rebase|pull|switch|restore|revert|submodule|clone)\b/;

function mends(action: Action): boolean {
  switch (action.kind) {
    case "install":
    case "delegate":
    case "ask":
      return true;
    case "vcs":
      return changesTree.test(action.command);
    case "test":
    case "check":
      return action.ok || (action.kind === "check" && action.checks === "build");
    default:
      return (
        isEdit(action) && action.effect === "changed" && !(action.pathClass === "scratch" && action.kind === "create")
      );
  }
}

const telling = 12;

function quoted(episode: Episode, message: string): boolean {
  return message.length >= telling && told(episode).includes(message.slice(0, 80));
}

function detectionOf({ error, steps, calls }: Occurrences, episode: Episode): Detection<RepeatedErrorLoopData> {
  const first = steps[0] ?? 1;
  const last = steps.at(-1) ?? first;
  return {
    confidence: 0.85,
    steps: citedSteps(first, ...steps),
    evidence: `${inCode(error)} came ${steps.length} times (${inSteps(steps)}) from ${inNumber(calls.size, "different call")}, with no edit or installation in between.`,
    data: {
      error,
      times: steps.length,
      calls: calls.size,
      firstStep: first,
      lastStep: last,
      untilEnd: nothingAfter(episode.steps, last),
    },
  };
}

function nothingAfter(steps: readonly Step[], last: number): boolean {
  return steps.slice(last).every(({ actions }) => actions.every(({ kind }) => kind === "finish" || kind === "plan"));
}
