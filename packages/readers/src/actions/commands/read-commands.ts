import type { LineRange } from "@mulligan/core";
import type { Walk } from "../walk/walk.js";
import { baseName } from "../shell/unwrap.js";
import type { SimpleCommand } from "../shell/commands.js";
import { withoutNumbers } from "../looks/editor-view.js";
import { readPrintedLines } from "../looks/printed-lines.js";
import { readSed } from "../edits/sed.js";
import { outputHidden, type Piped } from "./context.js";

const viewerValues: ReadonlySet<string> = new Set(["-b", "-s", "-w", "-v", "-l", "--line-range", "--style"]);
const endValues: ReadonlySet<string> = new Set(["-n", "-c", "--lines", "--bytes"]);
const awkValues: ReadonlySet<string> = new Set(["-F", "-v", "-f"]);
const listValues: ReadonlySet<string> = new Set(["-I", "-L", "-P"]);
const noValues: ReadonlySet<string> = new Set<string>();

interface View {
  readonly files: readonly string[];
  readonly ranges: readonly (LineRange | undefined)[];
  readonly whole: boolean;
}

const missing = /No such file or directory|cannot open|can't read|Is a directory|Permission denied|cannot access/;
const longestComplaint = 1000;
const filterNames = new Set([
  "head",
  "tail",
  "sed",
  "grep",
  "egrep",
  "rg",
  "awk",
  "nl",
  "cat",
  "sort",
  "uniq",
  "less",
  "more",
  "tr",
  "cut",
  "column",
  "expand",
  "fold",
  "xxd",
  "tac",
  "rev",
]);

/** `cat`, `sed -n`, `head`, …: true where the pipeline only shows a file's content. */
export function readFiles(walk: Walk, piped: Piped): boolean {
  const view = viewOf(piped.first.words);
  if (view === undefined) return false;
  if (view.files.length === 0) return piped.first.stdin === undefined;
  if (outputHidden(piped)) return true;
  const rest = piped.commands.slice(1);
  if (rest.some((command) => !filterNames.has(baseName(command.words[0]!)))) return true;
  const { output } = piped.answer;
  const filtered = applyFilters(view, rest);
  // Of a single file that is not there only the complaint is printed.
  const unsure = output.length < longestComplaint || view.files.length > 1 || piped.answer.shared;
  for (const file of view.files) {
    if (/[*?$]/.test(file) || file === "-" || file.startsWith("/dev/") || file.startsWith("/proc/")) continue;
    const path = walk.path(file);
    const found = !(unsure && missing.test(output) && namesFile(output, file));
    if (found) walk.seen(path);
    for (const lines of filtered.ranges) {
      walk.emit({
        kind: "look",
        path,
        pathClass: "product",
        whole: found && filtered.whole,
        found,
        ...(lines === undefined || !found ? {} : { lines }),
      });
    }
    if (!found || piped.answer.shared) continue;
    walk.settle(path, output);
    const record = walk.files.get(path);
    if (filtered.whole && view.files.length === 1 && rest.length === 0 && baseName(piped.first.words[0]!) === "cat") {
      const [, option, ...more] = piped.first.words;
      if (more.length === 0) record.content ??= output;
      else if (option === "-n" && more.length === 1) record.content ??= withoutNumbers(output);
    }
  }
  return true;
}

/** As messages of cat, head or sed write a file that they cannot read. */
function namesFile(output: string, file: string): boolean {
  return output.includes(`${file}:`) || output.includes(`'${file}'`) || output.includes(`‘${file}’`);
}

function viewOf(words: readonly string[]): View | undefined {
  const name = baseName(words[0]!);
  const whole = (files: readonly string[]): View => ({ files, ranges: [undefined], whole: true });
  switch (name) {
    case "cat":
    case "nl":
    case "less":
    case "more":
    case "bat":
    case "batcat":
    case "tac":
    case "strings":
    case "xxd":
      return whole(plainArguments(words, viewerValues, name === "nl"));
    case "head": {
      const count = lineCount(words);
      const files = plainArguments(words, endValues);
      return {
        files,
        ranges: [count === undefined ? undefined : { from: 1, to: Math.max(1, count.value) }],
        whole: false,
      };
    }
    case "tail": {
      const count = lineCount(words);
      const files = plainArguments(words, endValues);
      return {
        files,
        ranges: [count?.plus === true ? { from: Math.max(1, count.value), to: Number.MAX_SAFE_INTEGER } : undefined],
        whole: false,
      };
    }
    case "sed": {
      const call = readSed(words);
      if (call.inPlace) return undefined;
      const ranges = sedRanges(call.script);
      return { files: call.files, ranges: ranges ?? [undefined], whole: ranges === undefined && !call.quiet };
    }
    case "awk":
    case "gawk":
    case "mawk": {
      const rest = plainArguments(words, awkValues);
      const range =
        /NR\s*>=?\s*(\d+)\s*&&\s*NR\s*<=?\s*(\d+)/.exec(rest[0] ?? "") ??
        /NR\s*==\s*(\d+)\s*,\s*NR\s*==\s*(\d+)/.exec(rest[0] ?? "");
      const single = /^NR\s*==\s*(\d+)/.exec(rest[0] ?? "");
      const lines =
        range !== null
          ? { from: Number(range[1]), to: Number(range[2]) }
          : single !== null
            ? { from: Number(single[1]), to: Number(single[1]) }
            : undefined;
      return { files: rest.slice(1), ranges: [lines], whole: false };
    }
    default:
      return undefined;
  }
}

/** The lines that a `sed -n` prints; undefined where it prints by other rules. */
function sedRanges(script: string): readonly LineRange[] | undefined {
  const ranges: LineRange[] = [];
  for (const part of script.split(/[;\n]/)) {
    const text = part.trim();
    if (text === "" || /^\d+q$/.test(text)) continue;
    const match = /^(\d+)(?:,(\d+|\$|\+\d+))?\s*(?:p|!d|\{p;?\}|\{=;?p\}?)?$/.exec(text);
    if (match === null) return undefined;
    const from = Number(match[1]);
    const end = match[2];
    const to =
      end === undefined
        ? from
        : end === "$"
          ? Number.MAX_SAFE_INTEGER
          : end.startsWith("+")
            ? from + Number(end)
            : Number(end);
    ranges.push({ from, to });
  }
  return ranges.length === 0 ? undefined : ranges;
}

function applyFilters(view: View, filters: readonly SimpleCommand[]): View {
  let { ranges, whole } = view;
  for (const filter of filters) {
    const name = baseName(filter.words[0]!);
    if (name === "cat" || name === "nl" || name === "less" || name === "more" || name === "expand") continue;
    whole = false;
    if (name === "head") {
      const count = lineCount(filter.words)?.value ?? 10;
      const range = ranges[0];
      ranges = [
        range === undefined
          ? view.whole
            ? { from: 1, to: count }
            : undefined
          : { from: range.from, to: Math.min(range.to, range.from + count - 1) },
      ];
    } else if (name === "sed" && view.whole) {
      ranges = sedRanges(readSed(filter.words).script) ?? [undefined];
    } else {
      ranges = [undefined];
    }
  }
  return { files: view.files, ranges, whole };
}

function lineCount(words: readonly string[]): { value: number; plus: boolean } | undefined {
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    const direct = /^-(?:n|-lines=)?(\+?)(\d+)$/.exec(word);
    if (direct !== null) return { value: Number(direct[2]), plus: direct[1] === "+" };
    if ((word === "-n" || word === "--lines") && /^[+-]?\d+$/.test(words[at + 1] ?? "")) {
      const next = words[at + 1]!;
      return { value: Math.abs(Number(next)), plus: next.startsWith("+") };
    }
    if (/^\+\d+$/.test(word)) return { value: Number(word), plus: true };
    if (word === "-c" || word.startsWith("--bytes")) return undefined;
  }
  return { value: 10, plus: false };
}

export function plainArguments(
  words: readonly string[],
  withValue: ReadonlySet<string>,
  attached = false,
): readonly string[] {
  const found: string[] = [];
  for (let at = 1; at < words.length; at++) {
    const word = words[at]!;
    if (word === "--") continue;
    if (word.startsWith("-") && word.length > 1) {
      if (withValue.has(word) && !(attached && words.length - at <= 2)) at++;
    } else found.push(word);
  }
  return found;
}

const grepValues = new Set([
  "-e",
  "-f",
  "-A",
  "-B",
  "-C",
  "-m",
  "--include",
  "--exclude",
  "--exclude-dir",
  "-g",
  "--glob",
  "-t",
  "--type",
  "-T",
  "--max-count",
  "--context",
  "-j",
  "--color",
  "-d",
  "-D",
]);

/** `grep`, `rg`, `ag`, `find`, `ls`, …: searches and lists. */
export function searchFiles(walk: Walk, piped: Piped): boolean {
  const words =
    piped.first.words[0] === "git" && piped.first.words[1] === "grep" ? piped.first.words.slice(1) : piped.first.words;
  const name = baseName(words[0]!);
  switch (name) {
    case "grep":
    case "egrep":
    case "fgrep":
    case "rg":
    case "ag":
    case "ack": {
      if (name === "rg" && words.includes("--files")) {
        walk.emit({ kind: "search", pattern: "", shown: [], names: true });
        return true;
      }
      const rest = [...plainArguments(words, grepValues)];
      const explicit = words.indexOf("-e");
      const pattern = explicit > 0 ? (words[explicit + 1] ?? "") : (rest.shift() ?? "");
      const quiet = words.some(
        (word) => /^-[a-zA-Z]*[lLcq][a-zA-Z]*$/.test(word) || /^--(?:files-with|count|quiet)/.test(word),
      );
      emitSearch(
        walk,
        piped,
        pattern,
        rest,
        quiet,
        words.some((word) => /^-[a-zA-Z]*[rR]/.test(word) || word === "--recursive") || name !== "grep",
      );
      return true;
    }
    case "find":
    case "fd":
    case "fdfind":
    case "locate": {
      if (words.includes("-delete")) return false;
      const execute = words.findIndex((word) => word === "-exec" || word === "-execdir");
      const inner =
        execute > 0
          ? words.slice(execute + 1)
          : piped.commands[1]?.words[0] === "xargs"
            ? afterXargs(piped.commands[1].words)
            : [];
      const inside = baseName(inner[0] ?? "");
      if (inside === "grep" || inside === "rg" || inside === "egrep") {
        const pattern = plainArguments(inner, grepValues)[0] ?? "";
        emitSearch(
          walk,
          piped,
          pattern,
          [],
          inner.some((word) => /^-[a-zA-Z]*[lq]/.test(word)),
          true,
        );
        return true;
      }
      if (inside === "rm" || (inside === "sed" && inner.includes("-i"))) return false;
      const at = words.findIndex((word) => /^-i?(?:name|path|wholename|regex)$/.test(word));
      const pattern =
        at > 0 ? (words[at + 1] ?? "") : name === "find" ? "" : (plainArguments(words, noValues)[0] ?? "");
      const where = name === "find" && words[1] !== undefined && !words[1].startsWith("-") ? words[1] : undefined;
      if (inside === "cat" || inside === "head" || inside === "sed") emitSearch(walk, piped, pattern, [], true, true);
      else
        walk.emit({
          kind: "search",
          pattern,
          shown: [],
          names: true,
          ...(where === undefined ? {} : { path: walk.path(where) }),
        });
      return true;
    }
    case "ls":
    case "tree":
    case "dir":
    case "exa":
    case "eza": {
      const [where] = plainArguments(words, listValues);
      walk.emit({ kind: "list", path: where === undefined ? walk.path(".") : walk.path(where) });
      if (where !== undefined && /\.\w+$/.test(where) && !missing.test(piped.answer.output))
        walk.seen(walk.path(where));
      return true;
    }
    default:
      return false;
  }
}

function emitSearch(
  walk: Walk,
  piped: Piped,
  pattern: string,
  places: readonly string[],
  quiet: boolean,
  recursive: boolean,
): void {
  const single =
    places.length === 1 && !recursive && !/[*?]/.test(places[0]!)
      ? places[0]!
      : places.length === 1 && /\.\w+$/.test(places[0]!) && !/[*?]/.test(places[0]!)
        ? places[0]!
        : undefined;
  const hidden =
    quiet ||
    outputHidden(piped) ||
    piped.commands.slice(1).some((command) => /^(?:wc|xargs|cut)$/.test(baseName(command.words[0]!)));
  const { output } = piped.answer;
  const usable = !hidden && output !== "" && !missing.test(output.slice(0, 300));
  const printed = usable
    ? readPrintedLines(output, single !== undefined && !piped.answer.shared ? single : undefined)
    : [];
  const shown = printed.map(({ path, lines }) => ({ path: walk.path(path), lines }));
  for (const { path } of shown) walk.seen(path);
  if (single !== undefined && usable) walk.settle(walk.path(single), output);
  const where = places[0];
  walk.emit({
    kind: "search",
    pattern,
    shown,
    names: false,
    ...(where === undefined ? {} : { path: walk.path(where) }),
  });
}

export function afterXargs(words: readonly string[]): readonly string[] {
  let at = 1;
  while (at < words.length && words[at]!.startsWith("-")) at += /^-[InPLsd]$/.test(words[at]!) ? 2 : 1;
  return words.slice(at);
}
