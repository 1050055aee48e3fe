import type { Walk } from "../walk/walk.js";
import type { ScriptSource } from "../walk/draft.js";
import type { ScriptLanguage } from "../scripts/writes.js";
import type { SimpleCommand } from "../shell/commands.js";
import { baseName } from "../shell/unwrap.js";
import { recogniseTest } from "../tests/recognise.js";
import { checkKind } from "../checks/commands.js";
import { looksFailed } from "../checks/outcome.js";
import { emitTest } from "./test-run.js";
import { runScriptEdits } from "./script-edits.js";
import type { Piped } from "./context.js";

const interpreters: readonly (readonly [RegExp, ScriptLanguage])[] = [
  [/^(?:python|pypy)[\d.]*$|^ipython3?$/, "python"],
  [/^(?:node|nodejs|bun|deno|tsx|ts-node|babel-node)$/, "javascript"],
  [/^ruby[\d.]*$/, "ruby"],
  [/^perl[\d.]*$/, "perl"],
  [/^php[\d.]*$/, "php"],
  [/^(?:ba|z|da|k)?sh$|^source$|^\.$/, "shell"],
  [
    /^(?:Rscript|lua|julia|elixir|groovy|kotlin|java|swift|scala|dart|osascript|escript|ghc|runghc|runhaskell)$/,
    "other",
  ],
];

/** Tests, checks, scripts and programs: everything that executes code. */
export function execute(walk: Walk, piped: Piped): boolean {
  return run(walk, piped, false);
}

/** `execute` for output that came later: what the script writes was read before. */
export function executeAgain(walk: Walk, piped: Piped): boolean {
  return run(walk, piped, true);
}

function run(walk: Walk, piped: Piped, again: boolean): boolean {
  const main = mainCommand(piped);
  if (main === undefined) return false;
  const source = scriptOf(walk, main, piped);
  const words = source?.module === undefined ? main.words : [source.module, ...afterModule(main.words)];
  const test =
    source !== undefined && source.content !== undefined && source.module === undefined
      ? suiteCall(source)
      : (recogniseTest(words, walk.runners) ?? runnerScript(walk, main.words, source));
  if (test !== undefined) {
    emitTest(walk, piped, main, words, test.runner);
    return true;
  }
  const certain = source?.content === undefined ? checkKind(words) : undefined;
  if (source === undefined && certain === undefined && !isProgram(words[0]!)) return false;
  if (source?.language === "shell" && source.path === undefined && source.content === undefined) return false;
  if (!again && source !== undefined && certain === undefined && runScriptEdits(walk, piped, source, main.words))
    return true;
  pend(walk, piped, main, words, source, certain);
  if (!again && certain === "build") noteProgram(walk, piped, main.words);
  return true;
}

/** `Rscript -e 'devtools::test()'`: languages whose suite is started by a function. */
function suiteCall({ language, content = "" }: ScriptSource): ReturnType<typeof recogniseTest> {
  if (language !== "other") return undefined;
  return /\b(?:devtools::test|testthat::test_\w+|test_(?:local|dir|check|package)|Pkg\.test)\(/.test(content)
    ? { runner: undefined }
    : undefined;
}

export function pend(
  walk: Walk,
  piped: Piped,
  main: SimpleCommand,
  words: readonly string[],
  source: ScriptSource | undefined,
  certain: ReturnType<typeof checkKind>,
): void {
  const { output, exitCode, failed, timedOut, shared, unanswered, background } = piped.answer;
  const exit = piped.final ? exitCode : null;
  const ok =
    !timedOut && !unanswered && (exit === null ? !(failed && piped.final) : exit === 0) && !looksFailed(output);
  const error = ok ? undefined : walk.error(output);
  const action = {
    kind: "run" as const,
    command: main.text,
    exitCode: exit,
    tree: walk.tree(),
    ok,
    stoppedByEnvironment: false,
    ...(error === undefined ? {} : { error }),
  };
  walk.emit(action);
  walk.pending.push({
    step: walk.step,
    action,
    words,
    source,
    output,
    folder: walk.path("."),
    tree: action.tree,
    timedOut,
    shared,
    unseen: unanswered || background || piped.last.writes.length > 0,
    ...(certain === undefined ? {} : { certain }),
  });
}

/** `go build -o name`: the program that a build leaves behind. */
function noteProgram(walk: Walk, piped: Piped, words: readonly string[]): void {
  const at = words.indexOf("-o");
  const target = at > 0 ? words[at + 1] : undefined;
  if (target === undefined || target.startsWith("/dev/") || /[$*]/.test(target) || target.endsWith("/")) return;
  if (
    (piped.final && piped.answer.exitCode !== null && piped.answer.exitCode !== 0) ||
    piped.answer.failed ||
    looksFailed(piped.answer.output)
  )
    return;
  const path = walk.path(target);
  walk.edit({ path, by: "shell", kind: walk.isNew(path) ? "create" : "edit", whole: true, commentOnly: false });
}

/** The command of a pipeline that executes something: what feeds it and what filters its output is passed over. */
function mainCommand(piped: Piped): SimpleCommand | undefined {
  for (const command of piped.commands) {
    const name = baseName(command.words[0] ?? "");
    if (
      /^(?:echo|printf|cat|yes|true|:|head|tail|grep|egrep|tee|sort|less|wc|awk|sed|cut|tr|uniq|xargs|jq|column|date|sleep)$/.test(
        name,
      )
    )
      continue;
    return command;
  }
  return undefined;
}

function isProgram(name: string): boolean {
  return (
    name.startsWith("./") ||
    name.startsWith("../") ||
    /^[\w.-]+(?:\/[\w.-]+)+$/.test(name) ||
    (name.startsWith("/") && !/^\/(?:usr|bin|sbin|etc)\//.test(name)) ||
    /^[a-z][\w.-]*$/i.test(name)
  );
}

function afterModule(words: readonly string[]): readonly string[] {
  const at = words.indexOf("-m");
  return words.slice(at + 2);
}

/** `python tests/runtests.py`: a script that a runner is known by, with the interpreter before it. */
function runnerScript(
  walk: Walk,
  words: readonly string[],
  source: ScriptSource | undefined,
): ReturnType<typeof recogniseTest> {
  if (source?.path === undefined) return undefined;
  const at = words.findIndex((word, index) => index > 0 && walk.path(word) === source.path);
  const found = at < 0 ? undefined : recogniseTest(words.slice(at), walk.runners);
  // By its name alone, any script may be one that tests.
  return found?.runner === undefined ? undefined : found;
}

/** The code that an interpreter was given. */
export function scriptOf(walk: Walk, command: SimpleCommand, piped: Piped): ScriptSource | undefined {
  const words = command.words;
  const name = baseName(words[0]!);
  const language = interpreters.find(([pattern]) => pattern.test(name))?.[1];
  if (language === undefined) {
    if (!/\.(?:py|js|mjs|cjs|ts|sh|rb|php|pl)$/.test(words[0]!)) return undefined;
    return fileSource(walk, words[0]!, languageOf(words[0]!));
  }
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    if (word === "-") break;
    if (word === "-m" && language === "python") return { language, content: undefined, module: words[at + 1] ?? "" };
    if (
      (language === "python" && /^-[a-zA-Z]*c$/.test(word)) ||
      (language === "javascript" &&
        (word === "-e" ||
          word === "--eval" ||
          word === "-p" ||
          word === "-pe" ||
          word === "eval" ||
          word === "--print")) ||
      (/^(?:ruby|perl|other)$/.test(language) && word === "-e") ||
      (language === "php" && word === "-r")
    ) {
      return { language, content: words[at + 1] ?? "" };
    }
    if (word.startsWith("-")) {
      if (/^-[WX]$|^--(?:require|loader|import|env-file|tsconfig)$|^-r$/.test(word)) at++;
      else if (word === "--project" && language === "javascript") at++;
      continue;
    }
    if ((name === "bun" || name === "deno") && (word === "run" || word === "x")) continue;
    if (name === "bun" || name === "deno") {
      if (!/\./.test(word)) return undefined;
    }
    return fileSource(walk, word, language);
  }
  const stdin = command.stdin ?? (piped.first === command ? undefined : (piped.first.stdin ?? echoed(piped.first)));
  if (stdin !== undefined) return { language, content: stdin };
  if (command.stdinFile !== undefined) return fileSource(walk, command.stdinFile, language);
  return undefined;
}

function echoed(command: SimpleCommand): string | undefined {
  return command.words[0] === "echo" || command.words[0] === "printf" ? command.words.slice(1).join(" ") : undefined;
}

function fileSource(walk: Walk, file: string, language: ScriptLanguage): ScriptSource {
  const path = walk.path(file);
  return { language, content: walk.files.peek(path)?.content, path };
}

function languageOf(path: string): ScriptLanguage {
  if (path.endsWith(".py")) return "python";
  if (/\.[cm]?[jt]s$/.test(path)) return "javascript";
  if (path.endsWith(".sh")) return "shell";
  return path.endsWith(".rb") ? "ruby" : path.endsWith(".php") ? "php" : path.endsWith(".pl") ? "perl" : "other";
}
