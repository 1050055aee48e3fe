import type { Walk } from "../walk/walk.js";
import { readUnifiedDiff } from "../edits/patch.js";
import { fileName } from "../paths/normalise.js";
import { outputHidden, type Piped } from "./context.js";

/** `git …`: restores, stashes, diffs as partial looks; everything else is version control. */
export function runGit(walk: Walk, piped: Piped): boolean {
  const words = [...piped.first.words];
  if (words[0] !== "git") return false;
  const outside = takeFolder(words);
  const folder = outside === undefined ? walk.cwd : walk.path(outside);
  const verb = words[1] ?? "";
  const rest = words.slice(2);
  if (verb === "diff" || verb === "show" || verb === "log") look(walk, piped, verb, rest);
  else if (verb === "checkout" || verb === "restore") restore(walk, piped, verb, rest, folder);
  else if (verb === "reset" && rest.includes("--hard")) restoreAll(walk);
  else if (verb === "stash") stash(walk, rest[0] ?? "push");
  else if (
    verb === "clean" &&
    rest.some((word) => /^-[a-zA-Z]*f/.test(word)) &&
    !rest.some((word) => /^-[a-zA-Z]*n|--dry-run/.test(word))
  )
    clean(walk);
  else if (verb === "rm" && !rest.includes("--cached"))
    for (const file of paths(rest))
      walk.edit({ path: walk.path(file, folder), by: "shell", kind: "delete", whole: true, commentOnly: false });
  else if (verb === "mv") {
    const [from, to] = paths(rest);
    if (from !== undefined && to !== undefined) {
      const old = walk.path(from, folder);
      const target = to.endsWith("/") ? `${to}${fileName(from)}` : to;
      walk.edit({
        path: walk.path(target, folder),
        by: "shell",
        kind: "move",
        from: old,
        whole: true,
        commentOnly: false,
      });
      walk.files.get(old).exists = false;
    }
  } else if (verb === "clone" || (verb === "worktree" && rest[0] === "add")) {
    const place =
      verb === "clone" ? (paths(rest)[1] ?? fileName((paths(rest)[0] ?? "").replace(/\.git$/, ""))) : paths(rest)[1];
    if (place !== undefined && place !== "" && place !== ".") walk.otherTrees.add(walk.path(place, folder));
  }
  walk.emit({ kind: "vcs", command: piped.first.text });
  return true;
}

function takeFolder(words: string[]): string | undefined {
  let folder: string | undefined;
  while (words[1]?.startsWith("-") === true) {
    if (words[1] === "-C" || words[1] === "-c" || words[1] === "--git-dir" || words[1] === "--work-tree") {
      if (words[1] === "-C") folder = words[2];
      words.splice(1, 2);
    } else words.splice(1, 1);
  }
  return folder;
}

function paths(words: readonly string[]): readonly string[] {
  return words.filter((word) => word !== "--" && !word.startsWith("-"));
}

function look(walk: Walk, piped: Piped, verb: string, rest: readonly string[]): void {
  if (outputHidden(piped)) return;
  const { output } = piped.answer;
  const object = verb === "show" ? rest.find((word) => /^[\w.~^/@-]*:.+/.test(word)) : undefined;
  if (object !== undefined) {
    const path = walk.path(object.slice(object.indexOf(":") + 1), walk.root);
    const found = !/^fatal: /m.test(output);
    walk.emit({ kind: "look", path, pathClass: "product", whole: false, found });
    return;
  }
  if (!output.includes("\n@@ ") && !output.startsWith("@@ ")) return;
  for (const file of readUnifiedDiff(output, 60)) {
    if (file.kind === "delete") continue;
    const path = walk.path(file.path, walk.root);
    walk.seen(path);
    for (const lines of file.shown.slice(0, 20))
      walk.emit({ kind: "look", path, pathClass: "product", lines, whole: false, found: true });
  }
}

function restore(walk: Walk, piped: Piped, verb: string, rest: readonly string[], folder: string): void {
  const { output, exitCode } = piped.answer;
  if (rest.some((word) => /^-(?:b|B|-orphan|-detach|t)$/.test(word))) return;
  if (verb === "restore" && rest.includes("--staged") && !rest.includes("--worktree") && !rest.includes("-W")) return;
  const dashes = rest.indexOf("--");
  const sourced = rest.findIndex((word) => word === "-s" || word === "--source");
  let named =
    dashes >= 0 ? rest.slice(dashes + 1) : paths(rest.filter((_, index) => sourced < 0 || index !== sourced + 1));
  if (verb === "checkout" && dashes < 0) {
    if (named.length === 1 && named[0] !== "." && !looksLikeFile(walk, named[0]!, folder)) return;
    if (named.length > 1 && !looksLikeFile(walk, named[0]!, folder)) named = named.slice(1);
  }
  if (piped.final && exitCode !== null && exitCode !== 0) return;
  if (/error: pathspec/.test(output)) return;
  for (const name of named) {
    if (name === "." || name === ":/" || name === "*") {
      restoreAll(walk);
      continue;
    }
    const path = walk.path(name, folder);
    const inside = [...walk.files.all()].filter(
      (file) => file.path.startsWith(`${path}/`) && !walk.files.isStart(file) && !file.created,
    );
    if (inside.length > 0) for (const file of inside) restoreOne(walk, file.path);
    else if (!/\.\w+$/.test(path) && walk.files.peek(path) === undefined) continue;
    else restoreOne(walk, path);
  }
}

function looksLikeFile(walk: Walk, name: string, folder: string): boolean {
  return (
    /^[\w-]+\.(?!\d)\w{1,5}$/.test(name) ||
    (name.includes("/") && /\.\w+$/.test(name.slice(name.indexOf("/")))) ||
    walk.files.peek(walk.path(name, folder)) !== undefined
  );
}

function restoreOne(walk: Walk, path: string): void {
  walk.edit({ path, by: "restore", version: `start:${path}`, commentOnly: false, whole: true });
}

function restoreAll(walk: Walk): void {
  for (const file of [...walk.files.all()]) {
    if (file.created || walk.files.isStart(file)) continue;
    restoreOne(walk, file.path);
  }
}

function clean(walk: Walk): void {
  for (const file of [...walk.files.all()]) {
    if (file.created && file.exists === true && !file.path.startsWith("/"))
      walk.edit({ path: file.path, by: "shell", kind: "delete", whole: true, commentOnly: false });
  }
}

function stash(walk: Walk, verb: string): void {
  if (verb === "pop" || verb === "apply") {
    const last = walk.stashes.pop();
    if (last === undefined) return;
    for (const [path, state] of last.saved) Object.assign(walk.files.get(path), state);
    return;
  }
  if (verb === "drop" || verb === "clear") {
    const last = walk.stashes.at(-1);
    if (last !== undefined) dropStash(walk, walk.stashes.pop()!);
    return;
  }
  if (verb !== "push" && verb !== "save" && !verb.startsWith("-")) return;
  const changed = [...walk.files.all()]
    .filter((file) => !file.created && !walk.files.isStart(file))
    .map((file) => file.path);
  walk.stashes.push({ step: walk.step, at: walk.step.actions.length, saved: walk.files.snapshot(), changed });
  for (const path of changed) {
    const file = walk.files.get(path);
    file.version = `start:${path}`;
    file.content = undefined;
  }
}

/** A stash that never came back took the edits away at the step that made it. */
export function dropStash(walk: Walk, lost: Walk["stashes"][number]): void {
  const restores = lost.changed.map((path) => ({
    kind: "edit" as const,
    path,
    pathClass: "product" as const,
    effect: "changed" as const,
    whole: true,
    by: "restore" as const,
    commentOnly: false,
  }));
  lost.step.actions.splice(lost.at, 0, ...restores);
}
