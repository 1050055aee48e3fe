import type { Walk } from "../walk/walk.js";
import type { FileRecord } from "../walk/file-store.js";
import { readApplyPatch, readUnifiedDiff, type PatchedFile } from "../edits/patch.js";
import { readEditAnswer } from "../edits/answers.js";
import { baseName } from "../shell/unwrap.js";
import type { Piped } from "./context.js";
import { firstLine } from "./text.js";

/** `patch`, `git apply`, `git am`, `apply_patch` and its misspelling. */
export function applyPatches(walk: Walk, piped: Piped): boolean {
  const at = piped.commands.findIndex((command) => isPatchCommand(command.words));
  if (at < 0) return false;
  const command = piped.commands[at]!;
  const words = command.words;
  const name = baseName(words[0]!);
  if (/^(?:apply_patch|applypatch|apply-patch)$/.test(name)) {
    const text = words[1] ?? command.stdin ?? piped.first.stdin;
    if (text !== undefined) applyPatchText(walk, text, piped.answer.output, failed(piped));
    return true;
  }
  if (words.some((word) => /^--(?:check|dry-run|stat|numstat|summary)$/.test(word))) {
    walk.emit({ kind: "other", command: command.text });
    return true;
  }
  const values = new Set(["-p", "-i", "-d", "-o", "--directory", "--exclude", "--include", "-C"]);
  const named =
    name === "git"
      ? words.slice(2).find((word, index, all) => !word.startsWith("-") && !values.has(all[index - 1] ?? ""))
      : inputOption(words);
  const file = command.stdinFile ?? named;
  const text =
    command.stdin ??
    (at > 0 ? piped.first.stdin : undefined) ??
    (file === undefined ? undefined : walk.files.peek(walk.path(file))?.content);
  const reverse = words.includes("-R") || words.includes("--reverse");
  const { output } = piped.answer;
  const verdict =
    failed(piped) ||
    /Hunk #\d+ FAILED|error: patch failed|can't find file to patch|malformed patch|corrupt patch|error: unrecognized|Only garbage was found|^Skipping patch\.|hunks? ignored/m.test(
      output,
    );
  let files: readonly PatchedFile[] = text === undefined ? [] : readUnifiedDiff(text);
  if (files.length === 0)
    files = [...output.matchAll(/^patching file '?([^\n'(]+?)'?(?: \(.*)?$/gm)].map((match) => ({
      path: match[1]!,
      kind: "edit",
      added: "",
      removed: "",
      shown: [],
    }));
  if (files.length === 0 && verdict) {
    const target =
      /error: patch failed: ([^:\n]+):/.exec(output)?.[1] ?? /error: ([^:\n]+): patch does not apply/.exec(output)?.[1];
    if (target !== undefined) files = [{ path: target, kind: "edit", added: "", removed: "", shown: [] }];
  }
  const led = file === undefined || reverse ? undefined : walk.files.peek(walk.path(file))?.diff;
  for (const change of files)
    emitPatched(
      walk,
      reverse ? { ...change, added: change.removed, removed: change.added } : change,
      verdict,
      verdict ? reasonOf(output) : undefined,
      led,
    );
  if (name === "patch") noteRejects(walk, output);
  if (files.length === 0) walk.emit({ kind: "other", command: command.text });
  return true;
}

const rejects = /-- saving rejects to file '?([^\n']+?)'?$/gm;

/** The hunks that did not fit lie beside the file now. */
function noteRejects(walk: Walk, output: string): void {
  if (!output.includes("saving rejects")) return;
  for (const match of output.matchAll(rejects)) {
    const path = walk.path(match[1]!);
    walk.edit({ path, by: "patch", kind: walk.isNew(path) ? "create" : "edit", whole: true, commentOnly: false });
  }
}

function isPatchCommand(words: readonly string[]): boolean {
  const name = baseName(words[0] ?? "");
  return (
    name === "patch" ||
    /^(?:apply_patch|applypatch|apply-patch)$/.test(name) ||
    (name === "git" && (words[1] === "apply" || words[1] === "am"))
  );
}

function inputOption(words: readonly string[]): string | undefined {
  const at = words.findIndex((word) => word === "-i" || word === "--input");
  return at > 0
    ? words[at + 1]
    : (words.find((word) => word.startsWith("--input="))?.slice(8) ??
        words
          .slice(1)
          .filter((word) => !word.startsWith("-"))
          .at(1));
}

/** `*** Begin Patch` or a unified diff, as an edit tool takes it. */
export function applyPatchText(walk: Walk, text: string, observation: string, error: boolean): void {
  const files = text.includes("*** ") ? readApplyPatch(text) : readUnifiedDiff(text);
  const answer = readEditAnswer(observation, error);
  const bad = answer.effect !== "changed";
  for (const file of files) emitPatched(walk, file, bad, answer.reason);
}

/** `led`: what the files held when the patch was made as a diff of them. */
function emitPatched(
  walk: Walk,
  file: PatchedFile,
  rejected: boolean,
  reason: string | undefined,
  led?: FileRecord["diff"],
): void {
  const path = walk.path(file.path);
  const version = walk.files.isStart(walk.files.get(path)) ? led?.get(path) : undefined;
  walk.edit({
    path,
    by: "patch",
    kind: file.kind,
    effect: rejected ? "rejected" : "changed",
    added: file.added,
    removed: file.removed,
    whole: file.kind === "create" || file.kind === "delete",
    reason,
    ...(version === undefined ? {} : { version }),
    content: file.kind === "create" ? file.added : undefined,
    ...(file.from === undefined ? {} : { from: walk.path(file.from) }),
    ...(file.shown.length === 0 ? {} : { lines: { from: file.shown[0]!.from, to: file.shown.at(-1)!.to } }),
  });
  if (file.from !== undefined && !rejected) walk.files.get(walk.path(file.from)).exists = false;
}

function failed(piped: Piped): boolean {
  const { exitCode, failed: error, broken } = piped.answer;
  return broken || (piped.final && (exitCode === null ? error : exitCode !== 0));
}

function reasonOf(output: string): string {
  return (/^.*(?:FAILED|error:|can't find|malformed|garbage).*$/m.exec(output)?.[0] ?? firstLine(output))
    .trim()
    .slice(0, 200);
}
