import type { Episode, Repeat, Step } from "@mulligan/core";

/** What was repeated, without the call itself: a text that shows a failed call to a model makes it more likely again. */
export interface RepeatInWords {
  /** "a look at", "a search for": goes before the name. */
  readonly words: string;
  readonly name: string | null;
  /** "lines 1-100", where that is known of a look. */
  readonly lines: string | null;
}

export function describeRepeat(episode: Episode, { kind, what, steps }: Repeat): RepeatInWords {
  if (kind === "message") return { words: "the same message", name: null, lines: null };
  for (const number of steps) {
    const step = episode.steps[number - 1];
    if (step === undefined) continue;
    const look = step.actions.find((action) => action.kind === "look" && what.startsWith(action.path));
    if (look?.kind === "look") {
      const rest = what.slice(look.path.length).trim();
      return { words: "a look at", name: look.path, lines: rest.startsWith("lines ") ? rest : null };
    }
    if (what.startsWith(firstLine(step).slice(0, 100))) return { ...describeCall(step), lines: null };
  }
  return { words: "the same call", name: null, lines: null };
}

function describeCall({ actions: [action], command, tool }: Step): {
  readonly words: string;
  readonly name: string | null;
} {
  if (action?.kind === "search") return { words: "a search for", name: action.pattern };
  if (action?.kind === "list") return { words: "a listing of", name: action.path };
  if (action?.kind === "test") return { words: "a run of the tests", name: null };
  return { words: "a call of", name: command?.trim().split(/\s/, 1)[0] ?? tool };
}

function firstLine({ command, tool }: Step): string {
  return (command ?? tool).trim().split("\n", 1)[0] ?? "";
}
