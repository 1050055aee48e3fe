/** A call's arguments, as far as they are plain values. */
export interface PythonArguments {
  readonly positional: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
  /** Index behind the closing parenthesis. */
  readonly end: number;
}

const space = /(?:\s|\\\n|#[^\n]*\n)*/y;
const keyword = /([A-Za-z_]\w*)\s*=(?!=)\s*/y;
const textStart = /[rRbBuU]{0,2}("""|'''|"|')/y;
const number = /-?\d+(?:\.\d+)?/y;
const constant = /True|False|None/y;
const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  "\\": "\\",
  "'": "'",
  '"': '"',
  "\n": "",
};

/** Reads the arguments behind an opening parenthesis at `at - 1`; undefined where one is no plain value. */
export function readPythonArguments(code: string, at: number): PythonArguments | undefined {
  const positional: unknown[] = [];
  const named: [string, unknown][] = [];
  let index = skip(code, at);
  while (index < code.length) {
    if (code[index] === ")") return { positional, named: Object.fromEntries(named), end: index + 1 };
    if (code.startsWith("**", index)) {
      const spread = readValue(code, skip(code, index + 2));
      if (spread === undefined || typeof spread.value !== "object" || spread.value === null) return undefined;
      named.push(...Object.entries(spread.value));
      index = spread.end;
    } else {
      keyword.lastIndex = index;
      const name = keyword.exec(code);
      const found = readValue(code, name === null ? index : keyword.lastIndex);
      if (found === undefined) return undefined;
      if (name === null) positional.push(found.value);
      else named.push([name[1]!, found.value]);
      index = found.end;
    }
    index = skip(code, index);
    if (code[index] === ",") index = skip(code, index + 1);
    else if (code[index] !== ")") return undefined;
  }
  return undefined;
}

interface Found {
  readonly value: unknown;
  readonly end: number;
}

function readValue(code: string, at: number): Found | undefined {
  const char = code[at];
  if (char === "{") return readPairs(code, at + 1);
  if (char === "[") return readList(code, at + 1);
  textStart.lastIndex = at;
  const text = textStart.exec(code);
  if (text !== null) return readText(code, textStart.lastIndex, text[1]!, /[rR]/.test(text[0]));
  number.lastIndex = at;
  const digits = number.exec(code);
  if (digits !== null) return { value: Number(digits[0]), end: number.lastIndex };
  constant.lastIndex = at;
  const word = constant.exec(code);
  return word === null ? undefined : { value: word[0] === "None" ? null : word[0] === "True", end: constant.lastIndex };
}

function readPairs(code: string, at: number): Found | undefined {
  const members: [string, unknown][] = [];
  for (let index = skip(code, at); index < code.length;) {
    if (code[index] === "}") return { value: Object.fromEntries(members), end: index + 1 };
    const key = readValue(code, index);
    if (key === undefined || typeof key.value !== "string") return undefined;
    const colon = skip(code, key.end);
    const item = code[colon] === ":" ? readValue(code, skip(code, colon + 1)) : undefined;
    if (item === undefined) return undefined;
    members.push([key.value, item.value]);
    index = skip(code, item.end);
    if (code[index] === ",") index = skip(code, index + 1);
  }
  return undefined;
}

function readList(code: string, at: number): Found | undefined {
  const value: unknown[] = [];
  for (let index = skip(code, at); index < code.length;) {
    if (code[index] === "]") return { value, end: index + 1 };
    const item = readValue(code, index);
    if (item === undefined) return undefined;
    value.push(item.value);
    index = skip(code, item.end);
    if (code[index] === ",") index = skip(code, index + 1);
  }
  return undefined;
}

function readText(code: string, at: number, quote: string, raw: boolean): Found | undefined {
  let value = "";
  let from = at;
  let end = code.indexOf(quote, at);
  let escape = code.indexOf("\\", at);
  while (end >= 0) {
    if (escape < 0 || end < escape) return { value: value + code.slice(from, end), end: end + quote.length };
    const meant = raw ? undefined : escapes[code[escape + 1] ?? ""];
    const next = escape + 2;
    if (meant !== undefined) {
      value += code.slice(from, escape) + meant;
      from = next;
    }
    if (end < next) end = code.indexOf(quote, next);
    escape = code.indexOf("\\", next);
  }
  return undefined;
}

function skip(code: string, at: number): number {
  space.lastIndex = at;
  return space.test(code) ? space.lastIndex : at;
}
