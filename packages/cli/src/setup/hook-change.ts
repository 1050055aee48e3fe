import { settingsShapeError } from "../errors.js";
import type { HookEntry } from "./hook-targets.js";
import { addItem, addMember, jsonText, layoutOf, removeItems, removeMembers } from "./json-edit.js";
import { memberOf, parseJsonTree } from "./json-tree.js";
import type { JsonNode } from "./json-tree.js";
import { entryOf, ownTexts } from "./own-entries.js";
import { edited } from "./text-edit.js";
import type { TextEdit } from "./text-edit.js";

/** A new text of a configuration, and the edits that lead to it, one after the other. */
export interface HookChange {
  readonly text: string;
  readonly edits: readonly (readonly TextEdit[])[];
}

type IsOwn = (text: string) => boolean;

/**
 * Puts the entries into a configuration and keeps all else as it is: comments, order, unknown members. An entry of ours
 * that is there already gets the new command. `null` is a file that is not there. Throws a JsonProblem for a text that is
 * no JSON, and `settings-shape` where something else stands in the entries' place.
 */
export function withHooks(
  before: string | null,
  entries: readonly HookEntry[],
  frame: Readonly<Record<string, unknown>>,
  command: string,
  isOwn: IsOwn,
): HookChange {
  const edits: (readonly TextEdit[])[] = [];
  let text = before ?? "";
  const apply = (step: readonly TextEdit[]): void => {
    if (step.length === 0) return;
    edits.push(step);
    text = edited(text, step);
  };
  if (text.trim() === "") apply([{ offset: 0, length: text.length, text: "{}\n" }]);
  for (const [key, value] of Object.entries(frame)) {
    const root = objectAt(parseJsonTree(text), "it");
    if (memberOf(root, key) === undefined) apply(addMember(text, root, key, value, layoutOf(text)));
  }
  for (const entry of entries) apply(added(text, entry, command, isOwn));
  return { text, edits };
}

/** Takes the entries of ours out again, with lists and objects that would be left empty. */
export function withoutHooks(before: string, isOwn: IsOwn): HookChange {
  const edits: (readonly TextEdit[])[] = [];
  let text = before;
  for (;;) {
    const [first] = ownTexts(objectAt(parseJsonTree(text), "it"), isOwn);
    const entry = first === undefined ? undefined : entryOf(first);
    if (entry === undefined) return { text, edits };
    const step =
      "member" in entry
        ? removeMembers(text, entry.container, [entry.member])
        : removeItems(text, entry.container, [entry.item]);
    edits.push(step);
    text = edited(text, step);
  }
}

function added(text: string, { path, value }: HookEntry, command: string, isOwn: IsOwn): TextEdit[] {
  const layout = layoutOf(text);
  let node = objectAt(parseJsonTree(text), "it");
  for (const [depth, key] of path.entries()) {
    const next = memberOf(node, key);
    const rest = path.slice(depth + 1);
    if (next === undefined) {
      const nested = rest.reduceRight<unknown>((inner, name) => ({ [name]: inner }), [value]);
      return addMember(text, node, key, nested, layout);
    }
    const shown = path.slice(0, depth + 1).join(".");
    if (rest.length === 0 && next.items === undefined) throw settingsShapeError(shown, "a list");
    node = rest.length === 0 ? next : objectAt(next, shown);
  }
  const owns = ownTexts({ ...node, members: [{ key: "hooks", start: node.start, node }] }, isOwn);
  if (owns.length === 0) return addItem(text, node, value, layout);
  return owns
    .filter((own) => own.node.value !== command)
    .map((own) => ({
      offset: own.node.start,
      length: own.node.end - own.node.start,
      text: jsonText(command, layout, ""),
    }));
}

function objectAt(node: JsonNode, shown: string): JsonNode {
  if (node.members === undefined) throw settingsShapeError(shown, "an object");
  return node;
}
