import type { JsonMember, JsonNode } from "./json-tree.js";

/** A value in the document and what holds it, from the root on. */
export type Chain = readonly Link[];

/** A container, and the entry of it that leads on. */
export type Link =
  | { readonly container: JsonNode; readonly member: JsonMember }
  | { readonly container: JsonNode; readonly item: JsonNode };

/** Where the document holds a text of ours: in the lists of hooks, or of plugins. */
export interface OwnText {
  readonly node: JsonNode;
  readonly chain: Chain;
}

/** The members of an agent's configuration in which we put something. */
const ownMembers: ReadonlySet<string> = new Set(["hooks", "plugin"]);

/** All texts below those members that `isOwn` knows. */
export function ownTexts(root: JsonNode, isOwn: (text: string) => boolean): OwnText[] {
  return (root.members ?? [])
    .filter(({ key }) => ownMembers.has(key))
    .flatMap((member) => below(member.node, [{ container: root, member }], isOwn));
}

function below(node: JsonNode, chain: Chain, isOwn: (text: string) => boolean): OwnText[] {
  if (typeof node.value === "string") return isOwn(node.value) ? [{ node, chain }] : [];
  const members = (node.members ?? []).flatMap((member) =>
    below(member.node, [...chain, { container: node, member }], isOwn),
  );
  const items = (node.items ?? []).flatMap((item) => below(item, [...chain, { container: node, item }], isOwn));
  return [...members, ...items];
}

/**
 * What has to go with a text of ours: the entry that holds it, the group that has no other entry, and each list or object
 * that would be left empty.
 */
export function entryOf({ chain }: OwnText): Link | undefined {
  const links = [...chain];
  // The handler is an object in a list; a plugin is an item itself.
  while (links.length > 1 && "member" in links.at(-1)!) links.pop();
  for (let link = links.pop(); link !== undefined; link = links.pop()) {
    const parent = links.at(-1);
    if (parent === undefined || entriesOf(link.container) > 1) return link;
    // A group says for what its handlers are; without any it says nothing.
    const grandparent = links.at(-2);
    if ("member" in parent && parent.member.key === "hooks" && grandparent !== undefined && "item" in grandparent) {
      links.pop();
    }
  }
  return undefined;
}

function entriesOf({ members, items }: JsonNode): number {
  return (members ?? items ?? []).length;
}
