import type { JsonMember, JsonNode } from "./json-tree.js";
import type { TextEdit } from "./text-edit.js";

/** How a text is laid out, so that what is added looks like the rest. */
export interface Layout {
  /** Empty where all stands on one line. */
  readonly newline: string;
  readonly indent: string;
}

export function layoutOf(text: string): Layout {
  if (!text.trim().includes("\n"))
    return text.trim() === "" || text.trim() === "{}" ? standard : { newline: "", indent: "" };
  return {
    newline: text.includes("\r\n") ? "\r\n" : "\n",
    indent: /\n([\t ]+)["[{]/.exec(text)?.[1] ?? standard.indent,
  };
}

const standard: Layout = { newline: "\n", indent: "  " };

/** A value as JSON, whose first line is not indented. */
export function jsonText(value: unknown, { newline, indent }: Layout, before: string): string {
  if (newline === "") return JSON.stringify(value);
  return JSON.stringify(value, null, indent).replaceAll("\n", newline + before);
}

/** Adds a member at the end of an object. */
export function addMember(text: string, object: JsonNode, key: string, value: unknown, layout: Layout): TextEdit[] {
  const before = lineIndent(text, object.start);
  const entry = `${JSON.stringify(key)}:${layout.newline === "" ? "" : " "}${jsonText(value, layout, before + layout.indent)}`;
  return addEntry(text, object, object.members?.at(-1)?.node, entry, layout);
}

/** Adds an item at the end of a list. */
export function addItem(text: string, list: JsonNode, value: unknown, layout: Layout): TextEdit[] {
  const before = lineIndent(text, list.start);
  return addEntry(text, list, list.items?.at(-1), jsonText(value, layout, before + layout.indent), layout);
}

/** Takes members out of an object. */
export function removeMembers(text: string, object: JsonNode, members: readonly JsonMember[]): TextEdit[] {
  const all = (object.members ?? []).map(({ start, node }) => ({ start, end: node.end }));
  return removeEntries(
    text,
    object,
    all,
    members.map(({ start }) => start),
  );
}

/** Takes items out of a list. */
export function removeItems(text: string, list: JsonNode, items: readonly JsonNode[]): TextEdit[] {
  return removeEntries(
    text,
    list,
    list.items ?? [],
    items.map(({ start }) => start),
  );
}

function addEntry(
  text: string,
  container: JsonNode,
  last: Pick<JsonNode, "end"> | undefined,
  entry: string,
  { newline, indent }: Layout,
): TextEdit[] {
  const close = container.end - 1;
  const before = lineIndent(text, container.start);
  // Behind comments that follow the last entry, too.
  const inner = text.slice(container.start + 1, close);
  const at = container.start + 1 + inner.trimEnd().length;
  const ownLine = /\n[\t ]*$/.test(inner);
  const added = `${newline}${newline === "" ? "" : before + indent}${entry}${ownLine || newline === "" ? "" : newline + before}`;
  if (last === undefined || commaAfter(text, last.end) >= 0) return [{ offset: at, length: 0, text: added }];
  return [
    { offset: last.end, length: 0, text: "," },
    { offset: at, length: 0, text: added },
  ];
}

interface Range {
  readonly start: number;
  readonly end: number;
}

function removeEntries(
  text: string,
  container: JsonNode,
  all: readonly Range[],
  starts: readonly number[],
): TextEdit[] {
  const gone = new Set(starts);
  const kept = all.filter(({ start }) => !gone.has(start));
  if (kept.length === 0) return [emptied(text, container, all)];
  const edits: TextEdit[] = [];
  const lastKept = kept.at(-1)?.start ?? 0;
  for (const [index, range] of all.entries()) {
    if (!gone.has(range.start)) continue;
    const comma = commaAfter(text, range.end);
    if (range.start < lastKept) {
      // What stands behind it takes its place.
      const next = comma + 1 + /^\s*/.exec(text.slice(comma + 1))![0].length;
      edits.push({ offset: range.start, length: next - range.start, text: "" });
      continue;
    }
    const previous = all[index - 1]?.end ?? container.start + 1;
    const from = previous + gapBefore(text.slice(previous, range.start));
    edits.push({ offset: from, length: range.end - from, text: "" });
    const before = commaAfter(text, previous);
    if (before >= 0) edits.push({ offset: before, length: 1, text: "" });
  }
  return edits;
}

/** Length of what has to stay in front of an entry: comments, and the line break that ends one. */
function gapBefore(gap: string): number {
  const kept = gap.trimEnd();
  const comments = kept.match(/\/\/[^\n]*|\/\*[^]*?\*\//g) ?? [];
  const ends = comments.at(-1)?.startsWith("//") === true && kept.endsWith(comments.at(-1)!.trimEnd());
  return ends ? gap.indexOf("\n", kept.length) + 1 : kept.length;
}

/** Takes out all entries; comments that stand between them stay. */
function emptied(text: string, { start, end }: JsonNode, all: readonly Range[]): TextEdit {
  let rest = "";
  let at = start + 1;
  for (const range of all) {
    rest += text.slice(at, range.start);
    const comma = commaAfter(text, range.end);
    at = comma < 0 ? range.end : comma + 1;
  }
  rest += text.slice(at, end - 1);
  return { offset: start + 1, length: end - start - 2, text: rest.trim() === "" ? "" : rest };
}

/** Where the comma behind an entry stands; -1 where there is none. */
function commaAfter(text: string, end: number): number {
  const gap = /^(?:\s|\/\/[^\n]*|\/\*[^]*?\*\/)*/.exec(text.slice(end))![0].length;
  return text[end + gap] === "," ? end + gap : -1;
}

/** The white space with which the line of a place begins. */
function lineIndent(text: string, at: number): string {
  return /^[\t ]*/.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1))![0];
}
