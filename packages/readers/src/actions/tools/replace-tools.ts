import type { LineRange } from "@mulligan/core";
import type { RecordedCall } from "../../recorded-run.js";
import type { Walk } from "../walk/walk.js";
import { readEditAnswer, saysUnchanged } from "../edits/answers.js";
import { argumentsOf, contentOf, newTextOf, numberOf, oldTextOf, type Arguments } from "./arguments.js";

/** Text for text: one pair, several, or blocks of both in one argument. */
export function runReplaceTool(walk: Walk, call: RecordedCall, input: Arguments, path: string): void {
  const details = argumentsOf(call.details);
  const { effect, reason } = readEditAnswer(call.observation, call.status === "error");
  const list = [input["edits"], input["replacements"], input["changes"]].find(Array.isArray) as unknown[] | undefined;
  const pairs = list === undefined ? [input] : list.map(argumentsOf);
  const blocks = list === undefined && oldTextOf(input) === undefined ? searchBlocks(input) : undefined;
  const before = originalOf(details) ?? walk.files.peek(path)?.content;
  const lines = effect === "changed" && blocks === undefined && list === undefined ? wholeLines(before, input) : null;
  const removed = blocks?.removed ?? lines?.removed ?? join(pairs.map(oldTextOf));
  const added =
    blocks?.added ??
    lines?.added ??
    join(pairs.map((pair) => newTextOf(pair) ?? (list === undefined ? contentOf(pair) : undefined)));
  // An empty old text makes a new file in most of these tools.
  const created =
    removed === "" &&
    list === undefined &&
    walk.isNew(path) &&
    argumentsOf(call.details)["originalFile"] === undefined &&
    oldTextOf(input) === "";
  const same = removed !== undefined && removed === added;
  const content = effect === "changed" ? changedContent(before, pairs) : undefined;
  walk.edit({
    path,
    by: "editor",
    kind: created ? "create" : "edit",
    effect:
      effect === "changed" ? (same ? "unchanged" : "changed") : saysUnchanged(call.observation) ? "unchanged" : effect,
    reason,
    added,
    removed,
    whole: created,
    content: created ? added : content,
    ...rangeOf(details),
  });
}

function changedContent(content: string | undefined, pairs: readonly Arguments[]): string | undefined {
  let text = content;
  for (const pair of pairs) {
    const old = oldTextOf(pair);
    const next = newTextOf(pair);
    if (text === undefined || old === undefined || next === undefined || old === "") return undefined;
    const at = text.indexOf(old);
    if (at < 0) return undefined;
    text =
      pair["replace_all"] === true || pair["replaceAll"] === true
        ? text.split(old).join(next)
        : text.slice(0, at) + next + text.slice(at + old.length);
  }
  return text;
}

function originalOf(details: Arguments): string | undefined {
  const original = details["originalFile"];
  return typeof original === "string" ? original : undefined;
}

/** A part of one line says neither whether it stands in a comment nor what it is compared with: the line does. */
function wholeLines(content: string | undefined, input: Arguments): { removed: string; added: string } | null {
  const old = oldTextOf(input);
  const next = newTextOf(input);
  if (content === undefined || old === undefined || next === undefined || old === "") return null;
  const at = content.indexOf(old);
  if (at < 0 || content.includes(old, at + 1)) return null;
  const head = content.slice(content.lastIndexOf("\n", at) + 1, at);
  const end = content.indexOf("\n", at + old.length);
  const tail = old.endsWith("\n") ? "" : content.slice(at + old.length, end < 0 ? undefined : end);
  return { removed: head + old + tail, added: head + next + tail };
}

const searchLine = /(?:<{5}|-{5}) ?SEARCH/;
const dividingLine = /^={5,}\r?$/;
const replaceLine = /^(?:>{5,}|\+{5,}) ?REPLACE/;

/** `<<<<<<< SEARCH … ======= … >>>>>>> REPLACE`. */
function searchBlocks(input: Arguments): { added: string; removed: string } | undefined {
  const text = [input["diff"], input["content"], input["edit"]].find(
    (value): value is string => typeof value === "string",
  );
  if (text === undefined || !text.includes("=======")) return undefined;
  const removed: string[] = [];
  const added: string[] = [];
  let before: string[] | undefined;
  let after: string[] | undefined;
  for (const line of text.split("\n")) {
    if (before === undefined) {
      if (searchLine.test(line)) before = [];
    } else if (after === undefined) {
      if (dividingLine.test(line)) after = [];
      else before.push(line);
    } else if (replaceLine.test(line)) {
      removed.push(before.join("\n"));
      added.push(after.join("\n"));
      before = after = undefined;
    } else after.push(line);
  }
  return removed.length === 0 ? undefined : { removed: removed.join("\n"), added: added.join("\n") };
}

function rangeOf(details: Arguments): { lines?: LineRange; fileLines?: number } {
  const patchParts = details["structuredPatch"];
  if (Array.isArray(patchParts) && patchParts.length > 0) {
    const first = argumentsOf(patchParts[0]);
    const last = argumentsOf(patchParts.at(-1));
    const from = numberOf(first, "oldStart");
    const start = numberOf(last, "oldStart");
    const count = numberOf(last, "oldLines");
    if (from !== undefined && start !== undefined && count !== undefined) {
      const head = contextLines(first["lines"], false);
      const tail = contextLines(last["lines"], true);
      return { lines: { from: from + head, to: Math.max(from + head, start + Math.max(1, count) - 1 - tail) } };
    }
  }
  return {};
}

/** Unchanged lines at one end of a hunk. */
function contextLines(lines: unknown, fromEnd: boolean): number {
  if (!Array.isArray(lines)) return 0;
  const list = fromEnd ? lines.toReversed() : lines;
  const at = list.findIndex((line) => typeof line === "string" && !line.startsWith(" "));
  return Math.max(0, at);
}

function join(texts: readonly (string | undefined)[]): string | undefined {
  const known = texts.filter((text): text is string => text !== undefined);
  return known.length === 0 ? undefined : known.join("\n");
}
