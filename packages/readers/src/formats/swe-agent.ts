import type { Origin } from "@mulligan/core";
import { contentText, isRecord, jsonText, listOf, optional, parseJson, recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";
import type { RecordedRun } from "../recorded-run.js";
import type { Source } from "../source.js";
import { match } from "./format.js";
import type { Format, Match } from "./format.js";
import { endOf, submissionOf } from "./swe-agent-end.js";
import { promptIn } from "./swe-agent-prompt.js";
import type { Prompt } from "./swe-agent-prompt.js";
import { Transcript } from "./transcript.js";

/** SWE-agent's `.traj`, 0.x and 1.x, and files that hold nothing but the message history. */
export const sweAgent: Format = {
  name: "swe-agent",
  runPerLine: true,
  matches(source: Source): Match {
    const root = recordOf(source.value);
    if (Array.isArray(root["trajectory"])) {
      const step = listOf(root["trajectory"])[0];
      return match(
        { name: "a list `trajectory`", found: true },
        {
          name: "`action` and `observation` in the items of `trajectory`",
          found:
            step === undefined
              ? Array.isArray(root["history"]) && isRecord(root["info"])
              : isRecord(step) && "action" in step && "observation" in step,
        },
      );
    }
    const history = listOf(root["history"]);
    const first = history[0];
    return match(
      { name: "a list `trajectory`, or a list `history`", found: history.length > 0 },
      {
        name: "`role` and `agent` in the items of `history`",
        found: isRecord(first) && "role" in first && "agent" in first,
      },
    );
  },
  read(source: Source): readonly RecordedRun[] {
    return [readTrajectory(recordOf(source.value))];
  },
};

const commands: ReadonlySet<string> = new Set([
  "open",
  "goto",
  "scroll_up",
  "scroll_down",
  "create",
  "edit",
  "insert",
  "search_dir",
  "search_file",
  "find_file",
  "str_replace_editor",
  "submit",
  "view_image",
  "exit_forfeit",
  "exit_cost",
  "exit_context",
  "exit_format",
  "exit_api",
  "exit_error",
  "exit_command",
  "exit_environment_error",
  "exit_total_execution_time",
  "exit_command_timeout",
]);
const firstWord = /^\s*([\w-]+)/;
const submitCommand = /^\s*(?:submit|exit_forfeit)\b/;

function readTrajectory(root: JsonRecord): RecordedRun {
  const history = listOf(root["history"]);
  const info = recordOf(root["info"]);
  const transcript = new Transcript();
  const trajectory = listOf(root["trajectory"]);
  const places = trajectory.length > 0 ? readSteps(trajectory, transcript) : readHistory(history, transcript);

  const exitStatus = textIn(info["exit_status"]);
  const endedBy = endOf(exitStatus, transcript.lastSubmits);
  const replay = recordOf(
    typeof root["replay_config"] === "string" ? parseJson(root["replay_config"]) : root["replay_config"],
  );
  const cwd = places[0];
  const submission = submissionOf(info, endedBy);
  if (endedBy === "limit") transcript.limit(exitStatus ?? "");
  return {
    format: "swe-agent",
    ...optional("formatVersion", versionOf(info, root, trajectory)),
    agent: {
      name: "swe-agent",
      ...optional("version", textIn(info["swe_agent_version"])),
      ...optional("model", modelOf(replay)),
    },
    task: taskOf(history, trajectory),
    ...optional("instanceId", instanceOf(root, replay)),
    ...optional("root", rootOf(replay, cwd) ?? cwd),
    ...optional("cwd", cwd),
    calls: transcript.calls,
    events: transcript.events,
    finalMessage: transcript.finalMessage,
    ...optional("submission", submission),
    ended: true,
    endedBy,
    ...optional("endedDetail", exitStatus),
    ...optional("infrastructure", endedBy === "error" ? exitStatus : undefined),
    skippedLines: 0,
  };
}

/** Fills the transcript; gives the working folder of each step. */
function readSteps(trajectory: readonly unknown[], transcript: Transcript): (string | undefined)[] {
  const places: (string | undefined)[] = [];
  // 0.x writes the state as text, taken before the action; 1.x as an object, taken after it.
  let before: JsonRecord = {};
  for (const [index, item] of trajectory.entries()) {
    const step = recordOf(item);
    const recorded = step["state"];
    const state = typeof recorded === "string" ? recordOf(parseJson(recorded)) : before;
    if (isRecord(recorded)) before = recorded;
    const cwd = textIn(state["working_dir"]) ?? (index === 0 ? textIn(recordOf(recorded)["working_dir"]) : undefined);
    places.push(cwd);
    const openFile = textIn(state["open_file"]);
    transcript.say(saysOf(step));
    addCommand(transcript, { index }, actionText(step["action"]), cwd, openFile === "n/a" ? undefined : openFile);
    if (typeof step["observation"] === "string") transcript.answerLast({ observation: step["observation"] });
    else if (step["observation"] !== undefined && step["observation"] !== null) {
      transcript.answerLast({ observation: contentText(step["observation"]) });
    }
  }
  return places;
}

function actionText(action: unknown): string {
  if (typeof action === "string") return action;
  return action === undefined || action === null ? "" : jsonText(action);
}

function saysOf(step: JsonRecord): string {
  return textIn(step["thought"]) ?? textIn(step["response"]) ?? "";
}

function addCommand(
  transcript: Transcript,
  origin: Origin,
  action: string,
  cwd?: string,
  openFile?: string,
  id?: string,
): void {
  const word = firstWord.exec(action)?.[1] ?? "";
  transcript.call({
    origin,
    tool: commands.has(word) ? word : "shell",
    input: { command: action },
    command: action,
    dialect: "swe-agent",
    cwd,
    openFile,
    id,
    submits: submitCommand.test(action),
    malformed: action.trim() === "",
  });
}

/** Files without a trajectory: an assistant's message makes the call, the next tool or user message answers it. */
function readHistory(history: readonly unknown[], transcript: Transcript): (string | undefined)[] {
  const places: (string | undefined)[] = [];
  let started = false;
  let prompt: Prompt = {};
  for (const [index, item] of history.entries()) {
    const entry = recordOf(item);
    if (entry["is_demo"] === true) continue;
    const role = entry["role"];
    if (role === "assistant") {
      started = true;
      const action = textIn(entry["action"]) ?? fencedCommand(contentText(entry["content"]));
      const thought = textIn(entry["thought"]) ?? contentText(entry["content"]);
      if (action === undefined) {
        transcript.message(thought);
        continue;
      }
      transcript.say(thought);
      places.push(prompt.folder);
      addCommand(
        transcript,
        { index },
        action,
        prompt.folder,
        prompt.openFile,
        textIn(recordOf(listOf(entry["tool_calls"])[0])["id"]),
      );
    } else if (role === "tool" || role === "user") {
      const observation = contentText(entry["content"]);
      prompt = promptIn(observation) ?? prompt;
      if (!started) continue;
      const id = textIn(listOf(entry["tool_call_ids"])[0]) ?? textIn(entry["tool_call_id"]);
      if (!transcript.answer(id, { observation })) transcript.answerNext({ observation });
    }
  }
  return places;
}

const fence = /```[^\n`]*\n([\s\S]*?)\n?```/;

function fencedCommand(text: string): string | undefined {
  return fence.exec(text)?.[1];
}

function taskOf(history: readonly unknown[], trajectory: readonly unknown[]): string {
  const lists = [history, listOf(recordOf(trajectory[0])["query"])];
  for (const list of lists) {
    for (const item of list) {
      const entry = recordOf(item);
      if (entry["role"] === "user" && entry["is_demo"] !== true) return contentText(entry["content"]);
    }
  }
  return "";
}

function versionOf(info: JsonRecord, root: JsonRecord, trajectory: readonly unknown[]): string | undefined {
  const version = textIn(info["swe_agent_version"]);
  if (version !== undefined) return version;
  if (trajectory.length === 0) return undefined;
  return isRecord(recordOf(trajectory[0])["state"]) || root["replay_config"] !== undefined ? "1.x" : "0.x";
}

/** The configured folder of the repository, unless the run starts somewhere else (replays of older recordings do). */
function rootOf(replay: JsonRecord, cwd: string | undefined): string | undefined {
  const name = textIn(recordOf(recordOf(replay["env"])["repo"])["repo_name"]);
  if (name === undefined) return undefined;
  const root = name.startsWith("/") ? name : `/${name}`;
  return cwd === undefined || cwd === root || cwd.startsWith(`${root}/`) ? root : undefined;
}

function modelOf(replay: JsonRecord): string | undefined {
  return textIn(recordOf(recordOf(replay["agent"])["model"])["name"]);
}

function instanceOf(root: JsonRecord, replay: JsonRecord): string | undefined {
  return textIn(root["instance_id"]) ?? textIn(recordOf(replay["problem_statement"])["id"]);
}
