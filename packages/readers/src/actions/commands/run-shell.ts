import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { parseShell } from "../shell/parse.js";
import { baseName } from "../shell/unwrap.js";
import type { ShellPipeline, SimpleCommand } from "../shell/commands.js";
import { joinPath, cleanPath, isAbsolute } from "../paths/normalise.js";
import { applyPatches } from "./patch-commands.js";
import { execute, executeAgain } from "./execute.js";
import { install } from "./install-commands.js";
import { afterXargs, plainArguments, readFiles, searchFiles } from "./read-commands.js";
import { runGit } from "./git-commands.js";
import { changeFiles, writeOutputs } from "./write-commands.js";
import type { Piped, ShellAnswer } from "./context.js";

const endMark = /\b(?:COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT|MICRO_SWE_AGENT_FINAL_OUTPUT)\b/;
/** Linux enters no folder with a longer path (PATH_MAX). */
const longestPath = 4096;
// oxlint-disable-next-line no-control-regex -- taking such characters out is what this is for
const colours = /\u001b\[[0-9;?]*[A-Za-z]/g;
const timedOut =
  /EXECUTION TIMED OUT|(?:[Cc]ommand|[Ee]xecution|process) (?:timed out|was killed|exceeded the time)|timed out after \d+|TimeoutExpired|(?:running in|moved to) (?:the )?background|be notified when it completes/;
const goesOn =
  /(?:running in|moved to) (?:the )?background|Process running with session ID|\[The command has no new output after/;
const gaveUp = /imed out|TIMED OUT|TimeoutExpired/;
const syntaxError =
  /(?:^|\n)(?:\/\S*\/)?(?:ba|z|da)?sh: (?:-c: )?(?:line \d+: |eval: line \d+: |\d+: )?(?:syntax error|unexpected EOF|parse error|Syntax error)/;
const hint =
  /yntax error|unexpected EOF|parse error|imed out|TIMED OUT|TimeoutExpired|was killed|exceeded the time|background|be notified|running with session|no new output/;
/** Commands that print nothing to speak of. */
const quiet: ReadonlySet<string> = new Set([
  "cd",
  "export",
  "set",
  "source",
  ".",
  "mkdir",
  "sleep",
  "true",
  ":",
  "echo",
  "printf",
  "pushd",
  "popd",
  "touch",
  "rm",
  "cp",
  "mv",
  "sed",
  "unset",
  "alias",
  "chmod",
  "wait",
  "ulimit",
  "shopt",
  "trap",
  "exit",
  "tee",
]);
const modeOption: ReadonlySet<string> = new Set(["-m"]);
const longest = 200_000;

export function answerOf(call: RecordedCall, pipelines: number, broken: boolean): ShellAnswer {
  const raw =
    call.observation.length > longest
      ? call.observation.slice(0, longest / 2) + call.observation.slice(-longest / 2)
      : call.observation;
  const output = raw.includes("\u001b[") ? raw.replace(colours, "") : raw;
  // A command that exited well neither ran out of time nor was unreadable.
  const edges =
    call.exitCode === 0 ? "" : output.length > 2000 ? `${output.slice(0, 800)}\n${output.slice(-800)}` : output;
  const hinted = edges !== "" && hint.test(edges);
  return {
    output,
    exitCode: call.exitCode,
    failed: call.status === "error",
    background: (hinted && goesOn.test(edges)) || (call.exitCode === -1 && !gaveUp.test(edges)),
    timedOut: call.exitCode === 124 || call.exitCode === -1 || (hinted && (timedOut.test(edges) || goesOn.test(edges))),
    broken: (hinted && syntaxError.test(edges)) || (broken && call.exitCode === 2 && output.includes("syntax error")),
    shared: pipelines > 1,
    unanswered: call.status === "missing",
  };
}

/** Reads a shell command of the agent into actions. */
export function runShell(walk: Walk, source: string, call: RecordedCall, given?: ShellAnswer): void {
  const parsed = parseShell(source);
  let talking = 0;
  let last: ShellPipeline | undefined;
  let chained = true;
  for (const item of parsed.items) {
    if (item.kind !== "pipeline") continue;
    if (item.commands.length > 1 || !quiet.has(baseName(item.commands[0]!.words[0]!))) talking += 1;
    if (item.background || (last !== undefined && item.after !== "&&")) chained = false;
    last = item;
  }
  const answer = given ?? answerOf(call, talking, parsed.broken);
  const pipelines =
    source.includes("_FINAL_OUTPUT") && endMark.test(source)
      ? parsed.items.filter((item) => item.kind === "pipeline")
      : [];
  if (pipelines.some((item) => item.commands[0]!.words.some((word) => endMark.test(word)))) {
    for (const item of pipelines) writeOutputs(walk, piped(item, answer, false));
    walk.emit({ kind: "finish" });
    return;
  }
  const folders: string[] = [];
  const before = walk.step.actions.length;
  for (const item of parsed.items) {
    if (item.kind === "open") folders.push(walk.cwd);
    else if (item.kind === "close") walk.cwd = folders.pop() ?? walk.cwd;
    else if (item.kind === "pipeline") runPipeline(walk, item, answer, item === last, chained && call.exitCode === 0);
  }
  if (walk.step.actions.length === before) walk.emit({ kind: "other", command: source });
}

/** Reads later output of a command whose call was answered before it was done. Its edits were read then. */
export function resumeShell(walk: Walk, source: string, answer: ShellAnswer): void {
  const pipelines = parseShell(source).items.filter((item) => item.kind === "pipeline");
  for (const item of pipelines) {
    const here = piped(item, answer, item === pipelines.at(-1));
    const name = baseName(here.first.words[0]!);
    if (name === "cd" || name === "pushd") changeFolder(walk, here.first.words[1], "");
    else if (!isPlain(here.first)) executeAgain(walk, here);
  }
}

function piped(item: ShellPipeline, answer: ShellAnswer, final: boolean): Piped {
  return {
    commands: item.commands,
    first: item.commands[0]!,
    last: item.commands.at(-1)!,
    answer,
    final,
    fallback: item.after === "||",
  };
}

/** `sound`: a chain of `&&` that exited well, so that every command of it did. */
function runPipeline(walk: Walk, item: ShellPipeline, answer: ShellAnswer, final: boolean, sound: boolean): void {
  const here = piped(item, item.background ? { ...answer, unanswered: answer.output === "" } : answer, final);
  const words = here.first.words;
  const name = baseName(words[0]!);
  if (name === "cd" || name === "pushd") {
    changeFolder(walk, words[1], sound ? "" : answer.output);
    return;
  }
  if (name === "mkdir") {
    for (const made of plainArguments(words, modeOption)) walk.noteFolder(made);
  }
  const folder = walk.cwd;
  if (here.first.directory !== undefined) walk.cwd = joinPath(walk.cwd, here.first.directory);
  let xargs = -1;
  let writes = false;
  for (let at = 0; at < here.commands.length; at++) {
    const command = here.commands[at]!;
    const program = command.words[0]!;
    if (program === "xargs" && xargs < 0) xargs = at;
    if (command.writes.length > 0 || program === "tee" || program.endsWith("/tee")) writes = true;
  }
  const spread = xargs > 0 ? spreadXargs(here, xargs) : undefined;
  if (writes) writeOutputs(walk, here);
  if (spread !== undefined && (changeFiles(walk, spread) || readFiles(walk, spread))) {
    walk.cwd = folder;
    return;
  }
  handle(walk, here, name);
  walk.cwd = folder;
}

function handle(walk: Walk, here: Piped, name: string): void {
  if (
    name === "git" &&
    here.first.words[1] !== "apply" &&
    here.first.words[1] !== "am" &&
    here.first.words[1] !== "grep" &&
    runGit(walk, here)
  )
    return;
  if (applyPatches(walk, here)) return;
  if (changeFiles(walk, here)) return;
  if (readFiles(walk, here)) return;
  if (searchFiles(walk, here)) return;
  if (install(walk, here)) return;
  if ((name === "curl" || name === "wget") && fetchUrl(walk, here)) return;
  if (here.commands.every(isPlain)) {
    if (!/^(?:cd|export|set|mkdir|sleep|true|:|echo|printf|tee|cat)$/.test(name))
      walk.emit({ kind: "other", command: here.first.text });
    return;
  }
  if (!execute(walk, here)) walk.emit({ kind: "other", command: here.first.text });
}

function isPlain({ words }: SimpleCommand): boolean {
  const name = baseName(words[0]!);
  // `bin/test` is the project's own, not the shell's.
  return plainCommand.test(name) && !(name === "test" && words[0] !== name);
}

const plainCommand =
  /^(?:export|set|unset|mkdir|rmdir|sleep|true|false|:|echo|printf|pwd|which|whereis|type|env|printenv|whoami|id|date|uname|hostname|ps|kill|pkill|killall|wc|sort|uniq|diff|cmp|comm|file|stat|du|df|tee|cat|head|tail|chmod|chown|ln|tar|unzip|zip|gzip|gunzip|md5sum|sha\d+sum|basename|dirname|realpath|readlink|test|\[|\[\[|alias|source|\.|jobs|wait|fg|bg|history|clear|read|exit|return|shopt|ulimit|trap|popd|awk|cut|tr|jq|xargs|seq|expr|bc|nproc|free|top|lsof|netstat|ss|ssh|scp|rsync|gh|glab|hub|docker|kubectl|gofmt|goimports|gofumpt|black|isort|prettier|autopep8|rustfmt|shfmt|flake8|ruff|eslint|yapf|pycodestyle|pyflakes|codespell|terraform|code|vim|vi|nano|ed|man|info|crontab|systemctl|service|nc|ping|dig|nslookup|column|tac|rev|od|hexdump|base64|openssl|getent|locale|groups|su|mktemp|timeout|watch|script|screen|tmux|less|more|asdf|pyenv|nvm|conda|module)$/;

/** `output` is empty where the change is known to have worked. */
function changeFolder(walk: Walk, target: string | undefined, output: string): void {
  if (target === undefined || target === "-" || /[$*`]/.test(target)) return;
  if (output !== "" && (output.includes(`cd: ${target}: No such file`) || output.includes(`can't cd to ${target}`)))
    return;
  const next = isAbsolute(target) ? cleanPath(target) : joinPath(walk.cwd, target);
  if (next.length <= longestPath) walk.cwd = next;
}

/** `… | xargs sed -i s/a/b/`: the files are those that the output or an earlier search names. */
function spreadXargs(here: Piped, at: number): Piped | undefined {
  const inner = afterXargs(here.commands[at]!.words);
  if (inner.length === 0) return undefined;
  const fed = at === 1 && /^(?:echo|printf)$/.test(here.first.words[0] ?? "") ? here.first.words.slice(1) : [];
  const command = { ...here.commands[at]!, words: [...inner, ...fed] };
  return { ...here, commands: [command, ...here.commands.slice(at + 1)], first: command };
}

function fetchUrl(walk: Walk, here: Piped): boolean {
  const url =
    here.first.words.find((word) => /^(?:https?|ftp):\/\//.test(word)) ??
    here.first.words.slice(1).find((word) => /^[\w.-]+\.\w{2,}(?:\/|$)|^localhost|^127\./.test(word));
  if (url === undefined) return false;
  if (/^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])/.test(url)) return false;
  walk.emit({ kind: "fetch", url });
  const at = here.first.words.findIndex((word) => word === "-o" || word === "-O" || word === "--output");
  const target = at > 0 ? here.first.words[at + 1] : undefined;
  if (target !== undefined && !target.startsWith("-") && !/^https?:/.test(target))
    walk.edit({
      path: walk.path(target),
      by: "shell",
      kind: walk.isNew(walk.path(target)) ? "create" : "edit",
      whole: true,
    });
  return true;
}
