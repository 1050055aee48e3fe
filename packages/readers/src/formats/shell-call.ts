import { listOf, recordOf, textIn, wordOf } from "../json.js";

export interface ShellCall {
  readonly command: string;
  readonly cwd?: string | undefined;
}

const shellTools: ReadonlySet<string> = new Set([
  "bash",
  "bash_command",
  "container.exec",
  "cmd",
  "developer__shell",
  "exec",
  "exec_command",
  "execute_bash",
  "execute_command",
  "local_shell",
  "local_shell_call",
  "run_command",
  "run_commands",
  "run_in_terminal",
  "run_shell_command",
  "run_terminal_cmd",
  "shell",
  "shell_command",
  "terminal",
]);

/** Keys that a terminal takes instead of a line: `C-c`, `Enter`, `q`. */
const keysOnly = /^(?:C-\w|Enter|Escape|q|y|n|Y|N)?$/;

/** The command line of a call of a shell tool, whatever its agent calls the tool; undefined for other tools. */
export function shellCall(tool: string, input: unknown): ShellCall | undefined {
  if (!shellTools.has(tool.toLowerCase())) return undefined;
  const values = recordOf(input);
  const cwd =
    textIn(values["workdir"]) ?? textIn(values["cwd"]) ?? textIn(values["dir_path"]) ?? textIn(values["directory"]);
  const keystrokes = textIn(values["keystrokes"]);
  if (keystrokes !== undefined) {
    const line = keystrokes.replace(/(?<!\n)\n+$/, "");
    return keysOnly.test(line) ? undefined : { command: line };
  }
  const command =
    commandLine(values["command"]) ??
    commandLine(values["cmd"]) ??
    textIn(values["script"]) ??
    textIn(
      listOf(values["commands"])
        .filter((line) => typeof line === "string")
        .join("\n"),
    );
  return command === undefined ? undefined : { command, cwd };
}

const shellName = /(?:^|\/)(?:bash|sh|zsh|dash)$/;

/** A command as text or as a list of words; `bash -lc` and its like are taken off. */
export function commandLine(value: unknown): string | undefined {
  if (typeof value === "string") return value === "" ? undefined : withoutShell(value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const words = value.map(wordOf);
  const [name = "", flags = "", script] = words;
  if (shellName.test(name) && /^-\w*c$/.test(flags) && script !== undefined) return script;
  // The patch would be unreadable as one quoted word, and a shell is given it like this.
  if (words.length === 2 && /^apply_?patch$/.test(name)) return `${name} <<'PATCH'\n${flags}\nPATCH`;
  return words.map(quoted).join(" ");
}

const wrapped = /^(?:\/\S*\/)?(?:bash|sh|zsh|dash)\s+-\w*c\s+(['"])([\s\S]*)\1\s*$/;

function withoutShell(command: string): string {
  const [, mark, script] = wrapped.exec(command) ?? [];
  if (mark === undefined || script === undefined) return command;
  if (mark === "'") {
    const inner = script.replaceAll(`'\\''`, "\0").replaceAll(`'"'"'`, "\0");
    // A quote that is left ends the script early: more follows than one script.
    return inner.includes("'") ? command : inner.replaceAll("\0", "'");
  }
  return /(?<!\\)"/.test(script) ? command : script.replace(/\\(["\\$`])/g, "$1");
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
