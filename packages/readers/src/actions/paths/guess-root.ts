import type { RecordedCall, RecordedRun } from "../../recorded-run.js";
import { cleanPath, isAbsolute } from "./normalise.js";

/** Folders in which harnesses put the repository itself. */
const containerRoots: readonly string[] = ["/testbed", "/app", "/repo", "/workspace/repo", "/code", "/src", "/project"];
/** Folders in which harnesses put repositories, one folder each. */
const containerParents: readonly string[] = ["/workspace/", "/workspaces/", "/repos/"];
/** Folders that a repository has, not the names of repositories. */
const partOfRepository = /^(?:src|lib|tests?|docs|packages|public|scripts|app)$/;
const absolutePath = /(?<![\w./~-])\/(?:[\w.@+-]+\/)+[\w.@+-]+/g;
const looked = 40;

/**
 * The repository's root folder: as the file says it, else the first working folder, else the folder that the first
 * commands and paths agree on. Undefined where the run shows relative paths only.
 */
export function guessRoot(run: RecordedRun): string | undefined {
  if (run.root !== undefined && run.root !== "") return trim(run.root);
  const start = run.cwd ?? run.calls.find((call) => call.cwd !== undefined)?.cwd;
  if (start !== undefined && isRepository(start)) return trim(start);
  const votes = new Map<string, number>();
  for (const call of run.calls.slice(0, looked)) {
    if (cameToNothing(call)) continue;
    const top = /^\s*cd\s+(["']?)(\/[^\s;&|"']+)\1/.exec(call.command ?? "")?.[2];
    if (top !== undefined && !top.startsWith("/tmp")) vote(votes, rootOf(trim(top)) ?? trim(top), 2);
    for (const path of pathsOf(call.input, call.command)) {
      const root = rootOf(path);
      if (root !== undefined) vote(votes, root, 1);
    }
  }
  for (const path of run.task.slice(0, 4000).match(absolutePath) ?? []) {
    const root = rootOf(path);
    if (root !== undefined) vote(votes, root, 1);
  }
  // A file right under a parent outweighs the folders beside it.
  for (const parent of containerParents) if (votes.has(parent.slice(0, -1))) return parent.slice(0, -1);
  const best = [...votes].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0];
  if (best !== undefined) return best;
  const folder = start !== undefined && containerParents.includes(`${start}/`) ? start : shownFolder(run);
  if (folder !== undefined) return folder;
  const shown = run.calls.slice(0, looked).find((call) => call.observation.includes('File "/testbed/'));
  return shown === undefined ? undefined : "/testbed";
}

/** A folder that holds repositories, or a person's things, is not one itself. */
function isRepository(folder: string): boolean {
  return (
    isAbsolute(folder) &&
    folder !== "/" &&
    !/^(?:\/root|\/home\/[^/]+|~)$/.test(folder) &&
    !containerParents.includes(`${folder}/`)
  );
}

/** A path that was not there says nothing. */
function cameToNothing(call: RecordedCall): boolean {
  return (
    call.command === undefined &&
    (call.status === "error" || call.status === "invalid" || /^(?:Ran into |ERROR:|Invalid `)/.test(call.observation))
  );
}

const folderNote = /\[(?:Jupyter c|C)urrent working directory: (\/[^\]\n]*)\]/;

/** The folder that OpenHands notes under an output. */
function shownFolder(run: RecordedRun): string | undefined {
  for (const call of run.calls.slice(0, looked)) {
    const folder = /\bcd\b/.test(call.command ?? "") ? undefined : folderNote.exec(call.observation.slice(-400))?.[1];
    if (folder !== undefined) return trim(folder);
  }
  return undefined;
}

function rootOf(path: string): string | undefined {
  for (const root of containerRoots) if (path === root || path.startsWith(`${root}/`)) return root;
  for (const parent of containerParents) {
    if (!path.startsWith(parent)) continue;
    const [name, ...rest] = path.slice(parent.length).split("/");
    if (name === undefined || name === "" || name.startsWith(".")) continue;
    // A file right in the folder: the folder itself is the repository.
    return (rest.length === 0 && name.includes(".")) || partOfRepository.test(name)
      ? parent.slice(0, -1)
      : `${parent}${name}`;
  }
  return undefined;
}

function pathsOf(input: unknown, command: string | undefined): readonly string[] {
  if (command !== undefined) return command.slice(0, 2000).match(absolutePath) ?? [];
  if (typeof input !== "object" || input === null) return [];
  return Object.values(input).filter(
    (value): value is string => typeof value === "string" && value.startsWith("/") && value.length < 400,
  );
}

function vote(votes: Map<string, number>, root: string, weight: number): void {
  votes.set(root, (votes.get(root) ?? 0) + weight);
}

function trim(path: string): string {
  const clean = cleanPath(path.replaceAll("\\", "/"));
  return clean.length > 1 && clean.endsWith("/") ? clean.slice(0, -1) : clean;
}
