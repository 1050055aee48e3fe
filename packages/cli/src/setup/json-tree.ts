/** A value of a JSON text with its place; `value` is what `JSON.parse` would give for it. */
export interface JsonNode {
  readonly start: number;
  /** Behind its last character. */
  readonly end: number;
  readonly value: unknown;
  /** Of an object, in the order of the text. */
  readonly members?: readonly JsonMember[];
  /** Of a list. */
  readonly items?: readonly JsonNode[];
}

export interface JsonMember {
  readonly key: string;
  /** Where the key starts. */
  readonly start: number;
  readonly node: JsonNode;
}

const blank = /(?:[\s\uFEFF]|\/\/[^\n]*|\/\*[^]*?\*\/)*/y;
const literal = /"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|true|false|null/y;

/** What is wrong with a text, and where. */
export class JsonProblem extends Error {
  readonly line: number;

  constructor(text: string, at: number) {
    const line = text.slice(0, at).split("\n").length;
    const found = at >= text.length ? "the end" : JSON.stringify(text.charAt(at));
    super(`${found} is not expected in line ${line}`);
    this.line = line;
  }
}

/**
 * The tree of a JSON text that may have comments and commas behind the last entry, as configuration files have them.
 * Throws a JsonProblem.
 */
export function parseJsonTree(text: string): JsonNode {
  let at = 0;
  const fail = (): never => {
    throw new JsonProblem(text, at);
  };
  const skip = (): void => {
    blank.lastIndex = at;
    at += blank.exec(text)?.[0].length ?? 0;
  };
  const take = (sign: string): boolean => {
    if (text[at] !== sign) return false;
    at += 1;
    return true;
  };
  const scalar = (): JsonNode => {
    literal.lastIndex = at;
    const start = at;
    const token = literal.exec(text)?.[0] ?? fail();
    try {
      const value: unknown = JSON.parse(token);
      at += token.length;
      return { start, end: at, value };
    } catch {
      return fail();
    }
  };
  /** Entries up to the closing sign, of which `entry` reads one. */
  const entries = <Entry>(close: string, entry: () => Entry): Entry[] => {
    const all: Entry[] = [];
    at += 1;
    for (;;) {
      skip();
      if (take(close)) return all;
      all.push(entry());
      skip();
      if (take(close)) return all;
      if (!take(",")) fail();
    }
  };
  const member = (): JsonMember => {
    if (text[at] !== '"') fail();
    const key = scalar();
    skip();
    if (!take(":")) fail();
    skip();
    return { key: String(key.value), start: key.start, node: node() };
  };
  const node = (): JsonNode => {
    const start = at;
    if (text[at] === "{") {
      const members = entries("}", member);
      const value = Object.fromEntries(members.map(({ key, node: inner }) => [key, inner.value]));
      return { start, end: at, value, members };
    }
    if (text[at] === "[") {
      const items = entries("]", node);
      return { start, end: at, value: items.map((item) => item.value), items };
    }
    return scalar();
  };
  skip();
  const root = node();
  skip();
  return at === text.length ? root : fail();
}

/** The member's value; of several with the same key the last, which is what every reader takes. */
export function memberOf(node: JsonNode, key: string): JsonNode | undefined {
  return node.members?.findLast((each) => each.key === key)?.node;
}
