import type { Episode } from "../model/episode.js";
import { isEdit } from "./edits.js";
import type { FileTimeline, NamedFile } from "./facts.js";

const outside = /[^\w.~/\\@:-]/g;
const inside = /[\w.~/\\@:-]/;
const shortestWord = 3;
const longestWord = 300;
const sourceFile =
  /^((?:[A-Za-z]:)?[\w.~/\\-]*\w\.(?:py|pyx|js|mjs|cjs|jsx|ts|mts|cts|tsx|go|rs|java|kt|rb|php|cs|c|cc|cpp|h|hpp|swift|scala|ex|exs|vue|svelte))(?=$|[:.])/;
/** Longer tasks carry logs; what they name first is what they are about. */
const taskLimit = 20_000;

/**
 * Files of the repository that the task or an error of the run names. A name counts when it ends like a path that
 * the run touched, or starts with one of the repository's folders; bare names of unknown files do not.
 */
export function collectNamedFiles(episode: Episode, files: ReadonlyMap<string, FileTimeline>): readonly NamedFile[] {
  const known = new KnownPaths(episode, files);
  const named = new Map<string, NamedFile>();
  for (const token of dottedWords(episode.task.slice(0, taskLimit))) {
    const name = sourceFile.exec(token)?.[1];
    if (name === undefined) continue;
    const path = known.resolve(name);
    if (path !== null && !named.has(path)) named.set(path, { path, by: "task" });
  }
  for (const step of episode.steps) {
    for (const action of step.actions) {
      if (action.kind !== "test" && action.kind !== "check" && action.kind !== "run") continue;
      const path = action.error?.path;
      if (path !== undefined && known.isRepositoryPath(path) && !named.has(path))
        named.set(path, { path, by: step.number });
    }
  }
  return [...named.values()];
}

/** Words with a dot in them; longer ones than any path are cut into pieces. */
function dottedWords(text: string): string[] {
  const words: string[] = [];
  let done = 0;
  for (let dot = text.indexOf("."); dot >= 0; dot = text.indexOf(".", done)) {
    let start = dot;
    while (start > done && inside.test(text.charAt(start - 1))) start -= 1;
    outside.lastIndex = dot;
    done = outside.exec(text)?.index ?? text.length;
    for (let from = start; from < done; from += longestWord) {
      const piece = text.slice(from, Math.min(done, from + longestWord));
      if (piece.length >= shortestWord && piece.includes(".")) words.push(piece);
    }
  }
  return words;
}

class KnownPaths {
  readonly #byName = new Map<string, string[]>();
  readonly #folders = new Set<string>();

  constructor(episode: Episode, files: ReadonlyMap<string, FileTimeline>) {
    const scratch = new Set<string>();
    for (const { actions } of episode.steps) {
      for (const action of actions) if (isEdit(action) && action.pathClass === "scratch") scratch.add(action.path);
    }
    for (const path of files.keys()) {
      if (scratch.has(path) || path.startsWith("/") || path.startsWith("~")) continue;
      const name = path.slice(path.lastIndexOf("/") + 1);
      const sameName = this.#byName.get(name);
      if (sameName === undefined) this.#byName.set(name, [path]);
      else sameName.push(path);
      const folder = path.indexOf("/");
      if (folder > 0) this.#folders.add(path.slice(0, folder));
    }
  }

  isRepositoryPath(path: string): boolean {
    return !path.startsWith("/") && !path.startsWith("~") && this.#folders.has(path.split("/", 1)[0] ?? "");
  }

  resolve(text: string): string | null {
    const path = text.replaceAll("\\", "/").replace(/^(?:[A-Za-z]:)?[./~]*\/?/, "");
    const segments = path.split("/");
    const candidates = this.#byName.get(segments.at(-1) ?? "") ?? [];
    const exact = candidates.filter((candidate) => candidate === path || path.endsWith(`/${candidate}`));
    if (exact[0] !== undefined) return exact[0];
    const suffix = candidates.filter((candidate) => candidate.endsWith(`/${path}`));
    if (suffix.length === 1) return suffix[0] ?? null;
    const start = segments.findIndex((segment, index) => index < segments.length - 1 && this.#folders.has(segment));
    return start >= 0 ? segments.slice(start).join("/") : null;
  }
}
