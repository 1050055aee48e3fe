import type { DetectContext, Detection, Episode, Repeat } from "@mulligan/core";
import { citedSteps, inCode, told } from "@mulligan/core";
import { describeRepeat } from "./describe-repeat.js";
import type { LoopingBehaviorOptions } from "./options.js";

export type LoopingBehaviorData = {
  readonly kind: Repeat["kind"];
  /** How often it was gone through. */
  readonly times: number;
  /** Calls of one round. */
  readonly length: number;
  /** "a look at", "a search for": goes before the name. */
  readonly words: string;
  readonly name: string | null;
  /** "lines 1-100", where that is known of a look. */
  readonly lines: string | null;
  readonly calls: number;
  /** The loop was the last thing that the run did. */
  readonly untilEnd: boolean;
};

/** What takes several runs to see, or a wish for them. */
const asksForRepetition =
  /\b(?:re-?run|run|repeat|execute|try|start|stress)\b[^.\n]{0,80}\b(?:\w+ times|repeatedly|in a loop|over and over|again and again|until \w+ (?:fails?|breaks?|crash(?:es)?))\b|\b(?:flaky|flak(?:es|iness)|intermittent(?:ly)?|sporadic(?:ally)?|non-?deterministic(?:ally)?|race condition)\b/i;

/**
 * The agent repeated itself and learned nothing new. What counts as a repeat is a fact of core: the same call with the same
 * observation three times, or the identical lines of a file four times, with no change of state in between; so re-running
 * tests after an edit, other ranges, polling and answers of a broken infrastructure are none; nor are tests or programs that
 * were started again where the task asks for it, or speaks of what fails only now and then.
 *
 * Three and four come from counts on labelled runs: "the same file read three times" is as frequent in runs that succeed as
 * in those that fail.
 */
export function detectLoopingBehavior(
  episode: Episode,
  { facts, options }: DetectContext<LoopingBehaviorOptions>,
): readonly Detection<LoopingBehaviorData>[] {
  const repetitionAsked = asksForRepetition.test(told(episode));
  return withoutContained(facts.repeats)
    .filter(({ times, steps }) => times >= options.minimumTimes && steps.length > 0)
    .filter(({ steps }) => !(repetitionAsked && steps.every((step) => executes(episode, step))))
    .map((repeat) => {
      const steps = citedSteps(repeat.steps[0] ?? 1, ...repeat.steps);
      const { kind, times, length } = repeat;
      const last = steps.at(-1) ?? steps[0];
      return {
        confidence: kind === "cycle" ? 0.85 : 0.95,
        steps,
        evidence: evidenceOf(repeat, steps[0], last),
        data: {
          kind,
          times,
          length,
          ...describeRepeat(episode, repeat),
          calls: steps.length,
          untilEnd: last >= episode.steps.length - 1,
        },
      };
    });
}

function executes(episode: Episode, step: number): boolean {
  return (
    episode.steps[step - 1]?.actions.some(({ kind }) => kind === "test" || kind === "check" || kind === "run") === true
  );
}

/** One loop is told once: what goes on for the most part inside a larger repeat is a part of it. */
function withoutContained(repeats: readonly Repeat[]): readonly Repeat[] {
  return repeats.filter((repeat) => {
    const larger = repeats.filter(({ steps }) => steps.length > repeat.steps.length);
    return !larger.some(({ steps }) => {
      const inside = new Set(steps);
      return repeat.steps.filter((step) => inside.has(step)).length * 4 >= repeat.steps.length * 3;
    });
  });
}

function evidenceOf({ kind, times, length, what }: Repeat, first: number, last: number): string {
  const between = `between steps ${first} and ${last}`;
  const file = what.replace(/ whole file$/, "");
  const sentences: Readonly<Record<Repeat["kind"], string>> = {
    action: `${inCode(what)} was called ${times} times ${between} and gave the same answer each time, with no change in between.`,
    cycle: `${length} calls, ${inCode(file)} among them, came back up to ${times} times ${between} with unchanged answers and no change in between.`,
    range: `${inCode(file)} was opened ${times} times ${between} without an edit of that file in between.`,
    message: `The same message was written ${times} times in a row after step ${first}: ${inCode(what)}.`,
  };
  return sentences[kind];
}
