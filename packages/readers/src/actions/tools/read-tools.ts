import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { numberedRange, withoutNumbers } from "../looks/editor-view.js";
import { readPrintedLines } from "../looks/printed-lines.js";
import { argumentsOf, numberOf, pathOf, patternOf, type Arguments } from "./arguments.js";

const missing =
  /(?:File|Path) (?:does not exist|not found)|No such file or directory|ENOENT|EISDIR|does not exist\.|Permission denied|exceeds maximum allowed|is not a valid path|not a file|^Ran into |^Invalid `\w+` parameter|should be an absolute path/i;
/** What follows was not shown. */
const cutOff = /\b(?:truncated|more lines|lines omitted|response clipped)\b/;
const windowTotal = /^\[File: [^\n]+ \((\d+) lines total/m;
const endTotal = /\(End of file - total (\d+) lines\)/;
const viewHeading = /^Here's the (?:result of running `cat -n`|content of) [^\n]*\n/;
/** OpenCode reads folders with the same tool. */
const directory = /<type>directory<\/type>/;
/** Gemini CLI's heading over a part of a file. */
const shownPart = /^Status: Showing lines (\d+)-(\d+) of (\d+) total lines/m;
/** Larger contents are not kept. */
const keptContent = 300_000;

/** `Read`, `read_file`, `view`: one file, or several at once. */
export function runReadTool(walk: Walk, call: RecordedCall, input: Arguments): void {
  const many = [input["paths"], input["file_paths"], input["files"]].find(Array.isArray) as unknown[] | undefined;
  const targets =
    many === undefined
      ? [pathOf(input)]
      : many.map((item) => (typeof item === "string" ? item : pathOf(argumentsOf(item))));
  const failed =
    call.status === "error" ||
    call.status === "missing" ||
    call.status === "refused" ||
    call.status === "invalid" ||
    (missing.test(call.observation.slice(0, 300)) && call.observation.length < 600);
  for (const target of targets) {
    if (target === undefined) continue;
    if (!failed && targets.length === 1 && directory.test(call.observation.slice(0, 400)))
      walk.emit({ kind: "list", path: walk.path(target) });
    else emitLook(walk, call, walk.path(target), input, failed, targets.length > 1);
  }
  if (targets.every((target) => target === undefined)) walk.emit({ kind: "other" });
}

function emitLook(
  walk: Walk,
  call: RecordedCall,
  path: string,
  input: Arguments,
  failed: boolean,
  several: boolean,
): void {
  if (failed) {
    walk.emit({ kind: "look", path, pathClass: "product", whole: false, found: false });
    return;
  }
  walk.seen(path);
  const file = argumentsOf(argumentsOf(call.details)["file"]);
  const start = numberOf(file, "startLine");
  const count = numberOf(file, "numLines");
  const part = several ? null : shownPart.exec(call.observation.slice(0, 300));
  const window = several ? null : windowTotal.exec(call.observation.slice(0, 600));
  const total =
    numberOf(file, "totalLines") ??
    (part !== null ? Number(part[3]) : window !== null ? Number(window[1]) : several ? undefined : linesTold(call));
  const range = several
    ? undefined
    : part !== null
      ? { from: Number(part[1]), to: Number(part[2]) }
      : start !== undefined && count !== undefined
        ? { from: start, to: start + Math.max(1, count) - 1 }
        : asked(input, call.observation);
  const whole =
    total !== undefined && range !== undefined
      ? range.from <= 1 && range.to >= total
      : !partial(input) &&
        (range === undefined || range.from === 1) &&
        !cutOff.test(call.observation.slice(-600)) &&
        !call.observation.startsWith("<tool_output_masked>");
  walk.emit({
    kind: "look",
    path,
    pathClass: "product",
    whole,
    found: true,
    ...(range === undefined ? {} : { lines: range }),
    ...(total === undefined ? {} : { fileLines: total }),
  });
  const unknown = whole && walk.files.get(path).content === undefined;
  if (!unknown && !walk.doubts.has(path)) return;
  const content =
    typeof file["content"] === "string"
      ? file["content"]
      : several || window !== null
        ? undefined
        : withoutNumbers(call.observation.slice(0, keptContent).replace(viewHeading, ""));
  if (content === undefined) return;
  walk.settle(path, content);
  if (whole) walk.files.get(path).content ??= content.length < keptContent ? content : undefined;
}

function linesTold(call: RecordedCall): number | undefined {
  const told = numberOf(argumentsOf(call.details), "totalLines");
  if (told !== undefined) return told;
  const end = endTotal.exec(call.observation.slice(-200));
  return end === null ? undefined : Number(end[1]);
}

function partial(input: Arguments): boolean {
  return (
    numberOf(
      input,
      "offset",
      "limit",
      "start_line",
      "startLine",
      "start",
      "end_line",
      "endLine",
      "line_start",
      "view_range",
    ) !== undefined || Array.isArray(input["view_range"])
  );
}

function asked(input: Arguments, observation: string): { from: number; to: number } | undefined {
  const view = input["view_range"];
  const printed = numberedRange(observation);
  if (Array.isArray(view) && typeof view[0] === "number") {
    const end = typeof view[1] === "number" && view[1] > 0 ? view[1] : (printed?.to ?? Number.MAX_SAFE_INTEGER);
    return { from: Math.max(1, view[0]), to: end };
  }
  if (printed !== undefined && printed.to > printed.from) return { from: Math.max(1, printed.from), to: printed.to };
  const from = numberOf(input, "start_line", "startLine", "line_start", "start_line_one_indexed", "start");
  const to = numberOf(input, "end_line", "endLine", "line_end", "end_line_one_indexed_inclusive", "end");
  if (from !== undefined && to !== undefined && to >= from) return { from: Math.max(1, from), to: Math.max(1, to) };
  const offset = numberOf(input, "offset");
  const limit = numberOf(input, "limit");
  if (offset !== undefined || limit !== undefined) {
    const first = Math.max(1, offset ?? 1);
    return { from: first, to: limit === undefined ? Number.MAX_SAFE_INTEGER : first + limit - 1 };
  }
  return undefined;
}

/** `Grep`, `Glob`, `search_files`: contents or names. */
export function runSearchTool(walk: Walk, call: RecordedCall, input: Arguments, names: boolean): void {
  const pattern = patternOf(input) ?? "";
  const folder = [
    input["path"],
    input["dir_path"],
    input["directory"],
    input["target_directory"],
    input["dir"],
    input["relative_workspace_path"],
  ].find((value): value is string => typeof value === "string" && value !== "");
  const lists =
    names ||
    input["output_mode"] === "files_with_matches" ||
    input["output_mode"] === "count" ||
    (call.tool === "Grep" && input["output_mode"] === undefined);
  const single = folder !== undefined && /\.\w+$/.test(folder) ? folder : undefined;
  const printed =
    lists || call.status !== "ok"
      ? []
      : readPrintedLines(
          call.observation,
          single !== undefined && /^\s*\d+[:-]/.test(call.observation) ? single : undefined,
        );
  const shown = printed.map(({ path, lines }) => ({ path: walk.path(path), lines }));
  for (const { path } of shown) walk.seen(path);
  walk.emit({ kind: "search", pattern, shown, names, ...(folder === undefined ? {} : { path: walk.path(folder) }) });
}
