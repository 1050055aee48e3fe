const longText = /(?:^|\n)[ \t]*(?:const |let |var )?(\w+)[ \t]*=[ \t]*[rRuUbB]?("""|'''|`)/g;
const loop = /for (?:const |let )?(\w+) (?:in|of) [[(]([^\])\n]{0,2000}(?:\n[^\])]{0,2000})?)[\])]/g;
const argument = /\b(\w+)\s*=\s*(?:sys\.argv\[(\d)\]|process\.argv\[(\d)\])/g;
const statementStart = /(?:^|;)[ \t]*(?:const |let |var |final |my \$)?$/;
const assigned = /(?:: ?\w+)?[ \t]*=[ \t]*([^=\n][^\n;]*)/y;
const wordCharacter = /\w/;

/** String values that a script gives to its variables, so far as they are literals. */
export class ScriptValues {
  readonly #values = new Map<string, string[]>();
  /** Names whose plain assignments were read. */
  readonly #read = new Set<string>();
  readonly #source: string;
  readonly #masked: string;
  readonly #argv: readonly string[];
  #loaded = false;

  /** `masked` is the source with quoted code blanked out; `argv` the arguments, the script itself first. */
  constructor(source: string, masked: string, argv: readonly string[]) {
    this.#source = source;
    this.#masked = masked;
    this.#argv = argv;
  }

  /** Values that are not read name by name: texts over several lines, loops over lists, arguments. */
  #load(): void {
    if (this.#loaded) return;
    this.#loaded = true;
    const source = this.#source;
    const masked = this.#masked;
    if (source.includes('"""') || source.includes("'''") || source.includes("`")) {
      longText.lastIndex = 0;
      for (let match = longText.exec(source); match !== null; match = longText.exec(source)) {
        const from = match.index + match[0].length;
        const end = source.indexOf(match[2]!, from);
        if (end < 0) break;
        this.#values.set(match[1]!, [source.slice(from, end)]);
        longText.lastIndex = end + match[2]!.length;
      }
    }
    if (masked.includes("for ")) {
      loop.lastIndex = 0;
      for (let match = loop.exec(masked); match !== null; match = loop.exec(masked)) {
        const values = [...match[2]!.matchAll(/(["'])([^"'\n]+)\1/g)].map((found) => found[2]!);
        if (values.length > 0) this.#add(match[1]!, values);
      }
    }
    if (!masked.includes("argv")) return;
    argument.lastIndex = 0;
    for (let match = argument.exec(masked); match !== null; match = argument.exec(masked)) {
      const value = this.#argv[match[2] === undefined ? Number(match[3]) - 1 : Number(match[2])];
      if (value !== undefined) this.#values.set(match[1]!, [value]);
    }
  }

  /** All values that an expression may have; empty where that is not known. */
  resolve(expression: string, depth = 0): string[] {
    const text = expression.trim();
    const literal = /^[rRuUbB]?(["'`])((?:(?!\1)[^\\\n]|\\.)*)\1$/.exec(text);
    if (literal !== null) return text.startsWith("`") && literal[2]!.includes("${") ? [] : [unescape(literal[2]!)];
    const isName = /^\w+$/.test(text);
    const known = isName ? this.#variable(text, depth) : undefined;
    if (known !== undefined) return known;
    if (depth > 3) return [];
    if (isName) return this.#parameter(text, depth);
    const wrapped =
      /^(?:pathlib\.)?(?:Path|str|os\.path\.abspath|os\.path\.expanduser|path\.resolve|Deno\.realPathSync)\(([^()]*)\)$/.exec(
        text,
      );
    if (wrapped !== null) return this.resolve(wrapped[1]!, depth + 1);
    const joined = /^(?:os\.path\.join|path\.join|path\.resolve)\((.*)\)$/.exec(text);
    if (joined !== null) return this.#join(joined[1]!.split(","), depth);
    if (/^[\w"'()./ -]+$/.test(text) && / \/ /.test(text)) return this.#join(text.split(" / "), depth);
    return [];
  }

  #variable(name: string, depth: number): string[] | undefined {
    this.#load();
    if (depth <= 3 && !this.#read.has(name)) {
      this.#read.add(name);
      for (const expression of this.#assignments(name)) {
        const values = this.resolve(expression, depth + 1);
        if (values.length > 0) this.#add(name, values);
      }
    }
    return this.#values.get(name);
  }

  /** What stands behind `name =` at the start of a statement. */
  #assignments(name: string): readonly string[] {
    const found: string[] = [];
    const masked = this.#masked;
    for (let at = masked.indexOf(name); at >= 0; at = masked.indexOf(name, at + name.length)) {
      assigned.lastIndex = at + name.length;
      const value = wordCharacter.test(masked[at - 1] ?? " ") ? undefined : assigned.exec(masked)?.[1];
      if (value !== undefined && statementStart.test(masked.slice(masked.lastIndexOf("\n", at) + 1, at)))
        found.push(value);
    }
    return found;
  }

  #join(parts: readonly string[], depth: number): string[] {
    const values: string[] = [];
    for (const part of parts) {
      const trimmed = part.trim();
      if (
        /^(?:__dirname|os\.getcwd\(\)|process\.cwd\(\)|Path\.cwd\(\)|root|ROOT)$/.test(trimmed) ||
        /__file__/.test(trimmed)
      )
        continue;
      const [value] = this.resolve(trimmed, depth + 1);
      if (value === undefined) return [];
      values.push(value);
    }
    return values.length === 0 ? [] : [values.join("/")];
  }

  /** A parameter takes the literals with which its function is called. */
  #parameter(name: string, depth: number): string[] {
    const definition = new RegExp(`(?:def|function) (\\w+)\\(([^)\\n]*\\b${name}\\b[^)\\n]*)\\)`).exec(this.#masked);
    if (definition === null) return [];
    const position = definition[2]!.split(",").findIndex((part) => part.trim().split(/[:= ]/)[0] === name);
    const found: string[] = [];
    const calls = new RegExp(`(?<!def )(?<!function )\\b${definition[1]}\\(([^()\\n]*)\\)`, "g");
    for (let match = calls.exec(this.#masked); match !== null && found.length < 20; match = calls.exec(this.#masked)) {
      const given = match[1]!.split(",")[position];
      if (given !== undefined && given.trim() !== name)
        found.push(...this.resolve(given.replace(/^\s*\w+\s*=\s*/, ""), depth + 1));
    }
    return found;
  }

  #add(name: string, values: readonly string[]): void {
    const known = this.#values.get(name);
    if (known === undefined) this.#values.set(name, [...values]);
    else for (const value of values) if (!known.includes(value)) known.push(value);
  }
}

function unescape(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char === "t" ? "\t" : char));
}
