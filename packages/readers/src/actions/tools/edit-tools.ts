import type { EditAction, LineRange } from "@mulligan/core";
import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { applyPatchText } from "../commands/patch-commands.js";
import { countLines } from "../commands/text.js";
import { changedPart } from "../edits/changed-part.js";
import { readEditAnswer, saysUnchanged } from "../edits/answers.js";
import { readUnifiedDiff } from "../edits/patch.js";
import { argumentsOf, contentOf, newTextOf, numberOf, oldTextOf, pathOf, type Arguments } from "./arguments.js";
import { runReadTool } from "./read-tools.js";
import type { ToolKind } from "./tool-map.js";

/** Every tool that changes files by itself. */
export function runEditTool(walk: Walk, call: RecordedCall, input: Arguments, kind: ToolKind): void {
  if (call.status === "refused" || call.status === "invalid" || call.status === "missing") {
    walk.emit({ kind: "other" });
    return;
  }
  const target = pathOf(input);
  if (target !== undefined && kind !== "delete" && kind !== "move" && fromContents(walk, call, input, target)) return;
  if (kind === "patch" || (target === undefined && patchText(call, input) !== undefined)) {
    patch(walk, call, input);
    return;
  }
  if (kind === "editor") {
    editor(walk, call, input);
    return;
  }
  if (target === undefined) {
    walk.emit({ kind: "other" });
    return;
  }
  const path = walk.path(target);
  if (kind === "delete") {
    const answer = readEditAnswer(call.observation, call.status === "error");
    walk.edit({
      path,
      by: "editor",
      kind: "delete",
      effect: answer.effect,
      reason: answer.reason,
      whole: true,
      commentOnly: false,
    });
  } else if (kind === "move") {
    const to = [input["destination"], input["new_path"], input["target"], input["to"]].find(
      (value): value is string => typeof value === "string",
    );
    if (to !== undefined)
      walk.edit({
        path: walk.path(to),
        by: "editor",
        kind: "move",
        from: path,
        effect: readEditAnswer(call.observation, call.status === "error").effect,
        whole: true,
        commentOnly: false,
      });
  } else if (kind === "write") write(walk, call, input, path);
  else if (kind === "insert") insert(walk, call, input, path);
  else replace(walk, call, input, path);
}

/** An answer that shows the file before and after tells more than a call which does not say what it replaces. */
function fromContents(walk: Walk, call: RecordedCall, input: Arguments, target: string): boolean {
  const details = argumentsOf(call.details);
  const after = details["new_content"] ?? details["afterFullFileContent"];
  if (
    typeof after !== "string" ||
    call.status !== "ok" ||
    oldTextOf(input) !== undefined ||
    input["command"] !== undefined
  )
    return false;
  const path = walk.path(target);
  const before = details["old_content"] ?? details["beforeFullFileContent"];
  if (typeof before !== "string" || before === "" || details["prev_exist"] === false) {
    const kind = details["prev_exist"] === true ? "edit" : "create";
    walk.edit({ path, by: "editor", kind, added: after, whole: true, content: after });
    return true;
  }
  const effect = before === after ? ("unchanged" as const) : ("changed" as const);
  walk.edit({
    path,
    by: "editor",
    effect,
    ...changedPart(before, after),
    fileLines: countLines(before),
    content: after,
  });
  return true;
}

function editor(walk: Walk, call: RecordedCall, input: Arguments): void {
  const target = pathOf(input);
  const command = input["command"];
  if (target === undefined) {
    walk.emit({ kind: "other" });
    return;
  }
  const shown = command === undefined ? shownBy(call.observation) : undefined;
  if (command === "view" || command === "read" || shown !== undefined) {
    if ((shown ?? shownBy(call.observation)) === "folder") walk.emit({ kind: "list", path: walk.path(target) });
    else runReadTool(walk, call, input);
  } else if (command === "create" || command === "write") write(walk, call, input, walk.path(target));
  else if (command === "insert") insert(walk, call, input, walk.path(target));
  else if (command === "undo_edit") undo(walk, call, walk.path(target));
  else replace(walk, call, input, walk.path(target));
}

/** The opening of the answer to a view. */
function shownBy(observation: string): "file" | "folder" | undefined {
  const head = observation.slice(0, 400);
  if (/^Here's the files and directories|^Directory contents|up to 2 levels deep/i.test(head)) return "folder";
  return /^Here's the (?:result of running `cat -n`|content of) /.test(head) ? "file" : undefined;
}

function undo(walk: Walk, call: RecordedCall, path: string): void {
  const { effect, reason } = readEditAnswer(call.observation, call.status === "error");
  const before = walk.files.get(path).history.at(-2)?.version ?? `start:${path}`;
  walk.edit({
    path,
    by: "restore",
    effect,
    reason,
    commentOnly: false,
    ...(effect === "changed" ? { version: before } : {}),
  });
}

function write(walk: Walk, call: RecordedCall, input: Arguments, path: string): void {
  const details = argumentsOf(call.details);
  const content = contentOf(input);
  const { effect, reason } = readEditAnswer(call.observation, call.status === "error");
  const original =
    details["prev_exist"] === false
      ? undefined
      : typeof details["originalFile"] === "string"
        ? details["originalFile"]
        : typeof details["old_content"] === "string"
          ? details["old_content"]
          : walk.files.peek(path)?.content;
  const update =
    details["type"] === "update" ||
    details["prev_exist"] === true ||
    /has been updated|[Ss]uccessfully overwrote|overwrit/.test(call.observation.slice(0, 200));
  const existed = details["prev_exist"] !== false && (update || original !== undefined || !walk.isNew(path));
  const same = original !== undefined && original === content;
  walk.edit({
    path,
    by: "editor",
    kind: existed ? "edit" : "create",
    effect: effect === "changed" && same ? "unchanged" : effect,
    reason,
    added: content,
    removed: existed ? original : undefined,
    fileLines: original === undefined ? undefined : countLines(original),
    whole: true,
    content,
  });
}

function insert(walk: Walk, call: RecordedCall, input: Arguments, path: string): void {
  const { effect, reason } = readEditAnswer(call.observation, call.status === "error");
  const line = numberOf(input, "insert_line", "line", "line_number");
  walk.edit({
    path,
    by: "editor",
    effect,
    reason,
    added: newTextOf(input) ?? contentOf(input),
    removed: "",
    ...(line === undefined ? {} : { lines: { from: line + 1, to: line + 1 } }),
  });
}

function replace(walk: Walk, call: RecordedCall, input: Arguments, path: string): void {
  const details = argumentsOf(call.details);
  const { effect, reason } = readEditAnswer(call.observation, call.status === "error");
  const list = [input["edits"], input["replacements"], input["changes"]].find(Array.isArray) as unknown[] | undefined;
  const pairs = list === undefined ? [input] : list.map(argumentsOf);
  const blocks = list === undefined && oldTextOf(input) === undefined ? searchBlocks(input) : undefined;
  const removed = blocks?.removed ?? join(pairs.map(oldTextOf));
  const added =
    blocks?.added ?? join(pairs.map((pair) => newTextOf(pair) ?? (list === undefined ? contentOf(pair) : undefined)));
  // An empty old text makes a new file in most of these tools.
  const created =
    removed === "" &&
    list === undefined &&
    walk.isNew(path) &&
    argumentsOf(call.details)["originalFile"] === undefined &&
    oldTextOf(input) === "";
  const same = removed !== undefined && removed === added;
  const record = walk.files.peek(path);
  const content = effect === "changed" ? changedContent(record?.content, pairs) : undefined;
  walk.edit({
    path,
    by: "editor",
    kind: created ? "create" : "edit",
    effect:
      effect === "changed" ? (same ? "unchanged" : "changed") : saysUnchanged(call.observation) ? "unchanged" : effect,
    reason,
    added,
    removed,
    whole: created,
    content: created ? added : content,
    ...rangeOf(details),
  });
}

function changedContent(content: string | undefined, pairs: readonly Arguments[]): string | undefined {
  let text = content;
  for (const pair of pairs) {
    const old = oldTextOf(pair);
    const next = newTextOf(pair);
    if (text === undefined || old === undefined || next === undefined || old === "") return undefined;
    const at = text.indexOf(old);
    if (at < 0) return undefined;
    text =
      pair["replace_all"] === true || pair["replaceAll"] === true
        ? text.split(old).join(next)
        : text.slice(0, at) + next + text.slice(at + old.length);
  }
  return text;
}

/** `<<<<<<< SEARCH … ======= … >>>>>>> REPLACE`. */
function searchBlocks(input: Arguments): { added: string; removed: string } | undefined {
  const text = [input["diff"], input["content"], input["edit"]].find(
    (value): value is string => typeof value === "string",
  );
  if (text === undefined || !text.includes("=======")) return undefined;
  const found = [
    ...text.matchAll(/(?:<{5,}|-{5,}) ?SEARCH[^\n]*\n([\s\S]*?)\n?={5,}\n([\s\S]*?)\n?(?:>{5,}|\+{5,}) ?REPLACE/g),
  ];
  if (found.length === 0) return undefined;
  return { removed: found.map((match) => match[1]!).join("\n"), added: found.map((match) => match[2]!).join("\n") };
}

function patchText(call: RecordedCall, input: Arguments): string | undefined {
  if (typeof call.input === "string") return call.input;
  return [input["patchText"], input["patch"], input["input"], input["diff"], input["changes"], input["command"]].find(
    (value): value is string => typeof value === "string" && /^\*\*\* |^@@|^--- |^diff /m.test(value),
  );
}

function patch(walk: Walk, call: RecordedCall, input: Arguments): void {
  const text = patchText(call, input);
  if (text !== undefined) {
    applyPatchText(
      walk,
      text,
      call.observation,
      call.status === "error" || (call.exitCode !== null && call.exitCode !== 0),
    );
    return;
  }
  // Some recordings keep only which files changed.
  const changes = Array.isArray(input["changes"])
    ? input["changes"].map(argumentsOf)
    : Object.entries(argumentsOf(input["changes"])).map(([path, change]) => ({ path, ...argumentsOf(change) }));
  const effect = call.status === "error" ? "rejected" : "changed";
  for (const change of changes as Arguments[]) {
    const path = pathOf(change);
    if (path === undefined) continue;
    const type = change["kind"] ?? change["type"];
    const kind: EditAction["kind"] =
      type === "add" || type === "create" || "add" in change
        ? "create"
        : type === "delete" || "delete" in change
          ? "delete"
          : "edit";
    const diff = [change["unified_diff"], change["diff"]].find((value): value is string => typeof value === "string");
    const read = diff === undefined ? undefined : readUnifiedDiff(`--- a/x\n+++ b/x\n${diff}`)[0];
    walk.edit({
      path: walk.path(path),
      by: "patch",
      kind,
      effect,
      added: read?.added,
      removed: read?.removed,
      whole: kind !== "edit",
    });
  }
  if (changes.length === 0) walk.emit({ kind: "other" });
}

function rangeOf(details: Arguments): { lines?: LineRange; fileLines?: number } {
  const patchParts = details["structuredPatch"];
  if (Array.isArray(patchParts) && patchParts.length > 0) {
    const first = argumentsOf(patchParts[0]);
    const last = argumentsOf(patchParts.at(-1));
    const from = numberOf(first, "oldStart");
    const start = numberOf(last, "oldStart");
    const count = numberOf(last, "oldLines");
    if (from !== undefined && start !== undefined && count !== undefined) {
      const head = contextLines(first["lines"], false);
      const tail = contextLines(last["lines"], true);
      return { lines: { from: from + head, to: Math.max(from + head, start + Math.max(1, count) - 1 - tail) } };
    }
  }
  return {};
}

/** Unchanged lines at one end of a hunk. */
function contextLines(lines: unknown, fromEnd: boolean): number {
  if (!Array.isArray(lines)) return 0;
  const list = fromEnd ? lines.toReversed() : lines;
  const at = list.findIndex((line) => typeof line === "string" && !line.startsWith(" "));
  return Math.max(0, at);
}

function join(texts: readonly (string | undefined)[]): string | undefined {
  const known = texts.filter((text): text is string => text !== undefined);
  return known.length === 0 ? undefined : known.join("\n");
}
