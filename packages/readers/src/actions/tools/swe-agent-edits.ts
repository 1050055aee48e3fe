import type { LineRange } from "@mulligan/core";
import type { RecordedCall } from "../../recorded-run.js";
import { readEditAnswer } from "../edits/answers.js";
import { isCommentOnly } from "../edits/comment-only.js";
import { readWindow, windowLines } from "../looks/editor-view.js";
import { parseShell } from "../shell/parse.js";
import type { Walk } from "../walk/walk.js";
import { lookAtWindow, showsUsage } from "./swe-agent-window.js";

const rangedEdit = /^edit\s+(\d+):(\d+)[^\n]*\n?/;
/** With cursors the lines are chosen before: `set_cursors 12 14`. */
const cursorEdit = /^edit[ \t]*\n/;
const noFile = /^No file open/m;
const cursors = /^START_CURSOR moved to (\d+)\nEND_CURSOR moved to (\d+)/m;

/** The lines that the next edit replaces, where the agent works with cursors. */
export function noteCursors(walk: Walk, { observation }: RecordedCall, command: string): void {
  const set = /^set_cursors\s+(\d+)\s+(\d+)/.exec(command) ?? cursors.exec(observation);
  walk.cursors = set === null ? undefined : { from: Number(set[1]), to: Number(set[2]) };
}

/** `edit 12:14`, or between the cursors: text that takes the place of lines. */
export function edit(walk: Walk, call: RecordedCall, command: string): void {
  const path = walk.openFile;
  const atCursors = cursorEdit.exec(command);
  const match = atCursors ?? rangedEdit.exec(command);
  if (match === null) {
    textEdit(walk, call, command, path);
    return;
  }
  if (
    path === undefined ||
    showsUsage(call.observation) ||
    (call.observation.includes("No file open") && noFile.test(call.observation))
  ) {
    walk.emit({ kind: "other", command: command.split("\n", 1)[0]! });
    return;
  }
  const answer = readEditAnswer(call.observation, false);
  const lines = atCursors === null ? { from: Number(match[1]), to: Number(match[2]) } : walk.cursors;
  if (lines === undefined) {
    const added = withoutEndMark(command.slice(match[0].length));
    walk.edit({ path, by: "editor", effect: answer.effect, reason: answer.reason, added });
    if (answer.effect === "changed") lookAtWindow(walk, call.observation);
    return;
  }
  const before = walk.lastWindow?.path === path ? walk.lastWindow.observation : undefined;
  const window = before === undefined ? undefined : readWindow(before);
  const record = walk.files.get(path);
  const { version } = record;
  const removed =
    (window === undefined
      ? undefined
      : windowLines(before!, window, lines.from, Math.min(lines.to, window.total ?? lines.to))) ??
    walk.shown.lines(path, version, lines);
  const added = withoutEndMark(command.slice(match[0].length));
  const content = splice(record.content, lines, added);
  walk.edit({
    path,
    by: "editor",
    effect: answer.effect,
    reason: answer.reason,
    lines,
    added,
    removed,
    content: answer.effect === "changed" ? content : undefined,
    whole: false,
    fileLines: window?.total,
    ...(removed === undefined ? {} : { commentOnly: commentsOnly(path, lines, removed, added, before) }),
  });
  if (answer.effect !== "changed") return;
  walk.cursors = undefined;
  walk.shown.edit(path, version, record.version, lines, added);
  lookAtWindow(walk, call.observation);
}

function withoutEndMark(text: string): string {
  const at = text.lastIndexOf("end_of_edit");
  if (at < 0 || text.slice(at + 11).trim() !== "") return text;
  return text.slice(0, at > 0 && text[at - 1] === "\n" ? at - 1 : at);
}

/** An edit inside a docstring shows no quotes of its own: the window around it has to tell. */
function commentsOnly(
  path: string,
  lines: LineRange,
  removed: string,
  added: string,
  before: string | undefined,
): boolean {
  const plain = isCommentOnly(path, removed, added);
  if (plain || before === undefined || !/\.pyi?$/.test(path)) return plain;
  if (!before.includes('"""') && !before.includes("'''")) return false;
  if (/"""|'''/.test(removed) || /"""|'''/.test(added)) return false;
  const window = readWindow(before);
  if (window === undefined || window.from > 1) return false;
  const above = windowLines(before, window, window.from, lines.from - 1);
  if (above === undefined) return false;
  return ((above.match(/"""|'''/g)?.length ?? 0) & 1) === 1;
}

function splice(content: string | undefined, lines: LineRange, added: string): string | undefined {
  if (content === undefined) return undefined;
  const list = content.split("\n");
  list.splice(lines.from - 1, lines.to - lines.from + 1, ...added.split("\n"));
  return list.join("\n");
}

/** 1.x: `edit 'search' 'replace' [replace-all]`. */
function textEdit(walk: Walk, call: RecordedCall, command: string, path: string | undefined): void {
  const item = parseShell(command).items[0];
  const [, wanted, replace] = item?.kind === "pipeline" ? item.commands[0]!.words : [];
  if (path === undefined || wanted === undefined || replace === undefined || showsUsage(call.observation)) {
    walk.emit({ kind: "other", command: command.split("\n", 1)[0]! });
    return;
  }
  const answer = readEditAnswer(
    call.observation,
    /^(?:Your edit was not applied|Text not found|Error)/m.test(call.observation.slice(0, 300)),
  );
  walk.edit({ path, by: "editor", effect: answer.effect, reason: answer.reason, added: replace, removed: wanted });
  if (answer.effect === "changed") lookAtWindow(walk, call.observation);
}

export function insert(walk: Walk, call: RecordedCall, command: string): void {
  const item = parseShell(command).items[0];
  const text = item?.kind === "pipeline" ? item.commands[0]!.words : [];
  if (walk.openFile === undefined || text[1] === undefined) {
    walk.emit({ kind: "other", command: command.split("\n", 1)[0]! });
    return;
  }
  const answer = readEditAnswer(call.observation, false);
  const line = Number(text[2]);
  walk.edit({
    path: walk.openFile,
    by: "editor",
    effect: answer.effect,
    reason: answer.reason,
    added: text[1],
    removed: "",
    ...(Number.isInteger(line) ? { lines: { from: line, to: line } } : {}),
  });
  if (answer.effect === "changed") lookAtWindow(walk, call.observation);
}
