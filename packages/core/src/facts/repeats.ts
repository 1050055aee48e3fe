import type { Action } from "../model/action.js";
import type { Episode, Step } from "../model/episode.js";
import { isEdit } from "./edits.js";
import type { Repeat } from "./facts.js";

/** Same call, same answer, no change of state in between: told from this many times on. */
const repeatedCalls = 3;
/** The identical range of a file, without an edit of it: told from this many times on. */
const repeatedRanges = 4;
const repeatedMessages = 3;

const infrastructure =
  /\b(?:connection (?:refused|reset|timed out|error)|temporary failure|service unavailable|too many requests|rate limit|gateway time-?out|internal server error|network is unreachable)\b/i;
const polling = /^(?:BashOutput|TaskOutput|write_stdin|KillShell|wait|sleep)$/i;

/**
 * Finds the same thing done again without anything new. Any change of the files, an installation, a word of the user
 * and a compaction start the count anew; answers of a broken infrastructure and polling do not count.
 */
export function collectRepeats(episode: Episode): readonly Repeat[] {
  const repeats: Repeat[] = [];
  const breaks = new Set(
    episode.events
      .filter(({ kind }) => kind === "user" || kind === "compaction" || kind === "interruption")
      .map(({ afterStep }) => afterStep),
  );
  let stretch = new Stretch();
  for (const step of episode.steps) {
    if (breaks.has(step.number - 1) || changesState(step)) {
      stretch.report(repeats);
      stretch = new Stretch();
    }
    stretch.add(step);
  }
  stretch.report(repeats);
  collectRanges(episode, breaks, repeats);
  collectMessages(episode, repeats);
  return withoutContained(repeats);
}

function changesState(step: Step): boolean {
  return step.actions.some((action) => {
    if (isEdit(action)) return action.effect === "changed";
    if (action.kind === "install") return action.ok;
    if (action.kind === "vcs")
      return /\b(?:stash|checkout|reset|apply|merge|rebase|commit|pull|switch|restore|revert|clean)\b/.test(
        action.command,
      );
    return action.kind === "delegate" || action.kind === "ask";
  });
}

function counts(step: Step): boolean {
  if (step.status === "missing" || step.status === "refused") return false;
  if (step.actions.length > 0 && step.actions.every(isBookkeeping)) return false;
  if (polling.test(step.tool) || (step.command !== undefined && /^\s*sleep\b/.test(step.command))) return false;
  return !(step.status === "error" && step.observation.length < 2_000 && infrastructure.test(step.observation));
}

function isBookkeeping({ kind }: Action): boolean {
  return kind === "plan" || kind === "finish" || kind === "ask";
}

interface Group {
  readonly first: Step;
  readonly steps: number[];
}

/** Steps between two changes of state. */
class Stretch {
  /** By the lengths of call and answer: long texts are compared only where both lengths agree. */
  readonly #groups = new Map<number, Group[]>();

  add(step: Step): void {
    if (!counts(step)) return;
    const key = step.observation.length * 4_096 + ((step.command?.length ?? 0) % 4_096);
    const groups = this.#groups.get(key);
    const same = groups?.find(({ first }) => isSameCall(first, step));
    if (same !== undefined) same.steps.push(step.number);
    else if (groups === undefined) this.#groups.set(key, [{ first: step, steps: [step.number] }]);
    else groups.push({ first: step, steps: [step.number] });
  }

  report(repeats: Repeat[]): void {
    const found: Group[] = [];
    for (const groups of this.#groups.values()) {
      for (const group of groups) if (group.steps.length >= repeatedCalls) found.push(group);
    }
    if (found.length === 0) return;
    found.sort((left, right) => right.steps.length - left.steps.length || left.first.number - right.first.number);
    const most = found[0];
    if (most === undefined) return;
    repeats.push({
      kind: found.length > 1 ? "cycle" : "action",
      steps: found.flatMap(({ steps }) => steps).sort((left, right) => left - right),
      times: most.steps.length,
      length: found.length,
      what: describe(most.first),
    });
  }
}

function isSameCall(left: Step, right: Step): boolean {
  if (left.tool !== right.tool || left.command !== right.command || left.observation !== right.observation)
    return false;
  return left.command !== undefined || JSON.stringify(left.input) === JSON.stringify(right.input);
}

function describe(step: Step): string {
  const [action] = step.actions;
  if (action?.kind === "look") {
    return action.lines === undefined ? action.path : `${action.path} lines ${action.lines.from}-${action.lines.to}`;
  }
  const text = step.command ?? step.tool;
  const [line = ""] = text.trim().split("\n", 1);
  return line.length > 120 ? `${line.slice(0, 117)}...` : line;
}

function collectRanges(episode: Episode, breaks: ReadonlySet<number>, repeats: Repeat[]): void {
  const seen = new Map<string, Map<string, number[]>>();
  const close = (path: string): void => {
    for (const [range, steps] of seen.get(path) ?? []) {
      if (steps.length >= repeatedRanges) {
        repeats.push({ kind: "range", steps, times: steps.length, length: 1, what: `${path} ${range}` });
      }
    }
    seen.delete(path);
  };
  for (const step of episode.steps) {
    if (breaks.has(step.number - 1)) for (const path of [...seen.keys()]) close(path);
    for (const action of step.actions) {
      if (isEdit(action) && action.effect === "changed") {
        close(action.path);
      } else if (action.kind === "look" && action.found && (action.whole || action.lines !== undefined)) {
        const range = action.lines === undefined ? "whole file" : `lines ${action.lines.from}-${action.lines.to}`;
        let ranges = seen.get(action.path);
        if (ranges === undefined) seen.set(action.path, (ranges = new Map()));
        const steps = ranges.get(range);
        if (steps === undefined) ranges.set(range, [step.number]);
        else if (steps.at(-1) !== step.number) steps.push(step.number);
      }
    }
  }
  for (const path of [...seen.keys()]) close(path);
}

type Message = Extract<Episode["events"][number], { kind: "message" }>;

function collectMessages(episode: Episode, repeats: Repeat[]): void {
  let row: Message[] = [];
  const close = (): void => {
    const [first] = row;
    if (first !== undefined && row.length >= repeatedMessages && first.afterStep > 0 && first.text.trim() !== "") {
      const what = first.text.trim().slice(0, 120);
      repeats.push({ kind: "message", steps: [first.afterStep], times: row.length, length: 1, what });
    }
  };
  for (const event of episode.events) {
    if (event.kind !== "message") continue;
    if (isSameMessage(row[0], event)) {
      row.push(event);
    } else {
      close();
      row = [event];
    }
  }
  close();
}

function isSameMessage(left: Message | undefined, right: Message): boolean {
  return left?.text === right.text && left.afterStep === right.afterStep;
}

/** A repeat whose steps all belong to a larger one says nothing of its own. */
function withoutContained(repeats: readonly Repeat[]): readonly Repeat[] {
  const sets = repeats.map(({ steps }) => new Set(steps));
  return repeats
    .filter(
      ({ steps }, index) =>
        !repeats.some(
          (other, otherIndex) =>
            otherIndex !== index &&
            (other.steps.length > steps.length || (other.steps.length === steps.length && otherIndex < index)) &&
            steps.every((step) => sets[otherIndex]?.has(step)),
        ),
    )
    .sort((left, right) => (left.steps[0] ?? 0) - (right.steps[0] ?? 0));
}
