/** A prompt file as far as its structure goes. Offsets are indices of the source. */
export type TemplateNode = TextNode | CallNode | BlockNode;

export interface TextNode {
  readonly kind: "text";
  readonly start: number;
  readonly text: string;
}

/** `{{path}}`, `{{code path}}`, `{{> partial}}`. */
export interface CallNode {
  readonly kind: "call";
  readonly start: number;
  readonly end: number;
  readonly words: readonly string[];
}

export interface BlockNode {
  readonly kind: "block";
  readonly name: string;
  /** Without the name. */
  readonly words: readonly string[];
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[];
}

interface Open {
  readonly name: string;
  readonly words: readonly string[];
  readonly body: TemplateNode[];
  readonly otherwise: TemplateNode[];
  inverse: boolean;
  /** `{{else if}}` opens a block that its parent's closing tag closes. */
  readonly chained: boolean;
}

const tag = /\{\{~?(!--[\s\S]*?--|![^}]*|[^{}]*?)~?\}\}/g;

/** The tree of a prompt file that the compiler takes; of any other, whatever can be made out. */
export function templateTree(source: string): readonly TemplateNode[] {
  const root: TemplateNode[] = [];
  const open: Open[] = [];
  const add = (node: TemplateNode): void => {
    const block = open.at(-1);
    if (block === undefined) root.push(node);
    else (block.inverse ? block.otherwise : block.body).push(node);
  };
  const close = (): void => {
    const block = open.pop();
    if (block !== undefined) add({ kind: "block", ...block });
  };
  let at = 0;
  for (const match of source.matchAll(tag)) {
    if (match.index > at) add({ kind: "text", start: at, text: source.slice(at, match.index) });
    at = match.index + match[0].length;
    const inside = (match[1] ?? "").trim();
    if (inside.startsWith("!")) continue;
    if (inside.startsWith("#")) open.push(opened(wordsOf(inside.slice(1)), false));
    else if (inside.startsWith("/")) {
      while (open.at(-1)?.chained === true) close();
      close();
    } else if (inside === "^" || inside === "else" || inside.startsWith("else ")) {
      const block = open.at(-1);
      if (block === undefined) continue;
      block.inverse = true;
      const words = wordsOf(inside).slice(1);
      if (words.length > 0) open.push(opened(words, true));
    } else add({ kind: "call", start: match.index, end: at, words: wordsOf(inside) });
  }
  if (at < source.length) add({ kind: "text", start: at, text: source.slice(at) });
  while (open.length > 0) close();
  return root;
}

function opened([name = "", ...words]: readonly string[], chained: boolean): Open {
  return { name, words, body: [], otherwise: [], inverse: false, chained };
}

/** Texts in quotes and calls in parentheses are one word each. */
function wordsOf(inside: string): string[] {
  return inside.match(/(?:[^\s"'()]*=)?(?:"[^"]*"|'[^']*'|\([^()]*\))|[^\s"'()]+/g) ?? [];
}

/** The source with all tags and comments blanked out, line ends kept, so that offsets stay those of the source. */
export function withoutTags(source: string): string {
  return source.replaceAll(tag, (found) => found.replaceAll(/[^\n]/g, "\ue000"));
}
