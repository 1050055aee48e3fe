import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { shellWord } from "../output/text.js";

/**
 * A command that begins with a relative path (`./run-agent.sh`, `../tools/judge --fast`) with that path made absolute,
 * where there is such a file: commands run in the attempt's workspace, and who types one sees it from where they are.
 */
export function seenFrom(cwd: string, command: string): string {
  const [path = ""] = /^\.{1,2}\/[\w./@%+=,-]+(?=\s|$)/.exec(command.trimStart()) ?? [];
  const file = resolve(cwd, path);
  return path !== "" && existsSync(file) ? shellWord(file) + command.trimStart().slice(path.length) : command;
}
