import type { EndedBy } from "@mulligan/core";
import { contentText, integerIn, isRecord, listOf, optional, readArguments, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { upToLast } from "../text.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { readPrintedResult } from "./printed-result.js";
import { Transcript } from "./transcript.js";
import type { Answer } from "./transcript.js";

/** mini-swe-agent's `.traj.json`: versions 1 and 1.1, and the bare message lists of its first releases. */
export const miniSweAgent: Format = {
  name: "mini-swe-agent",
  runPerLine: true,
  matches(source: Source): Match {
    const root = recordOf(source.value);
    const marked = textIn(root["trajectory_format"])?.startsWith("mini-swe-agent-") === true;
    const unmarked = !marked && isRecord(root["info"]) && "mini_version" in recordOf(root["info"]);
    if (Array.isArray(source.value)) {
      return match(
        { name: "a list of messages", found: recordOf(source.value[0])["role"] !== undefined },
        { name: "fenced bash commands with mini-swe-agent's end marker", found: isBareList(source.value) },
      );
    }
    return match(
      {
        name: "`trajectory_format` that starts with `mini-swe-agent-`, or `info.mini_version`",
        found: marked || unmarked,
      },
      { name: "a list `messages`", found: Array.isArray(root["messages"]) },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    if (Array.isArray(source.value)) return [readRun(source.value, {}, {})];
    const root = recordOf(source.value);
    return [readRun(listOf(root["messages"]), recordOf(root["info"]), root)];
  },
};

const fence = /```(?:mswea_bash_command|bash)[^\S\n]*\n([\s\S]*?)\n?```/g;
const endMarker = /COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT|(?:MINI|MICRO)_SWE_AGENT_FINAL_OUTPUT/;

function isBareList(messages: readonly unknown[]): boolean {
  let fenced = false;
  let marker = false;
  for (const message of messages) {
    const record = recordOf(message);
    if (record["tool_calls"] !== undefined) return false;
    const text = contentText(record["content"]);
    if (record["role"] === "assistant")
      fenced ||= text.includes("```bash\n") || text.includes("```mswea_bash_command\n");
    marker ||= endMarker.test(text);
  }
  return fenced && marker;
}

function readRun(messages: readonly unknown[], info: JsonRecord, root: JsonRecord): RecordedRun {
  const config = recordOf(info["config"]);
  const cwd = textIn(recordOf(config["environment"])["cwd"]);
  const transcript = new Transcript();
  let task: string | undefined;
  let exit: JsonRecord = {};
  let turn = 0;
  let open = 0;
  for (const [index, item] of messages.entries()) {
    const message = recordOf(item);
    const role = message["role"];
    if (role === "system") continue;
    if (role === "exit") {
      exit = recordOf(message["extra"]);
    } else if (role === "assistant" || message["object"] === "response") {
      turn += 1;
      open = readTurn(transcript, message, index, turn);
    } else if (role === "tool" || message["type"] === "function_call_output") {
      const answer = readAnswer(message);
      const id = textIn(message["tool_call_id"]) ?? textIn(message["call_id"]);
      if (!transcript.answer(id, answer)) transcript.answerNext(answer);
    } else if (role === "user") {
      if (task === undefined) task = contentText(message["content"]);
      else if (open > 0 && transcript.answerNext(readAnswer(message))) open -= 1;
    }
  }

  const exitStatus = textIn(exit["exit_status"]) ?? textIn(info["exit_status"]);
  const endedBy = endOf(exitStatus, transcript.lastSubmits);
  // A call that hands in by a script ends the run before anything answers it.
  if (endedBy === "finished" && transcript.lastStatus === "missing") transcript.answerLast({ observation: "" });
  const detail = [exitStatus, textIn(info["exception_str"])].filter((part) => part !== undefined).join(": ");
  if (endedBy === "limit") transcript.limit(detail);
  const submission = submissionOf(info, exit);
  return {
    format: "mini-swe-agent",
    ...optional("formatVersion", textIn(root["trajectory_format"])?.replace(/^mini-swe-agent-/, "")),
    agent: {
      name: "mini-swe-agent",
      ...optional("version", textIn(info["mini_version"])),
      ...optional("model", textIn(recordOf(config["model"])["model_name"])),
    },
    task: task ?? "",
    ...optional("instanceId", textIn(root["instance_id"])),
    ...optional("root", cwd),
    ...optional("cwd", cwd),
    calls: transcript.calls,
    events: transcript.events,
    finalMessage: transcript.finalMessage,
    ...optional("submission", submission),
    ended: true,
    endedBy,
    ...optional("endedDetail", exitStatus),
    ...optional("infrastructure", endedBy === "error" ? detail : undefined),
    skippedLines: 0,
  };
}

/** Adds the calls of one turn; gives their number. */
function readTurn(transcript: Transcript, message: JsonRecord, index: number, turn: number): number {
  const output = listOf(message["output"]).map(recordOf);
  const text = message["object"] === "response" ? responseText(output) : contentText(message["content"]);
  const calls = turnCalls(message, output, text);
  if (calls.length === 0) transcript.message(text);
  else transcript.say(text.replace(fence, "").trim());
  for (const { command, id, tool, input, malformed } of calls) {
    transcript.call({
      origin: { index },
      tool,
      input: input ?? { command },
      command,
      turn,
      id,
      malformed,
      submits: command !== undefined && endMarker.test(command),
    });
  }
  return calls.length;
}

interface TurnCall {
  readonly tool: string;
  readonly command: string | undefined;
  readonly id: string | undefined;
  readonly input?: unknown;
  readonly malformed: boolean;
}

function turnCalls(message: JsonRecord, output: readonly JsonRecord[], text: string): readonly TurnCall[] {
  const actions = listOf(recordOf(message["extra"])["actions"]).map(recordOf);
  if (actions.length > 0) {
    return actions.map((action) => ({
      tool: "bash",
      command: textIn(action["command"]) ?? "",
      id: textIn(action["tool_call_id"]),
      malformed: false,
    }));
  }
  const functions = [
    ...listOf(message["tool_calls"]).map((call) => ({
      id: recordOf(call)["id"],
      ...recordOf(recordOf(call)["function"]),
    })),
    ...output.filter((item) => item["type"] === "function_call").map((item) => ({ ...item, id: item["call_id"] })),
  ].map(recordOf);
  if (functions.length > 0) {
    return functions.map((call) => {
      const { input, malformed } = readArguments(call["arguments"]);
      const command = textIn(recordOf(input)["command"]);
      const tool = textIn(call["name"]) ?? "bash";
      return {
        tool,
        command,
        id: textIn(call["id"]),
        input,
        malformed: malformed || command === undefined || tool !== "bash",
      };
    });
  }
  const fenced = [...text.matchAll(fence)];
  // More than one block in a turn is refused, and nothing runs.
  return fenced.length === 1 ? [{ tool: "bash", command: fenced[0]?.[1] ?? "", id: undefined, malformed: false }] : [];
}

function responseText(output: readonly JsonRecord[]): string {
  return output
    .filter((item) => item["type"] === "message")
    .map((item) => contentText(item["content"]))
    .join("\n");
}

const returnCode = /^\s*(?:<exception>[\s\S]{0,2000}?<\/exception>\s*)?<returncode>(-?\d+)<\/returncode>\s*/;
const opening = "<output>";
const closing = "</output>";

function readAnswer(message: JsonRecord): Answer {
  const content = contentText(message["content"]) || contentText(message["output"]);
  const extra = recordOf(message["extra"]);
  const printed = readPrintedResult(content);
  if (printed !== undefined) return { observation: printed.output, exitCode: printed.exitCode };
  const code = returnCode.exec(content);
  const rest = code === null ? content : content.slice(code[0].length);
  const observation = withoutTags(rest);
  const exception =
    textIn(extra["exception_info"]) ??
    /<exception>([\s\S]*?)<\/exception>/.exec(upToLast(code?.[0] ?? "", "</exception>"))?.[1];
  const exitCode = integerIn(extra["returncode"]) ?? integerIn(code?.[1]) ?? null;
  return { observation: exception === undefined ? observation : `${exception}\n${observation}`, exitCode };
}

/** The text between the tags, without the line ends next to them; as it is where the tags do not enclose it. */
function withoutTags(text: string): string {
  const whole = text.trimEnd();
  if (!whole.startsWith(opening) || !whole.endsWith(closing)) return text;
  const start = whole[opening.length] === "\n" ? opening.length + 1 : opening.length;
  const end = whole.length - closing.length;
  return whole.slice(start, Math.max(start, end > start && whole[end - 1] === "\n" ? end - 1 : end));
}

function endOf(exitStatus: string | undefined, lastSubmits: boolean): EndedBy {
  switch (exitStatus) {
    case undefined:
      return lastSubmits ? "finished" : "cut";
    case "Submitted":
      return "finished";
    case "LimitsExceeded":
    case "TimeExceeded":
    case "RepeatedFormatError":
      return "limit";
    case "ContextWindowExceededError":
      return "context";
    case "UserInterruption":
    case "KeyboardInterrupt":
      return "interrupted";
    default:
      // Any other status is the name of the exception that ended the process.
      return "error";
  }
}

function submissionOf(info: JsonRecord, exit: JsonRecord): string | undefined {
  for (const value of [exit["submission"], info["submission"]]) if (typeof value === "string") return value;
  return undefined;
}
