import type { Walk } from "../walk/walk.js";
import type { SimpleCommand } from "../shell/commands.js";
import { addressedLines, literalOf, readSed, substitutions, toRegExp } from "../edits/sed.js";
import { baseName } from "../shell/unwrap.js";
import { fileName } from "../paths/normalise.js";
import { isBackup, isScratchName, isTemporary } from "../paths/names.js";
import { copy, remove } from "./place-commands.js";
import { plainArguments } from "./read-commands.js";
import { countLines, firstLine } from "./text.js";
import type { Piped } from "./context.js";

const refused =
  /No such file or directory|Permission denied|Read-only file system|cannot (?:create|stat|touch|remove|move)|Is a directory/;

const noValues: ReadonlySet<string> = new Set<string>();
const copyValues: ReadonlySet<string> = new Set(["-t", "-m", "-S", "-o", "-g"]);
const moveValues: ReadonlySet<string> = new Set(["-t", "-S"]);
const touchValues: ReadonlySet<string> = new Set(["-d", "-t", "-r", "-s", "--size"]);

/** Redirections and `tee`: files that a pipeline's output goes into. */
export function writeOutputs(walk: Walk, piped: Piped): void {
  if (piped.fallback) return;
  for (const command of piped.commands) {
    for (const write of command.writes)
      if (write.path !== "/dev/null") writeOne(walk, piped, command, write.path, write.append);
    if (baseName(command.words[0]!) === "tee") {
      const append = command.words.includes("-a") || command.words.includes("--append");
      for (const path of plainArguments(command.words, noValues))
        if (path !== "/dev/null" && !path.startsWith("/dev/")) writeOne(walk, piped, command, path, append);
    }
  }
}

function writeOne(walk: Walk, piped: Piped, command: SimpleCommand, target: string, append: boolean): void {
  if (/[$*?`]/.test(target) && !/^(?:~|\/tmp\/|\/home\/|\/root\/)[^$*?`]*\//.test(target)) return;
  const path = walk.path(target);
  const text = outputText(piped, command);
  const failed =
    piped.answer.broken ||
    (piped.final && failure(piped) && refused.test(piped.answer.output) && piped.answer.output.includes(target));
  const known = walk.files.peek(path);
  const restored = restoredVersion(walk, piped, path);
  if (append) {
    const fresh = walk.isNew(path) && (isTemporary(path) || isBackup(path) || isScratchName(path));
    const before = known?.content;
    walk.edit({
      path,
      by: "shell",
      kind: fresh ? "create" : "edit",
      effect: failed ? "crashed" : "changed",
      added: text,
      whole: fresh,
      content: before === undefined || text === undefined ? (fresh ? text : undefined) : before + text,
    });
    return;
  }
  walk.edit({
    path,
    by: restored === undefined ? "shell" : "restore",
    kind: walk.isNew(path) ? "create" : "edit",
    effect: failed ? "crashed" : "changed",
    added: text,
    removed: known?.content,
    whole: true,
    content: text,
    ...(known?.content === undefined ? {} : { fileLines: countLines(known.content) }),
    ...(restored === undefined ? {} : { version: restored }),
    commentOnly: false,
  });
  if (!failed && isDiff(piped)) walk.files.get(path).diff = walk.files.changed();
}

/** What `echo`, `printf` or a here-document sends into the file. */
function outputText(piped: Piped, command: SimpleCommand): string | undefined {
  const source = command.words[0] === "tee" ? (command.stdin === undefined ? piped.first : command) : command;
  const name = baseName(source.words[0]!);
  if ((name === "cat" || name === "tee") && source.stdin !== undefined) return source.stdin;
  if (name === "echo")
    return `${source.words
      .slice(1)
      .filter((word, index) => !(index === 0 && /^-[neE]+$/.test(word)))
      .join(" ")}\n`;
  if (name === "printf") return (source.words[1] ?? "").replaceAll("\\n", "\n");
  return undefined;
}

const otherDiff = /^--(?:cached|staged|stat|numstat|name-only|name-status|no-index)/;

/** `git diff > f`, of the working tree against what is committed. */
function isDiff({ commands, first: { words } }: Piped): boolean {
  const [program, verb, ...rest] = words;
  if (commands.length > 1 || program !== "git" || verb !== "diff") return false;
  return rest.every((word) =>
    word.startsWith("-") ? !otherDiff.test(word) : word === "HEAD" || (/[./]/.test(word) && !word.includes("..")),
  );
}

/** `git show HEAD:f > f`: the file's first content comes back. */
function restoredVersion(walk: Walk, piped: Piped, path: string): string | undefined {
  const words = piped.first.words;
  if (words[0] !== "git" || words[1] !== "show" || piped.commands.length > 1) return undefined;
  const object = /^(?:HEAD|@)?:(?:\.\/)?(.+)$/.exec(words[2] ?? "")?.[1];
  return object !== undefined && walk.path(object, walk.root) === path ? `start:${path}` : undefined;
}

/** In-place editors, copies, moves and deletions. */
export function changeFiles(walk: Walk, piped: Piped): boolean {
  const words = piped.first.words;
  const name = baseName(words[0]!);
  switch (name) {
    case "sed":
    case "gsed":
      return editInPlace(walk, piped, words);
    case "perl":
    case "ruby":
      return editWithPerl(walk, piped, words);
    case "cp":
    case "install":
      return copy(walk, piped, plainArguments(words, copyValues), false);
    case "mv":
      return copy(walk, piped, plainArguments(words, moveValues), true);
    case "rm":
    case "unlink":
      remove(walk, piped, plainArguments(words, noValues));
      return true;
    case "touch":
    case "truncate":
      for (const target of plainArguments(words, touchValues)) {
        const path = walk.path(target);
        if (name === "truncate") walk.edit({ path, by: "shell", whole: true });
        else if (walk.isNew(path) && !/[*?$]/.test(target) && (isTemporary(path) || fileName(path).includes(".")))
          walk.edit({ path, by: "shell", kind: "create", whole: true, content: "" });
      }
      return true;
    default:
      return false;
  }
}

function failure(piped: Piped): boolean {
  const { exitCode, failed } = piped.answer;
  return exitCode === null ? failed : exitCode !== 0;
}

function editInPlace(walk: Walk, piped: Piped, words: readonly string[]): boolean {
  const call = readSed(words);
  if (!call.inPlace) return false;
  if (piped.fallback) return true;
  const complaint =
    /^(?:sed|gsed): .*$/m.exec(piped.answer.output)?.[0] ??
    (piped.answer.broken ? firstLine(piped.answer.output) : undefined);
  const steps = substitutions(call.script);
  const lines = addressedLines(call.script);
  for (const file of piped.answer.broken ? lastPath(walk.step.call.command ?? piped.first.text) : call.files) {
    if (/[*?$]/.test(file)) continue;
    const path = walk.path(file);
    if (complaint !== undefined || (piped.final && failure(piped) && !piped.answer.shared)) {
      walk.edit({
        path,
        by: "shell",
        effect: complaint === undefined ? "crashed" : "rejected",
        reason: complaint ?? firstLine(piped.answer.output),
      });
      continue;
    }
    const record = walk.files.get(path);
    const before = record.version;
    const known = record.content;
    const added = steps?.map((step) => step.replacement).join("\n") ?? addedBySed(call.script);
    const removed = steps?.map((step) => literalOf(step.pattern, call.extended) ?? step.pattern).join("\n");
    if (steps !== undefined && cannotMatch(walk, path, steps, call.extended)) {
      walk.edit({ path, by: "shell", effect: "no-match", added, removed, reason: "no line matches the pattern" });
      continue;
    }
    if (call.backupSuffix !== undefined)
      walk.edit({ path: `${path}${call.backupSuffix}`, by: "shell", kind: "create", whole: true, version: before });
    const content = known === undefined || steps === undefined ? undefined : substitute(known, steps, call.extended);
    const effect = known !== undefined && content === known ? ("no-match" as const) : ("changed" as const);
    const edit = walk.edit({
      path,
      by: "shell",
      effect,
      added,
      removed,
      ...(lines === undefined ? {} : { lines }),
      content,
      ...(effect === "no-match" ? { reason: "no line matches the pattern" } : {}),
    });
    const only = steps?.length === 1 ? steps[0]! : undefined;
    const pattern =
      only === undefined || only.address !== "" || effect !== "changed"
        ? undefined
        : toRegExp(only.pattern, only.flags, call.extended);
    if (pattern !== undefined && /g/.test(only!.flags) && !pattern.test(only!.replacement))
      walk.doubts.set(path, { edit, pattern, before, after: record.version });
  }
  return true;
}

const pathCharacter = /[\w./-]/;

/** Where the quotes do not match, the words are not to be trusted: the last path stands for the file. */
function lastPath(text: string): readonly string[] {
  const end = text.trimEnd().replace(/['"]$/, "");
  let start = end.length;
  while (start > 0 && pathCharacter.test(end[start - 1]!)) start--;
  const path = end.slice(Math.max(start, end.lastIndexOf("//") + 1));
  return /\w\.\w+$/.test(path) ? [path] : [];
}

/** A pattern over several lines, or one that looks for text which the agent had brought in and taken back. */
function cannotMatch(
  walk: Walk,
  path: string,
  steps: NonNullable<ReturnType<typeof substitutions>>,
  extended: boolean,
): boolean {
  return steps.every((step) => {
    if (/(?<!\\)(?:\\\\)*\\n/.test(step.pattern)) return true;
    const file = walk.files.get(path);
    if (!walk.files.isStart(file) || file.history.length === 0) return false;
    const literal = literalOf(step.pattern, extended);
    return (
      literal !== undefined &&
      literal.trim().length > 5 &&
      file.history.some((past) => past.added.includes(literal) && !past.removed.includes(literal))
    );
  });
}

function substitute(
  content: string,
  steps: NonNullable<ReturnType<typeof substitutions>>,
  extended: boolean,
): string | undefined {
  let text = content;
  for (const step of steps) {
    const pattern = step.address === "" ? toRegExp(step.pattern, step.flags, extended) : undefined;
    if (pattern === undefined) return undefined;
    const plain = !/[\\&]/.test(step.replacement);
    if (!pattern.test(text)) continue;
    if (!plain || !/g/.test(step.flags)) return undefined;
    text = text.replace(new RegExp(pattern.source, `g${pattern.flags}`), () => step.replacement);
  }
  return text;
}

function addedBySed(script: string): string | undefined {
  const match = /^[^a-zA-Z]*[aic]\\?\s*([\s\S]+)$/.exec(script);
  return match === null ? (/^[\d,$+]+d$/.test(script.trim()) ? "" : undefined) : match[1]!.replaceAll("\\n", "\n");
}

function editWithPerl(walk: Walk, piped: Piped, words: readonly string[]): boolean {
  const option = words.findIndex((word) => /^-[a-zA-Z0-9]*i/.test(word));
  if (option < 0 || !words.some((word) => /^-[a-zA-Z0-9]*[pn]/.test(word))) return false;
  const rest: string[] = [];
  let script = "";
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    if (/^-[a-zA-Z0-9.]*e$/.test(word) && script === "") script = words[++at] ?? "";
    else if (!word.startsWith("-")) rest.push(word);
  }
  const steps = substitutions(script);
  for (const file of rest) {
    if (/[*?$]/.test(file)) continue;
    const failedHere = piped.answer.broken || (piped.final && failure(piped) && !piped.answer.shared);
    walk.edit({
      path: walk.path(file),
      by: "shell",
      effect: failedHere ? "crashed" : "changed",
      added: steps?.map((step) => step.replacement).join("\n"),
      removed: steps?.map((step) => step.pattern).join("\n"),
    });
  }
  return true;
}
