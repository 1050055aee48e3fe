import { shellCall } from "../formats/shell-call.js";
import { isRecord } from "../json.js";
import type { RecordedCall } from "../recorded-run.js";
import type { AtifExtra, AtifResult, AtifSubagent, AtifToolCall } from "./atif-trajectory.js";
import { defined } from "./defined.js";

/** `{ mulligan: members }`, or nothing without members. */
export function extraOf(members: AtifExtra): AtifExtra {
  return Object.keys(members).length > 0 ? { mulligan: members } : {};
}

export function toolCallOf(call: RecordedCall, id: string): AtifToolCall {
  const { arguments: given, own } = argumentsOf(call);
  const { origin } = call;
  const implied = shellCall(call.tool, given)?.command;
  const dialect = call.command === undefined ? "tool" : "shell";
  const members = defined({
    origin: origin.id === id && origin.line === undefined && origin.index === undefined ? undefined : origin,
    tool: call.tool === "" ? "" : undefined,
    ...own,
    command: call.command === implied ? undefined : (call.command ?? null),
    dialect: call.dialect === dialect ? undefined : call.dialect,
    cwd: call.cwd,
    open_file: call.openFile,
    actions: call.actions,
  });
  return {
    tool_call_id: id,
    function_name: call.tool === "" ? "unknown" : call.tool,
    arguments: given,
    ...(Object.keys(members).length > 0 ? { extra: { mulligan: members } } : {}),
  };
}

/** The format wants an object, and other tools look for a command in it. */
function argumentsOf({ input, command }: RecordedCall): {
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly own: AtifExtra;
} {
  if (isRecord(input)) {
    if (command === undefined || Object.keys(input).length > 0) return { arguments: input, own: {} };
    return { arguments: { command }, own: { input: {} } };
  }
  if (input !== undefined) return { arguments: { input }, own: { bare: true } };
  return { arguments: command === undefined ? {} : { command }, own: { no_input: true } };
}

/** Undefined for a call that nothing answered. */
export function resultOf(
  call: RecordedCall,
  id: string,
  embedded: ReadonlyMap<string, unknown>,
): AtifResult | undefined {
  const { status, observation, exitCode, details, subagents } = call;
  const answered =
    status !== "missing" || observation !== "" || exitCode !== null || details !== undefined || subagents !== undefined;
  if (!answered) return undefined;
  const failed = status === "error" || status === "invalid" || status === "refused";
  const extra = {
    ...defined({ exit_code: exitCode ?? undefined, is_error: failed ? true : undefined }),
    ...extraOf(defined({ status: status === "ok" || status === "error" ? undefined : status, details })),
  };
  return {
    source_call_id: id,
    content: observation,
    ...(subagents === undefined ? {} : { subagent_trajectory_ref: subagents.map((run) => reference(run, embedded)) }),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

function reference(id: string, embedded: ReadonlyMap<string, unknown>): AtifSubagent {
  return { ...(embedded.has(id) ? { trajectory_id: id } : { trajectory_path: id }), session_id: id };
}
