import type { Walk } from "../walk/walk.js";
import type { ScriptSource } from "../walk/draft.js";
import { lastTraceback } from "../errors/python.js";
import { isProducedData, isTemporary } from "../paths/names.js";
import { announcesChanges } from "../scripts/announced.js";
import { scriptWrites, type ScriptWrite } from "../scripts/writes.js";
import type { Piped } from "./context.js";
import { firstLine } from "./text.js";

const nothingDone =
  /(?:\bnot found\b|\bno match(?:es)?\b|\bno changes?\b|could ?n[o']t (?:find|locate)|couldn't find|\bunable to (?:find|locate)|\bdid(?:n't| not) (?:find|match)|\bno replacements?\b|\bnothing (?:to|was) (?:change|replace)|\b0 (?:replacements?|occurrences?|matches)|pattern (?:not|doesn't)|already (?:fixed|applied|patched))/i;
const done =
  /\b(?:success(?:ful(?:ly)?)?|fixed|applied|updated|replaced|modified|patched|inserted|written|wrote|changed|added|removed|done)\b/i;

/**
 * Files that the script writes. True where the script is an edit of the repository and nothing else; a script that
 * only leaves its own output files behind goes on as an execution.
 */
export function runScriptEdits(walk: Walk, piped: Piped, source: ScriptSource, words: readonly string[]): boolean {
  if (source.content === undefined || source.language === "shell") return false;
  const argv = words.slice(1).filter((word) => !word.startsWith("-"));
  const writes = writesOf(walk, source, source.content, argv);
  if (writes.length === 0) return false;
  const { output } = piped.answer;
  const traceback = source.language === "python" ? lastTraceback(output) : undefined;
  const exit = piped.final ? piped.answer.exitCode : null;
  const crashed =
    piped.answer.broken ||
    (traceback !== undefined &&
      traceback.name !== "" &&
      !/\bexcept\b[\s\S]*traceback\.print_exc/.test(source.content)) ||
    (exit !== null && exit !== 0) ||
    (exit === null && piped.final && piped.answer.failed);
  const diedAt = crashed ? crashLine(traceback, source) : undefined;
  const passing = crashed ? nothing : putBack(walk, writes);
  let edits = 0;
  for (const write of writes) {
    const path = walk.path(write.path);
    if (passing.has(path)) continue;
    if (/^(?:\/dev\/|\/proc\/)/.test(path)) continue;
    const known = walk.files.peek(path);
    const own =
      isTemporary(path) ||
      known?.created === true ||
      (known === undefined && (isProducedData(path) || !path.includes("/")));
    const reached = !crashed || (diedAt !== undefined && write.line < diedAt);
    if (own && !reached) continue;
    const idle =
      output.trim() === "" && piped.final && source.language === "python" && announcesChanges(source.content);
    emitWrite(walk, write, path, own, reached, output, idle);
    const backup = write.from !== undefined && passing.has(walk.path(write.from));
    if (!backup && (!own || (known?.created === true && !isProducedData(path)))) edits++;
  }
  return edits > 0;
}

const nothing: ReadonlySet<string> = new Set();

/** Files that the script changes for a while and ends by copying back, from a copy of what they held before. */
function putBack(walk: Walk, writes: readonly ScriptWrite[]): ReadonlySet<string> {
  if (writes.length < 2) return nothing;
  const copies = new Map<string, string>();
  const last = new Map<string, ScriptWrite>();
  for (const write of writes.toSorted((left, right) => left.line - right.line)) {
    const path = walk.path(write.path);
    const from = write.from === undefined ? undefined : walk.path(write.from);
    if (from !== undefined && !last.has(from)) copies.set(path, from);
    last.set(path, write);
  }
  const passing = new Set<string>();
  for (const [path, write] of last) {
    if (write.from === undefined || walk.isNew(path)) continue;
    const backup = walk.path(write.from);
    const same = copies.get(backup) === path || walk.files.peek(backup)?.version === walk.files.get(path).version;
    if (same) passing.add(path);
  }
  return passing;
}

/** A script file is often run again as it was. */
function writesOf(walk: Walk, source: ScriptSource, content: string, argv: readonly string[]): readonly ScriptWrite[] {
  if (source.path === undefined || argv.length > 1) return scriptWrites(content, source.language, argv);
  const known = walk.scriptWrites.get(content);
  if (known !== undefined && known.language === source.language && known.argument === argv[0]) return known.writes;
  const writes = scriptWrites(content, source.language, argv);
  walk.scriptWrites.set(content, { language: source.language, argument: argv[0], writes });
  return writes;
}

/** `idle`: the script would have said so, had it found something to change. */
function emitWrite(
  walk: Walk,
  write: ScriptWrite,
  path: string,
  own: boolean,
  reached: boolean,
  output: string,
  idle: boolean,
): void {
  if (write.kind === "delete") {
    if (reached && walk.files.peek(path)?.exists !== false)
      walk.edit({ path, by: "script", kind: "delete", whole: true, commentOnly: false });
    return;
  }
  const from = write.from === undefined ? undefined : walk.path(write.from);
  if (from !== undefined && reached) {
    const record = walk.files.get(from);
    const restoring = record.created && !walk.isNew(path);
    walk.edit({
      path,
      by: restoring ? "restore" : "script",
      kind: walk.isNew(path) ? "create" : "edit",
      version: record.version,
      content: record.content,
      whole: true,
      commentOnly: false,
      ...(write.kind === "move" ? { from } : {}),
    });
    if (write.kind === "move") record.exists = false;
    return;
  }
  const created = own && walk.isNew(path);
  const silent =
    (reached && !own && idle) ||
    (reached &&
      !own &&
      nothingDone.test(output) &&
      !done.test(output.replace(new RegExp(nothingDone.source, "gi"), "")));
  const complaint = silent ? nothingDone.exec(output) : null;
  walk.edit({
    path,
    by: "script",
    kind: created ? "create" : "edit",
    effect: !reached ? "crashed" : silent ? "no-match" : "changed",
    added: write.added,
    removed: write.removed,
    whole: write.whole,
    content: write.whole ? write.added : undefined,
    ...(reached ? {} : { reason: lastLine(output) }),
    ...(silent && complaint === null ? { reason: "the script did not say that it found the place" } : {}),
    ...(complaint === null ? {} : { reason: lineWith(output, complaint.index) }),
  });
}

/** The line of the script itself at which it died. */
function crashLine(traceback: ReturnType<typeof lastTraceback>, source: ScriptSource): number | undefined {
  if (traceback === undefined || /^(?:SyntaxError|IndentationError|TabError)$/.test(traceback.name)) return undefined;
  const name = source.path === undefined ? undefined : source.path.slice(source.path.lastIndexOf("/") + 1);
  const own = traceback.frames.filter((frame) =>
    name === undefined ? /^<(?:string|stdin)>$/.test(frame.path) : frame.path.endsWith(name),
  );
  return own.at(-1)?.line;
}

function lastLine(output: string): string {
  const text = output.trim();
  const line = text.slice(text.lastIndexOf("\n") + 1);
  return (line === "" ? firstLine(text) : line).slice(0, 200);
}

function lineWith(output: string, index: number): string {
  const start = output.lastIndexOf("\n", index) + 1;
  const end = output.indexOf("\n", index);
  return output
    .slice(start, end < 0 ? output.length : end)
    .trim()
    .slice(0, 200);
}
