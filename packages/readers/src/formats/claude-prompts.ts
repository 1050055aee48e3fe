import { contentText, listOf, recordOf } from "../json.js";
import type { JsonRecord } from "../json.js";
import { upToLast } from "../text.js";

export interface UserText {
  /** What the person wrote; empty where the record holds none of it. */
  readonly prompt: string;
  readonly interrupted: boolean;
}

const interruption = /^\[Request interrupted by user(?: for tool use)?\]\s*/;
const notAPrompt =
  /^\s*(?:<(?:local-command-stdout|local-command-stderr|local-command-caveat|bash-stdout|bash-stderr|task-notification|user-memory-input)>|Caveat: The messages below)/;
const command = /<command-name>[\s\S]*?<\/command-name>/;
const commandArguments = /<command-args>([\s\S]*?)<\/command-args>/;
const reminder = /<system-reminder>[\s\S]*?<\/system-reminder>/g;

/**
 * The person's words in a user record. A slash command counts when it is followed by the prompt that it stands for,
 * which Claude Code writes as the next record and marks as its own.
 */
export function userText(content: unknown, following: JsonRecord): UserText {
  let text = typeof content === "string" ? content : textBlocks(content);
  const interrupted = interruption.test(text);
  if (interrupted) text = text.replace(interruption, "");
  if (text.includes("<system-reminder>")) {
    const told = upToLast(text, "</system-reminder>");
    text = told.replace(reminder, "") + text.slice(told.length);
  }
  if (text.trim() === "" || notAPrompt.test(text)) return { prompt: "", interrupted };
  if (command.test(upToLast(text, "</command-name>"))) return { prompt: commandPrompt(text, following), interrupted };
  return { prompt: text, interrupted };
}

function textBlocks(content: unknown): string {
  const texts: string[] = [];
  for (const item of listOf(content)) {
    const block = recordOf(item);
    if (block["type"] === "text") texts.push(contentText(block));
  }
  return texts.join("\n");
}

function commandPrompt(text: string, following: JsonRecord): string {
  if (following["type"] !== "user" || following["isMeta"] !== true) return "";
  const expansion = contentText(recordOf(following["message"])["content"]);
  if (expansion.trim() === "" || notAPrompt.test(expansion)) return "";
  const given = commandArguments.exec(upToLast(text, "</command-args>"))?.[1]?.trim() ?? "";
  return given === "" || expansion.includes(given) ? expansion : `${expansion}\n\n${given}`;
}
