import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { runShell } from "../commands/run-shell.js";
import { readPrintedLines } from "../looks/printed-lines.js";
import { parseShell } from "../shell/parse.js";
import { runEditTool } from "./edit-tools.js";
import { edit, insert, noteCursors } from "./swe-agent-edits.js";
import { lookAtWindow, showsUsage } from "./swe-agent-window.js";

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
    case "set_cursors":
      noteCursors(walk, call, command);
      view(walk, call, command, name);
      return;
    case "edit":
      edit(walk, call, command);
      return;
    case "insert":
      insert(walk, call, command);
      return;
    case "create":
      noteCursors(walk, call, command);
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

function words(command: string): readonly string[] {
  const item = parseShell(command.split("\n", 1)[0]!).items[0];
  return item?.kind === "pipeline" ? item.commands[0]!.words : command.split(/\s+/);
}

function view(walk: Walk, call: RecordedCall, command: string, name: string): void {
  const shown = lookAtWindow(walk, call.observation);
  if (shown !== undefined) return;
  const target = name === "open" ? words(command)[1] : undefined;
  const path = target === undefined ? walk.openFile : walk.path(target);
  if (path === undefined || showsUsage(call.observation)) walk.emit({ kind: "other", command });
  else walk.emit({ kind: "look", path, pathClass: "product", whole: false, found: false });
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
