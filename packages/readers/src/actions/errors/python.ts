import type { ErrorSignature } from "@mulligan/core";
import type { Localise } from "./signature.js";

const frame = /[ \t]*File "([^"\n]+)", line (\d+)(?:, in ([^\n]*))?/y;
const lastLine =
  /^(?:E[ \t]+)?((?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Iteration|Failed|Failure|Configured|DoesNotExist|NotFound|Timeout|Refused))(?::[ \t]*(.*))?$/gm;
const anyClass = /^((?:[A-Za-z_]\w*\.)*[A-Z]\w+): (.*)$/m;

export interface PythonFrame {
  readonly path: string;
  readonly line: number;
  readonly scope: string;
  /** The source line under the frame, where the traceback prints it. */
  readonly source: string;
}

export interface Traceback {
  readonly start: number;
  /** Where the line of the error ends. */
  readonly end: number;
  readonly frames: readonly PythonFrame[];
  readonly name: string;
  readonly message: string;
}

/** The last traceback of an output. */
export function lastTraceback(output: string): Traceback | undefined {
  const start = output.lastIndexOf("Traceback (most recent call last):");
  // A syntax error of the script itself is printed without that heading.
  const from = start >= 0 ? start : syntaxErrorStart(output);
  if (from < 0) return undefined;
  const text = output.slice(from, from + 20_000);
  const frames: PythonFrame[] = [];
  let end = 0;
  for (let at = text.indexOf('File "'); at >= 0; at = text.indexOf('File "', Math.max(end, at + 1))) {
    const indented = lineStart(text, at);
    if (indented < end) continue;
    frame.lastIndex = indented;
    const match = indented < 0 ? null : frame.exec(text);
    if (match === null) continue;
    const next = text.indexOf("\n", frame.lastIndex);
    const source = next < 0 ? "" : text.slice(next + 1, lineEnd(text, next + 1)).trim();
    frames.push({
      path: match[1]!,
      line: Number(match[2]),
      scope: match[3] ?? "",
      source: source.startsWith('File "') ? "" : source,
    });
    end = frame.lastIndex;
  }
  const rest = text.slice(end);
  lastLine.lastIndex = 0;
  const named = lastLine.exec(rest) ?? anyClass.exec(rest);
  const stop = named === null ? end : end + named.index + named[0].length;
  return {
    start: from,
    end: from + stop,
    frames,
    name: named === null ? "" : shortName(named[1]!),
    message: named?.[2]?.trim() ?? "",
  };
}

export function pythonError(output: string, localise: Localise): ErrorSignature | undefined {
  const traceback = lastTraceback(output);
  if (traceback !== undefined && traceback.name !== "") {
    for (let at = traceback.frames.length - 1; at >= 0; at--) {
      const here = traceback.frames[at]!;
      const path = localise(here.path);
      if (path !== undefined) return { name: traceback.name, message: traceback.message, path, line: here.line };
    }
    return { name: traceback.name, message: traceback.message };
  }
  return pytestError(output, localise);
}

const pytestLine =
  /^E[ \t]+((?:[A-Za-z_]\w*\.)*[A-Z]\w*(?:Error|Exception|Warning|Failed|Configured|DoesNotExist))(?::[ \t]*(.*))?$/m;
const pytestPlace = /^([\w./\\-]+\.py):(\d+): (?:in |[A-Z]\w*)/gm;
const pytestAssert = /^E[ \t]+(assert .*)$/m;
const pytestSummary = /^(?:FAILED|ERROR) \S+(?: - (?:((?:\w+\.)*[A-Z]\w+): )?(.*))?$/m;

function pytestError(output: string, localise: Localise): ErrorSignature | undefined {
  const told = output.includes("E ") || output.includes("E\t");
  const named = told ? pytestLine.exec(output) : null;
  const asserted = told && named === null ? pytestAssert.exec(output) : null;
  if (named !== null || asserted !== null) {
    const name = named === null ? "AssertionError" : shortName(named[1]!);
    const message = (named === null ? asserted![1]! : (named[2] ?? "")).trim();
    let place: { path: string; line: number } | undefined;
    pytestPlace.lastIndex = 0;
    for (let match = pytestPlace.exec(output); match !== null; match = pytestPlace.exec(output)) {
      const path = localise(match[1]!);
      if (path !== undefined) place = { path, line: Number(match[2]) };
    }
    return { name, message, ...place };
  }
  if (!output.includes("FAILED ") && !output.includes("ERROR ")) return undefined;
  const summary = pytestSummary.exec(output);
  if (summary?.[2] !== undefined)
    return { name: summary[1] === undefined ? "AssertionError" : shortName(summary[1]), message: summary[2].trim() };
  return undefined;
}

function syntaxErrorStart(output: string): number {
  if (!output.includes("SyntaxError: ") && !output.includes("IndentationError: ") && !output.includes("TabError: "))
    return -1;
  const at = output.search(/^(?:SyntaxError|IndentationError|TabError): /m);
  if (at < 0) return -1;
  const file = output.lastIndexOf('File "', at);
  return file < 0 ? -1 : output.lastIndexOf("\n", file) + 1;
}

/** Start of the blanks before `at`, if they start a line; else -1. */
function lineStart(text: string, at: number): number {
  let start = at;
  while (start > 0 && (text[start - 1] === " " || text[start - 1] === "\t")) start -= 1;
  return start === 0 || lineBreaks.includes(text[start - 1]!) ? start : -1;
}

const lineBreaks = "\n\r\u2028\u2029";

function shortName(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
