import type { ErrorSignature } from "@mulligan/core";

/**
 * - `undefined`: a name that the code uses is defined nowhere in reach
 * - `member`: something exists but has no such part
 * - `module`: a module cannot be found
 * - `syntax`: the file does not parse
 */
export type ErrorKind = "undefined" | "member" | "module" | "syntax";

const quoted = "[`'\"‘“]([\\w$.@/:-]+)[`'\"’”]";

const shapes: readonly { readonly kind: ErrorKind; readonly pattern: RegExp }[] = [
  // Python
  { kind: "undefined", pattern: new RegExp(`^name ${quoted} is not defined`) },
  { kind: "member", pattern: new RegExp(`has no attribute ${quoted}`) },
  { kind: "member", pattern: new RegExp(`^cannot import name ${quoted}`) },
  { kind: "module", pattern: new RegExp(`^No module named ${quoted}`) },
  // JavaScript, TypeScript
  { kind: "undefined", pattern: /^([\w$]+) is not defined$/ },
  { kind: "member", pattern: /(?:^|\.)([\w$]+) is not a (?:function|constructor)\b/ },
  { kind: "member", pattern: /does not provide an export named '?([\w$]+)/ },
  { kind: "module", pattern: new RegExp(`^Cannot find (?:module|package) ${quoted}`) },
  { kind: "undefined", pattern: new RegExp(`^Cannot find name ${quoted}`) },
  { kind: "member", pattern: new RegExp(`^Property ${quoted} does not exist on type`) },
  { kind: "member", pattern: new RegExp(`has no exported member ${quoted}`) },
  // Go, Rust
  { kind: "undefined", pattern: /^undefined: ([\w.]+)/ },
  { kind: "member", pattern: /\bundefined \(type .* has no field or method (\w+)\)/ },
  {
    kind: "undefined",
    pattern: new RegExp(
      `^cannot find (?:value|function|type|struct|trait|macro|derive macro|tuple struct).* ${quoted}`,
    ),
  },
  { kind: "module", pattern: new RegExp(`^unresolved import ${quoted}`) },
  {
    kind: "member",
    pattern: new RegExp(`^no (?:method|field|function or associated item|variant)[\\w ]* (?:named )?${quoted}`),
  },
  // Java, C, C++, C#, Ruby, PHP
  { kind: "undefined", pattern: /^cannot find symbol()/ },
  { kind: "undefined", pattern: new RegExp(`${quoted} (?:undeclared|was not declared in this scope)`) },
  { kind: "member", pattern: new RegExp(`has no member named ${quoted}`) },
  { kind: "undefined", pattern: new RegExp(`^The name ${quoted} does not exist in the current context`) },
  { kind: "member", pattern: new RegExp(`does not contain a definition for ${quoted}`) },
  { kind: "undefined", pattern: /^undefined (?:local variable or )?method [`'](\w+[?!]?)'/ },
  { kind: "undefined", pattern: /^uninitialized constant ([\w:]+)/ },
  { kind: "undefined", pattern: /^Call to undefined (?:function|method) ([\w:\\]+)\(\)/ },
];

/** Tells in one pass whether a message has any of the shapes. */
const anyShape = new RegExp(shapes.map(({ pattern }) => pattern.source).join("|"));

const syntaxErrors = new Set(["SyntaxError", "IndentationError", "TabError", "ParseError"]);

export interface NamedError {
  readonly kind: ErrorKind;
  /** What the message names; empty where it names nothing. */
  readonly symbol: string;
}

/** What an error says does not exist, or null for errors of another kind. */
export function namedError({ name, message }: ErrorSignature): NamedError | null {
  for (const { kind, pattern } of anyShape.test(message) ? shapes : []) {
    const match = pattern.exec(message);
    if (match !== null) return { kind, symbol: match[1] ?? "" };
  }
  return syntaxErrors.has(name) ? { kind: "syntax", symbol: "" } : null;
}

export function errorText({ name, message }: ErrorSignature): string {
  return message === "" ? name : `${name}: ${message}`;
}
