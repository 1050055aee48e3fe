import type { LineRange } from "@mulligan/core";
import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { runShell } from "../commands/run-shell.js";
import { readEditAnswer } from "../edits/answers.js";
import { isCommentOnly } from "../edits/comment-only.js";
import { readWindow, windowLines } from "../looks/editor-view.js";
import { readPrintedLines } from "../looks/printed-lines.js";
import { parseShell } from "../shell/parse.js";
import { runEditTool } from "./edit-tools.js";

const rangedEdit = /^edit\s+(\d+):(\d+)[^\n]*\n?/;
const usage = /^(?:Usage: |usage: edit|Error: (?:start_line|end_line|start line|line range))/m;
const usageHint = /sage: |rror: /;
const noFile = /^No file open/m;
const ended = /^(?:exit_(?:cost|context|format|forfeit|error|api)|early_exit)$/;

/** SWE-agent's own commands; everything else is for the shell. */
export function runSweAgent(walk: Walk, call: RecordedCall): void {
  const command = (call.command ?? "").trim();
  const name = /^\S*/.exec(command)![0];
  if (ended.test(command)) {
    walk.emit({ kind: "other", command });
    return;
  }
  switch (name) {
    case "open":
    case "goto":
    case "scroll_down":
    case "scroll_up":
      view(walk, call, command, name);
      return;
    case "edit":
      edit(walk, call, command);
      return;
    case "insert":
      insert(walk, call, command);
      return;
    case "create":
      create(walk, call, words(command)[1]);
      return;
    case "search_dir":
    case "search_file":
    case "find_file":
      search(walk, call, name, words(command));
      return;
    case "str_replace_editor":
      strReplace(walk, call, command);
      return;
    case "submit":
      walk.emit({ kind: "finish" });
      return;
    default:
      runShell(walk, command, call);
  }
}

/** The tool answers with how it is called. */
function showsUsage(observation: string): boolean {
  return usageHint.test(observation) && usage.test(observation);
}

function words(command: string): readonly string[] {
  const item = parseShell(command.split("\n", 1)[0]!).items[0];
  return item?.kind === "pipeline" ? item.commands[0]!.words : command.split(/\s+/);
}

function lookAtWindow(walk: Walk, observation: string): string | undefined {
  const window = readWindow(observation);
  if (window === undefined) return undefined;
  const path = walk.path(window.path!);
  const record = walk.seen(path);
  const lines: LineRange = { from: window.from, to: Math.max(window.from, window.to) };
  walk.emit({
    kind: "look",
    path,
    pathClass: "product",
    lines,
    whole: window.from === 1 && window.to === window.total,
    found: true,
    ...(window.total === undefined ? {} : { fileLines: window.total }),
  });
  walk.lastWindow = { path, observation };
  walk.shown.window(path, record.version, observation);
  if (record.created && window.from === 1 && window.to === window.total) {
    const text = windowLines(observation, window, 1, window.total);
    if (text !== undefined) record.content = text;
  }
  return path;
}

function view(walk: Walk, call: RecordedCall, command: string, name: string): void {
  const shown = lookAtWindow(walk, call.observation);
  if (shown !== undefined) return;
  const target = name === "open" ? words(command)[1] : undefined;
  const path = target === undefined ? walk.openFile : walk.path(target);
  if (path === undefined || showsUsage(call.observation)) walk.emit({ kind: "other", command });
  else walk.emit({ kind: "look", path, pathClass: "product", whole: false, found: false });
}

function edit(walk: Walk, call: RecordedCall, command: string): void {
  const match = rangedEdit.exec(command);
  const path = walk.openFile;
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
  const lines = { from: Number(match[1]), to: Number(match[2]) };
  const answer = readEditAnswer(call.observation, false);
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

function insert(walk: Walk, call: RecordedCall, command: string): void {
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

function create(walk: Walk, call: RecordedCall, target: string | undefined): void {
  if (target === undefined) {
    walk.emit({ kind: "other", command: "create" });
    return;
  }
  const path = walk.path(target);
  if (/already exists/.test(call.observation)) {
    walk.seen(path);
    walk.emit({ kind: "other", command: `create ${target}` });
    return;
  }
  const failed = !call.observation.includes("[File: ");
  if (failed && /^(?:Usage|Error|\/bin\/bash)|No such file or directory|Permission denied/m.test(call.observation)) {
    walk.emit({ kind: "other", command: `create ${target}` });
    return;
  }
  walk.edit({ path, by: "editor", kind: "create", whole: true, added: "", content: "" });
}

function search(walk: Walk, call: RecordedCall, name: string, parts: readonly string[]): void {
  const pattern = parts[1] ?? "";
  const place = parts[2] ?? (name === "search_file" ? walk.openFile : undefined);
  const path = place === undefined ? undefined : walk.path(place);
  const shown: { path: string; lines: readonly number[] }[] = [];
  if (name === "search_file" && path !== undefined && /^Found \d+ matches/m.test(call.observation)) {
    const lines = [...call.observation.matchAll(/^Line (\d+):/gm)].map((match) => Number(match[1]));
    shown.push({ path, lines });
    walk.seen(path);
  } else if (name === "search_dir") {
    // Only names and counts are printed, no lines.
    for (const match of call.observation.matchAll(/^(\S+\.\w+) \(\d+ matches\)$/gm)) walk.seen(walk.path(match[1]!));
  } else if (name !== "find_file") {
    for (const found of readPrintedLines(call.observation, undefined))
      shown.push({ path: walk.path(found.path), lines: found.lines });
  }
  walk.emit({ kind: "search", pattern, shown, names: name === "find_file", ...(path === undefined ? {} : { path }) });
}

/** 1.x renders the editor tool as a command line: `str_replace_editor str_replace /p --old_str '…' --new_str '…'`. */
function strReplace(walk: Walk, call: RecordedCall, command: string): void {
  const item = parseShell(command).items[0];
  const parts = item?.kind === "pipeline" ? item.commands[0]!.words : [];
  const input: Record<string, unknown> = { command: parts[1], path: parts[2] };
  for (let at = 3; at < parts.length; at++) {
    const option = /^--(\w+)$/.exec(parts[at]!)?.[1];
    if (option === "view_range") {
      input["view_range"] = [Number(parts[at + 1]), Number(parts[at + 2])];
      at += 2;
    } else if (option !== undefined) input[option] = parts[++at];
  }
  runEditTool(
    walk,
    call,
    typeof call.input === "object" && call.input !== null && "path" in call.input ? call.input : input,
    "editor",
  );
}
