import type { Episode, Facts, Outcome, Step } from "@mulligan/core";
import type { RecordedCall, RecordedRun } from "@mulligan/readers/record";
import { handsOf } from "./hands.js";
import type { Hand } from "./hands.js";
import { need } from "./planting.js";
import type { Mark } from "./planting.js";
import type { Random } from "./random.js";

interface Entry {
  readonly call: RecordedCall;
  /** Number of the step in the run; null for a planted call. */
  readonly step: number | null;
}

type RunChanges = Partial<
  Pick<
    RecordedRun,
    "task" | "finalMessage" | "ended" | "endedBy" | "endedDetail" | "infrastructure" | "relevantFiles" | "submission"
  >
>;

/** A recorded run while something is planted in it. Step numbers are those of the run as it was; it stays untouched. */
export class Draft {
  readonly run: RecordedRun;
  readonly episode: Episode;
  readonly facts: Facts;
  readonly random: Random;
  /** How the planted calls work on files. */
  readonly hand: Hand;
  /** The step after which a planted call still comes before the end: the last one that does not hand in the work. */
  readonly end: number;
  readonly #entries: Entry[];
  readonly #events: RecordedRun["events"][number][] = [];
  #changes: RunChanges = {};
  #outcome: Partial<Outcome> = {};
  #withoutSubmission = false;
  readonly #cutsOutput: boolean;

  constructor(run: RecordedRun, episode: Episode, facts: Facts, random: Random) {
    this.run = run;
    this.episode = episode;
    this.facts = facts;
    this.random = random;
    this.hand = random.pick(handsOf(episode.root ?? ""));
    this.#cutsOutput = random.below(3) === 0;
    this.#entries = run.calls.map((call, index) => ({ call, step: index + 1 }));
    const submits = episode.steps.at(-1)?.actions.some(({ kind }) => kind === "finish") === true;
    this.end = episode.steps.length - (submits ? 1 : 0);
  }

  /** Puts calls behind a step; 0 is the start. Later calls for the same place come behind earlier ones. */
  insert(after: number, ...calls: readonly RecordedCall[]): void {
    let at = after === 0 ? 0 : this.#entries.findIndex(({ step }) => step !== null && step >= after);
    if (at < 0) at = this.#entries.length;
    else if (after > 0 && this.#entries[at]?.step === after) at += 1;
    while (at < this.#entries.length && this.#entries[at]?.step === null) at += 1;
    this.#entries.splice(at, 0, ...calls.map((call) => ({ call, step: null })));
  }

  /** Takes steps out; the numbers of the others stay as they are until the end. */
  drop(gone: (step: Step) => boolean): void {
    const { steps } = this.episode;
    for (let at = this.#entries.length - 1; at >= 0; at -= 1) {
      const { step } = this.#entries[at] ?? { step: null };
      const found = step === null ? undefined : steps[step - 1];
      if (found !== undefined && gone(found)) this.#entries.splice(at, 1);
    }
  }

  /** Something that happens after a step. */
  happen(event: RecordedRun["events"][number]): void {
    this.#events.push(event);
  }

  /** Changes what is told of the run as a whole. */
  tell(changes: RunChanges): void {
    this.#changes = { ...this.#changes, ...changes };
  }

  /** One more sentence of the task. */
  ask(sentence: string): void {
    this.tell({ task: `${this.#changes.task ?? this.run.task}\n\n${sentence}` });
  }

  /** Sees to it that nobody speaks of something: the task becomes a plain one where it does, and the user must not. */
  hush(words: RegExp, what: string): void {
    const users = this.run.events.some((event) => event.kind === "user" && words.test(event.text));
    need(!users, `the user speaks of ${what}`);
    if (words.test(this.run.task)) this.tell({ task: "The limits come in the wrong order. Please fix the bug." });
  }

  /** Nothing was handed in, not even an empty patch. */
  handInNothing(): void {
    this.#withoutSubmission = true;
  }

  /** What an evaluator says of the changed run; without it nobody does. */
  judge(outcome: Partial<Outcome>): void {
    this.#outcome = { ...this.#outcome, ...outcome };
  }

  /** A path of the repository as the agent's tools take it. */
  absolute(path: string): string {
    const { root = "" } = this.episode;
    return root === "" || path.startsWith("/") ? path : `${root}/${path}`;
  }

  /** The same command, started in the root of the repository and not in whatever folder the agent's shell is in. */
  atRoot(call: RecordedCall): RecordedCall {
    const { root = "" } = this.episode;
    if (call.command === undefined) return call;
    const started = root === "" ? call.command : `(cd ${root} && ${call.command})`;
    if (!this.#cutsOutput) return { ...call, command: started, input: { command: started } };
    // Behind a pipe the exit code of the command is lost.
    const command = `${started} 2>&1 | tail -n 200`;
    return { ...call, command, input: { command }, exitCode: 0, status: "ok" };
  }

  /** The changed run, without a verdict of its own: nobody judged it. */
  build(): { readonly run: RecordedRun; readonly outcome: Partial<Outcome> } {
    const { verdict: _verdict, submission, ...run } = this.run;
    const keptUpTo = (step: number): number =>
      this.#entries.findLastIndex((entry) => entry.step !== null && entry.step <= step) + 1;
    const { submission: changed, ...changes } = this.#changes;
    const handedIn = this.#withoutSubmission ? undefined : (changed ?? submission);
    return {
      run: {
        ...run,
        ...changes,
        ...(handedIn === undefined ? {} : { submission: handedIn }),
        // What the agent says first is about the answer before it: behind a planted call it would be about the wrong one.
        calls: this.#entries.map(({ call, step }, at) =>
          step !== null && this.#entries[at - 1]?.step === null ? { ...call, says: "" } : call,
        ),
        events: [...this.run.events, ...this.#events]
          .map((event) => ({ ...event, afterStep: event.afterStep === 0 ? 0 : keptUpTo(event.afterStep) }))
          .sort((left, right) => left.afterStep - right.afterStep),
      },
      outcome: this.#outcome,
    };
  }

  /** Numbers of marks in the changed run, ascending; what was taken out has none. */
  numbersOf(marks: readonly Mark[]): readonly number[] {
    const numbers = marks.map((mark) =>
      this.#entries.findIndex(({ call, step }) => (typeof mark === "number" ? step === mark : call === mark)),
    );
    return [...new Set(numbers.filter((at) => at >= 0).map((at) => at + 1))].sort((left, right) => left - right);
  }
}
