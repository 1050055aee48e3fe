import { templateTree } from "./template-tree.js";
import type { BlockNode, TemplateNode } from "./template-tree.js";

/** How the texts use one value of the finding's data. */
interface Use {
  readonly as: Set<"text" | "texts" | "steps" | "count" | "list" | "condition">;
  readonly values: Set<string>;
  readonly members: Map<string, Use>;
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
export type SampleData = { readonly [name: string]: Json };

/**
 * Data of the shape that the prompt files of a strategy read, as a detector could return it: one sample, and one more
 * for every further value that an `{{#is}}` asks for.
 */
export function sampleData(sources: readonly string[]): readonly SampleData[] {
  const root = newUse();
  for (const source of sources) collect(templateTree(source), [root], root);
  const most = Math.max(1, ...valueCounts(root));
  return Array.from({ length: most }, (_, index) => membersOf(root, index));
}

function newUse(): Use {
  return { as: new Set(), values: new Set(), members: new Map() };
}

/** `contexts`: what a path without a root starts from, the innermost last; the first is the view. */
function collect(nodes: readonly TemplateNode[], contexts: readonly (Use | null)[], root: Use): void {
  for (const node of nodes) {
    if (node.kind === "call") {
      const [first = "", second = ""] = node.words;
      if (first === "code" || first === "fence") use(second, "text", contexts, root);
      else if (first === "codes") use(second, "texts", contexts, root);
      else if (first === "steps" && second !== "") use(second, "steps", contexts, root);
      else if (first === "count") use(second, "count", contexts, root);
      else if (first.startsWith(">")) {
        for (const word of node.words) use(/=(.+)$/.exec(word)?.[1] ?? "", "text", contexts, root);
      } else use(first, "text", contexts, root);
    } else if (node.kind === "block") collectBlock(node, contexts, root);
  }
}

function collectBlock(node: BlockNode, contexts: readonly (Use | null)[], root: Use): void {
  const [subject = "", other = ""] = node.words;
  let inner = contexts;
  if (node.name === "each") inner = [...contexts, item(use(subject, "list", contexts, root))];
  else if (node.name === "with") inner = [...contexts, use(subject, "condition", contexts, root)];
  else if (node.name === "is") compare(subject, other, contexts, root);
  else if (subject.startsWith("(is ")) {
    const [left = "", right = ""] = subject.slice("(is ".length, -1).trim().split(/\s+/);
    compare(left, right, contexts, root);
  } else use(subject, "condition", contexts, root);
  collect(node.body, inner, root);
  collect(node.otherwise, contexts, root);
}

function item(list: Use | null): Use | null {
  if (list === null) return null;
  const entry = list.members.get("[]") ?? newUse();
  list.members.set("[]", entry);
  return entry;
}

function compare(left: string, right: string, contexts: readonly (Use | null)[], root: Use): void {
  for (const [path, value] of [
    [left, right],
    [right, left],
  ] as const) {
    const literal = /^["'](.*)["']$/.exec(value)?.[1];
    if (literal !== undefined) use(path, "condition", contexts, root)?.values.add(literal);
  }
}

/** Null where the path does not lead into the data. */
function use(
  path: string,
  as: Use["as"] extends Set<infer Kind> ? Kind : never,
  contexts: readonly (Use | null)[],
  root: Use,
): Use | null {
  const found = resolve(path, contexts, root);
  found?.as.add(as);
  return found;
}

function resolve(path: string, contexts: readonly (Use | null)[], root: Use): Use | null {
  const up = path.match(/\.\.\//g)?.length ?? 0;
  const parts = path
    .replace(/^(?:\.\.\/)+/, "")
    .split(/[./]/)
    .filter((part) => part !== "");
  let from = contexts[contexts.length - 1 - up] ?? null;
  if (parts[0] === "@root") {
    parts.shift();
    from = root;
  }
  if (path.startsWith("@") && !path.startsWith("@root")) return null;
  if (from === root && parts.shift() !== "data") return null;
  if (from === null || /^["'\d(]/.test(path)) return null;
  if (parts[0] === "this") parts.shift();
  let found: Use = from;
  for (const part of parts) {
    const next = found.members.get(part) ?? newUse();
    found.members.set(part, next);
    found = next;
  }
  return found === root ? null : found;
}

function* valueCounts(from: Use): Generator<number> {
  yield from.values.size;
  for (const member of from.members.values()) yield* valueCounts(member);
}

function membersOf(from: Use, variant: number): { [name: string]: Json } {
  return Object.fromEntries([...from.members].map(([name, member]) => [name, valueOf(member, variant)]));
}

function valueOf({ as, values, members }: Use, variant: number): Json {
  const entry = members.get("[]");
  if (entry !== undefined) return [valueOf(entry, variant)];
  if (as.has("texts")) return ["src/sample.ts", "src/other.ts"];
  if (as.has("steps")) return [1, 2];
  if (as.has("list")) return ["sample"];
  const named = [...members].filter(([name]) => name !== "length");
  if (named.length > 0) return membersOf({ as, values, members: new Map(named) }, variant);
  if (values.size > 0) return [...values][variant % values.size] ?? "sample";
  if (as.has("count")) return 2;
  return as.has("text") || as.size === 0 ? "sample" : true;
}
