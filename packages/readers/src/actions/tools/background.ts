import type { RecordedCall } from "../../recorded-run.js";
import type { Running, Walk } from "../walk/walk.js";
import { resumeShell } from "../commands/run-shell.js";
import { readTestOutput } from "../tests/recognise.js";
import { argumentsOf, pathOf } from "./arguments.js";
import { toolKind } from "./tool-map.js";

const started =
  /(?:running in|moved to) (?:the )?background (?:with )?\(?ID:? (\w+)\)?|Process running with session ID (\d+)/;
const outputFile = /Output is being written to: (\S+?)\.?(?:\s|$)/;
const idNames = ["task_id", "bash_id", "shell_id", "session_id", "taskId", "shellId", "sessionId", "id"];
const stillRunning =
  /<status>\s*running|<retrieval_status>\s*timeout|Process running with session ID|\[The command has no new output after/;
const exitNote = /<exit_code>\s*(-?\d+)|Process exited with code (-?\d+)|Exit code: (-?\d+)/;
const wrappedOutput = /<(?:output|stdout)>\n?([\s\S]*?)\n?<\/(?:output|stdout)>/g;
const longestHead = 1200;
/** How many unfinished commands are kept in mind. */
const kept = 20;

/** Where a command line sends its output or the report of its tests. */
const writtenTo =
  /(?:--junit-?xml|--junitfile|--log-junit|--output-?[fF]ile|--report-file)(?:\.\w+)?[= ]["']?([\w./~+-]+)|>\s*["']?([\w.~+-]*[./][\w./~+-]*)/g;

function filesOf(command: string, head: string): readonly string[] {
  const told = outputFile.exec(head)?.[1];
  const named = [...command.matchAll(writtenTo)].map((match) => match[1] ?? match[2]!);
  return [...(told === undefined ? [] : [told]), ...named.filter((file) => !file.startsWith("/dev/"))];
}

/** Keeps a shell command in mind that went on when its call was answered, or whose tests had not shown a result. */
export function noteRunning(walk: Walk, call: RecordedCall): void {
  const { command } = call;
  if (command === undefined) return;
  const untold = walk.step.actions.some((action) => action.kind === "test" && !action.ran);
  if (call.exitCode === 0 && !untold) return;
  const head = call.observation.slice(0, longestHead);
  const files = filesOf(command, head);
  if (call.exitCode === 0 && files.length === 0) return;
  const found = started.exec(head);
  const id = found?.[1] ?? found?.[2] ?? taskOf(call);
  const goesOn = id !== undefined || call.exitCode === -1 || head.includes("[The command has no new output after");
  const unfinished = untold && (call.exitCode === null || files.length > 0);
  if (!goesOn && !unfinished) return;
  walk.running.push({
    command,
    folder: walk.cwd,
    step: walk.step,
    files,
    ...(id === undefined ? {} : { id }),
  });
  if (walk.running.length > kept) walk.running.shift();
}

function taskOf(call: RecordedCall): string | undefined {
  const id = argumentsOf(call.details)["backgroundTaskId"];
  return typeof id === "string" ? id : undefined;
}

/** Where a call shows what a command did that went on: its tests and checks belong to this step. */
export function resume(walk: Walk, call: RecordedCall): void {
  if (walk.running.length === 0 || call.status === "missing") return;
  const running = meant(walk, call);
  if (running === undefined) return;
  const noted = exitNote.exec(call.observation.slice(0, longestHead));
  const exitCode = noted === null ? call.exitCode : Number(noted[1] ?? noted[2] ?? noted[3]);
  const open = exitCode === -1 || (noted === null && stillRunning.test(call.observation));
  const output = outputOf(call);
  const counted = readTestOutput(output, undefined, walk.runners)?.report.ran === true;
  // Neither done nor counted: there is nothing to tell yet.
  if (!counted && (open || noted === null)) return;
  const { cwd } = walk;
  const before = walk.step.actions.length;
  walk.cwd = running.folder;
  resumeShell(walk, running.command, {
    output,
    exitCode: open ? null : exitCode,
    failed: call.status === "error",
    timedOut: false,
    background: false,
    broken: false,
    shared: true,
    unanswered: false,
  });
  walk.cwd = cwd;
  if (!walk.step.actions.slice(before).some((action) => action.kind === "test" && action.ran)) return;
  // The run is told where its result was seen, not where it was started.
  const { actions } = running.step;
  for (let at = 0; at < actions.length; at++) {
    const action = actions[at]!;
    if (action.kind === "test" && !action.ran) actions[at] = { kind: "other", command: action.command };
  }
  walk.running.splice(walk.running.indexOf(running), 1);
}

function meant(walk: Walk, call: RecordedCall): Running | undefined {
  const input = argumentsOf(call.input);
  const kind = toolKind(call.tool, walk.tools);
  if (kind === "output" || kind === "input") {
    const id = idNames
      .map((name) => input[name])
      .find((value) => typeof value === "string" || typeof value === "number");
    const named = id === undefined ? undefined : walk.running.find((running) => running.id === String(id));
    return named ?? (id === undefined ? walk.running.at(-1) : undefined);
  }
  if (kind === "read") {
    const path = pathOf(input);
    return path === undefined
      ? undefined
      : walk.running.findLast(({ files }) => files.some((file) => file === path || path.endsWith(`/${file}`)));
  }
  if (call.command !== undefined && call.command.trim() !== "") {
    const { command } = call;
    return walk.running.findLast(({ files }) => files.some((file) => command.includes(file)));
  }
  return kind === "shell" ? walk.running.findLast((running) => running.id === undefined) : undefined;
}

function outputOf(call: RecordedCall): string {
  const { observation } = call;
  // Nothing closes behind it, and a search for that would go to the end from every opening.
  const last = Math.max(observation.lastIndexOf("</output>"), observation.lastIndexOf("</stdout>"));
  const told = last < 0 ? "" : observation.slice(0, last + "</output>".length);
  const parts = [...told.matchAll(wrappedOutput)].map((match) => match[1]!);
  return parts.length === 0 ? call.observation : parts.join("\n");
}
