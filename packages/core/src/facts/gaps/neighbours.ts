import type { Episode } from "../../model/episode.js";
import type { Facts } from "../facts.js";

/** Files that a search for a name of the changed code showed, and that were never opened. */
export type UnopenedFiles = {
  readonly step: number;
  /** What was searched for. */
  readonly name: string;
  readonly files: readonly string[];
};

const searchedName = /^((?:def|class|function|func|fn)\s+)?(?:\\b)?([A-Za-z_]\w{4,60})(?:\\b|(\\?\())?$/;
/** A plain word stands in comments and texts as well. */
const nameLike = /[a-z\d][A-Z]|\w_\w|\d/;
const source = /\.(?:py|pyx|[cm]?[jt]sx?|go|rs|java|kt|rb|php|cs|cc?|cpp|h|hpp|swift|scala|exs?|vue|svelte)$/;
const apart =
  /(?:^|\/)(?:tests?|testing|specs?|__tests__|docs?|examples?|benchmarks?|vendor|node_modules)\/|(?:^|\/)(?:test_|conftest)|[._](?:test|spec)\./i;
/** A name in more files is a common word. */
const mostFiles = 6;

/** The first search, for a name in the changed lines, that showed an edited file and others that nobody looked into. */
export function unopenedFiles(episode: Episode, facts: Facts): UnopenedFiles | null {
  const edited = new Set(facts.productEdits.map(({ path }) => path));
  const changed = facts.productEdits.map(({ action }) => `${action.removed ?? ""}\n${action.added ?? ""}`).join("\n");
  for (const { number, actions, observation } of episode.steps) {
    for (const action of actions) {
      if (action.kind !== "search" || action.names) continue;
      const name = nameSearchedFor(action.pattern.trim());
      if (name === null || !new RegExp(`\\b${name}\\b`).test(changed)) continue;
      const shown = [...new Set(action.shown.map(({ path }) => path))].filter(
        (path) => source.test(path) && !apart.test(path) && !path.startsWith("/"),
      );
      if (shown.length > mostFiles || !shown.some((path) => edited.has(path))) continue;
      const files = shown.filter((path) => !wasOpened(episode, facts, path) && usesName(observation, path, name));
      if (files.length > 0) return { step: number, name, files };
    }
  }
  return null;
}

function nameSearchedFor(pattern: string): string | null {
  const [, keyword, name, parenthesis] = searchedName.exec(pattern) ?? [];
  if (name === undefined) return null;
  return keyword !== undefined || parenthesis !== undefined || nameLike.test(name) ? name : null;
}

const textOrComment = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\s(?:#|\/\/|\*\s).*/g;

/** False where each line that the search printed of the file has the name in a text or a comment alone. */
function usesName(observation: string, path: string, name: string): boolean {
  const lines = observation
    .split("\n")
    .map((line) => line.replace(/^\.\//, ""))
    .filter((line) => line.startsWith(`${path}:`) && line.includes(name))
    .map((line) => ` ${line.slice(path.length + 1).replace(/^\d+:/, "")}`);
  return lines.length === 0 || lines.some((line) => line.replaceAll(textOrComment, " ").includes(name));
}

/** A search in this file alone is a look into it. */
function wasOpened(episode: Episode, facts: Facts, path: string): boolean {
  const timeline = facts.files.get(path);
  return (
    (timeline !== undefined && (timeline.edits.length > 0 || timeline.looks.some(({ partial }) => !partial))) ||
    episode.steps.some(({ actions }) => actions.some((action) => action.kind === "search" && action.path === path))
  );
}

/** A function whose callers were never looked for. */
export type UnsearchedCallers = {
  /** The step that changed it. */
  readonly step: number;
  readonly name: string;
};

const definition =
  /^[ \t]*(?:export\s+|public\s+|private\s+|async\s+|static\s+)*(?:def|function|func|fn)\s+(?:\([^()\n]*\)\s*)?([A-Za-z_]\w{3,60})\s*[(<]/gm;

/** A function that was there before, whose definition an edit changed, and whose name no search and no command holds. */
export function unsearchedCallers(episode: Episode, facts: Facts): UnsearchedCallers | null {
  for (const { step, action } of facts.productEdits) {
    if (action.kind !== "edit" || action.removed === undefined || action.added === undefined) continue;
    const before = signatures(action.removed);
    const after = signatures(action.added);
    for (const [name, line] of before) {
      const now = after.get(name);
      // Only another signature concerns those who call it.
      if (now === undefined || now === line || name.startsWith("__")) continue;
      if (!episode.steps.some((other) => looksFor(other, name))) return { step, name };
    }
  }
  return null;
}

function looksFor({ actions, command }: Episode["steps"][number], name: string): boolean {
  return actions.some(
    (action) =>
      (action.kind === "search" && (action.pattern.includes(name) || name.includes(action.pattern))) ||
      ((action.kind === "check" || action.kind === "test" || action.kind === "run") && (command ?? "").includes(name)),
  );
}

function signatures(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const match of text.matchAll(definition)) {
    const [, name] = match;
    const end = text.indexOf("\n", match.index);
    if (name !== undefined) found.set(name, text.slice(match.index, end < 0 ? undefined : end).trim());
  }
  return found;
}
