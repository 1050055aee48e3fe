import fc from "fast-check";

/** Deeper than any parser's or writer's stack would stand if it went down by recursion. */
const depth = 10_000;

/** `JSON.stringify` goes down by recursion, so that deep values are put into the text behind these names. */
const deepTexts: Readonly<Record<string, string>> = {
  "@deep-list@": `${"[".repeat(depth)}${"]".repeat(depth)}`,
  "@deep-content@": `${'{"content":'.repeat(depth)}""${"}".repeat(depth)}`,
  "@deep-parts@": `${'[{"type":"text","text":"a","content":'.repeat(depth)}null${"}]".repeat(depth)}`,
  "@deep-arguments@": `{"command":${'["a",'.repeat(depth)}1${"]".repeat(depth)}}`,
};

/** The JSON text of a value in which the names of deep values may stand. */
export function hostileJson(value: unknown): string {
  let text = JSON.stringify(value) ?? "null";
  if (text.includes('"@deep-'))
    for (const [name, deep] of Object.entries(deepTexts)) text = text.replaceAll(`"${name}"`, () => deep);
  return text;
}

/** Names that every object has without having them. */
export const inheritedNames: readonly string[] = [
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "prototype",
  "__defineGetter__",
];

export const hostileTexts: readonly string[] = [
  "",
  " ",
  "\n",
  "\0",
  "a\0b\0",
  "\ud83d",
  "\udc00 low first",
  "\u001b[31mFAILED\u001b[0m tests/a.py::\u001b[1mtest_b\u001b[0m",
  "\u001b]0;title\u0007\u001b[2J",
  "\u202e\u2066\ufeff",
  "x".repeat(20_000),
  " ".repeat(5_000),
  "\n".repeat(5_000),
  "../../../../etc/passwd",
  "$(((((((",
  "'",
  "<<EOF",
  "{".repeat(3_000),
  '{"a":',
  "null",
  "-1",
  "1e999",
  "Infinity",
  "/",
  "//",
  ".",
  "-",
  ...inheritedNames,
];

export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -0,
    Number.MAX_VALUE,
    [],
    {},
    [[]],
    [null],
    [[], {}, null],
    { toString: 1 },
    { toString: null, valueOf: null },
    { length: 5 },
    { type: "text" },
    { content: null },
    { command: ["bash", "-lc", { toString: 1 }] },
    Object.fromEntries(inheritedNames.map((name) => [name, name])),
    Object.fromEntries(inheritedNames.map((name) => [name, { [name]: null }])),
    ...Object.keys(deepTexts),
  ),
  fc.constantFrom(...hostileTexts),
  fc.jsonValue({ maxDepth: 3 }),
);
