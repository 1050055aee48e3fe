import type { Action, CheckAction, EditAction, LookAction, TestAction } from "@mulligan/core";
import { countInWords } from "../helpers/join-words.js";
import { inlineCode, proseLine } from "../sanitize/inline.js";

const commandLimit = 100;

/** What an action did, in plain words: "edited `a.py`". Calls are described, never repeated word for word. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case "look":
      return describeLook(action);
    case "search": {
      const where =
        action.path === undefined || action.path === "" || action.path === "." ? "" : ` in ${inlineCode(action.path)}`;
      return `searched for ${action.names ? "files named " : ""}${inlineCode(action.pattern, 60)}${where}`;
    }
    case "list":
      return `listed ${inlineCode(action.path)}`;
    case "edit":
    case "create":
    case "delete":
    case "move":
      return describeEdit(action);
    case "test":
      return `ran ${command(action.command, "the tests")} (${testResult(action)})`;
    case "check":
      return `ran ${action.script === undefined ? command(action.command, "a script") : inlineCode(action.script)} (${checkResult(action)})`;
    case "run":
      return `ran ${command(action.command, "a script")}${exitInWords(action.exitCode)}`;
    case "vcs":
      return `ran ${command(action.command, "version control")}`;
    case "install":
      return action.ok
        ? `installed ${packages(action.packages)}`
        : `tried to install ${packages(action.packages)}, which failed`;
    case "fetch":
      return `fetched ${inlineCode(action.url)}`;
    case "plan":
      return "wrote down a plan";
    case "delegate":
      return "handed work to a sub-agent";
    case "ask":
      return "asked the user";
    case "finish":
      return "submitted";
    case "other":
    default:
      return action.command === undefined ? "called another tool" : `ran ${command(action.command, "a command")}`;
  }
}

function describeLook({ path, found, lines, whole }: LookAction): string {
  if (!found) return `tried to look at ${inlineCode(path)}, which was not there`;
  const part =
    lines === undefined || whole
      ? ""
      : lines.from === lines.to
        ? ` line ${lines.from}`
        : ` lines ${lines.from}-${lines.to}`;
  return `looked at ${inlineCode(path)}${part}`;
}

const editWords = {
  edit: ["edited", "edit"],
  create: ["created", "create"],
  delete: ["deleted", "delete"],
  move: ["moved", "move"],
} as const;

function describeEdit({ kind, path, from, effect, by }: EditAction): string {
  const [done, intended] = by === "restore" ? ["restored", "restore"] : editWords[kind];
  const target =
    kind === "move" && from !== undefined ? `${inlineCode(from)} to ${inlineCode(path)}` : inlineCode(path);
  const words: Readonly<Record<typeof effect, string>> = {
    changed: `${done} ${target}`,
    unchanged: `wrote ${target} without a change`,
    rejected: `tried to ${intended} ${target}, which was refused`,
    crashed: `tried to ${intended} ${target}, which failed`,
    "no-match": `tried to ${intended} ${target}, which changed nothing`,
  };
  return words[effect];
}

/** Long commands and scripts handed over on the command line are named by their program. */
function command(text: string, otherwise: string): string {
  const [first = ""] = text.trimStart().split("\n", 1);
  const long = first.length > commandLimit || text.trim().length > first.trim().length;
  if (!long && first.trim() !== "") return inlineCode(first, commandLimit);
  const program = /^[\w./-]{1,40}/.exec(first)?.[0];
  return program === undefined ? otherwise : `${otherwise} with ${inlineCode(program)}`;
}

function testResult({ ran, notRun, passed, failed, ok }: TestAction): string {
  if (!ran) return notRunInWords[notRun ?? "died"];
  const counts = [
    ...(failed !== null && failed > 0 ? [`${failed} failed`] : []),
    ...(passed !== null && passed > 0 ? [`${passed} passed`] : []),
  ];
  return counts.length > 0 ? counts.join(", ") : ok ? "passed" : "failed";
}

const notRunInWords = {
  "not-started": "it could not start",
  died: "it died before a test ran",
  "none-selected": "no test was selected",
  "timed-out": "it timed out",
} as const;

function checkResult({ ok, error }: CheckAction): string {
  if (ok) return "no error";
  return error === undefined || error.name === "" ? "failed" : proseLine(error.name, 60);
}

function exitInWords(exitCode: number | null): string {
  return exitCode === null || exitCode === 0 ? "" : ` (exit code ${exitCode})`;
}

function packages(names: readonly string[]): string {
  const [first] = names;
  if (first === undefined) return "packages";
  return names.length === 1
    ? inlineCode(first)
    : `${inlineCode(first)} and ${countInWords(names.length - 1, "other package")}`;
}
