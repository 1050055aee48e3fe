import type { StepStatus } from "@mulligan/core";
import { recordOf, textIn } from "../json.js";
import type { JsonRecord } from "../json.js";

const failure =
  /^(?:ERROR:|Ran into |Invalid `\w+` parameter|No replacement was performed|Tool '\w+' not found|Error (?:executing|validating) tool)/;
/** The call was turned down for its form: a parameter is missing, or not of the kind that is wanted. */
const badCall =
  /Parameter `\w+` is required for command|Parameter '\w+' is expected to be one of|Unrecognized command|Missing required argument|The path should be an absolute path|Cannot execute multiple commands at once|tool .{0,80}not found|validating|missing required|invalid arguments|could not be parsed|Error parsing/i;

/** What became of a call of OpenHands' tools. `failed`: the recording marks the answer as an error. */
export function openHandsStatus(observation: string, failed: boolean): StepStatus | undefined {
  if (!failed && !failure.test(observation)) return undefined;
  return badCall.test(observation.slice(0, 300)) ? "invalid" : "error";
}

/** The folder in which the repository was put, as the evaluation's prompts tell it. */
export function uploadedTo(task: string): string | undefined {
  return /<uploaded_files>\s*(\/[^\s<]+)\s*<\/uploaded_files>/.exec(task)?.[1];
}

/** The working folder before a command: the one after it, unless the command changes it. */
export function startFolder(observation: JsonRecord): string | undefined {
  if (/\b(?:cd|pushd|popd)\b/.test(textIn(observation["command"]) ?? "")) return undefined;
  return textIn(recordOf(observation["metadata"])["working_dir"]);
}
