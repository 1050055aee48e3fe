import { optional } from "../json.js";

export interface Prompt {
  readonly folder?: string;
  readonly openFile?: string;
}

const shellPrompt = /\(Open file: ([^\r\n]*)\)\r?\n\(Current directory: ([^\r\n]*)\)/y;

/** The state that the prompt of SWE-agent's shell shows under an observation. */
export function promptIn(observation: string): Prompt | undefined {
  const at = observation.lastIndexOf("(Open file: ");
  if (at < 0) return undefined;
  shellPrompt.lastIndex = at;
  const [, openFile, folder] = shellPrompt.exec(observation) ?? [];
  if (folder === undefined) return undefined;
  return { folder, ...optional("openFile", openFile === "n/a" || openFile === "" ? undefined : openFile) };
}
