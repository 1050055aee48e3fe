import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { countLines } from "../commands/text.js";
import { changedPart } from "../edits/changed-part.js";
import { readEditAnswer } from "../edits/answers.js";
import { argumentsOf, contentOf, newTextOf, numberOf, oldTextOf, pathOf, type Arguments } from "./arguments.js";
import { patchText, runPatchTool } from "./patch-tools.js";
import { runReadTool } from "./read-tools.js";
import { runReplaceTool } from "./replace-tools.js";
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
    runPatchTool(walk, call, input);
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
  else runReplaceTool(walk, call, input, path);
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
  else runReplaceTool(walk, call, input, walk.path(target));
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
