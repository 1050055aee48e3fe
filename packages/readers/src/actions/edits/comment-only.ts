const hash =
  /\.(?:py|pyi|pyx|pxd|rb|sh|bash|zsh|fish|ps1|ya?ml|toml|r|pl|pm|ex|exs|nim|jl|cr|coffee|gd|nix|tcl|awk|bzl|graphql|cfg|ini|conf|properties|env|cmake|tf|mk)$|(?:^|\/)(?:Makefile|Dockerfile|justfile)$/i;
const slashes =
  /\.(?:[cm]?[jt]sx?|vue|svelte|go|rs|java|kt|kts|scala|groovy|cs|fs|php|c|cc|cpp|cxx|h|hh|hpp|m|mm|swift|dart|proto|scss|less|css|zig|sol|pony|glsl|hlsl|metal|wgsl|cu|cuh|sv|fsx|fsi|jsonc|json5|astro|gradle)$/i;
const dashes = /\.(?:lua|sql|hs|elm|ad[abs]|vhdl?)$/i;
const document = /\.(?:md|mdx|rst|txt|adoc|markdown)$/i;
const longest = 40_000;
const marks = /#|\/[/*]|\* |"""|'''|--/;

/** Nothing but comments, docstrings, documentation or blank lines differs between `removed` and `added`. */
export function isCommentOnly(path: string, removed: string | undefined, added: string | undefined): boolean {
  if (document.test(path)) return true;
  if (removed === undefined && added === undefined) return false;
  const before = removed ?? "";
  const after = added ?? "";
  if (before.length + after.length > longest || before === after) return false;
  if (!/[^\s]/.test(before) && !/[^\s]/.test(after)) return true;
  if (!marks.test(before) && !marks.test(after)) return false;
  const python = /\.pyi?$/i.test(path);
  const style = hash.test(path) ? "hash" : slashes.test(path) ? "slash" : dashes.test(path) ? "dash" : undefined;
  if (style === undefined) return false;
  return sameCode(before, after, style, python);
}

type Style = "hash" | "slash" | "dash";

/** Whether a compiler would read the same lines; stops at the first that differs. */
function sameCode(before: string, after: string, style: Style, python: boolean): boolean {
  const left = new CodeLines(before, style, python);
  const right = new CodeLines(after, style, python);
  for (;;) {
    const line = left.next();
    const other = right.next();
    if (line !== other && !sameBehindStart(line, left, other, right)) return false;
    if (line === undefined) return true;
  }
}

/** A text that begins in the middle of its line lacks that line's indentation; behind a new comment the line has it. */
function sameBehindStart(
  line: string | undefined,
  left: CodeLines,
  other: string | undefined,
  right: CodeLines,
): boolean {
  return left.atStart !== right.atStart && line?.trimStart() === other?.trimStart();
}

/** The lines that a compiler would read, one at a time. */
class CodeLines {
  readonly #text: string;
  readonly #style: Style;
  readonly #python: boolean;
  #at = 0;
  #open: string | undefined;

  constructor(text: string, style: Style, python: boolean) {
    this.#text = text;
    this.#style = style;
    this.#python = python;
  }

  /** The line that was read last is the first of the text. */
  atStart = false;

  next(): string | undefined {
    while (this.#at <= this.#text.length) {
      this.atStart = this.#at === 0;
      const end = this.#text.indexOf("\n", this.#at);
      const stop = end < 0 ? this.#text.length : end;
      const kept = this.#code(this.#text.slice(this.#at, stop));
      this.#at = stop + 1;
      if (kept !== undefined) return kept;
    }
    return undefined;
  }

  #code(line: string): string | undefined {
    const bare = line.trim();
    if (this.#open !== undefined) {
      if (bare.includes(this.#open)) this.#open = undefined;
      return undefined;
    }
    if (bare === "") return undefined;
    if (this.#style === "hash") {
      if (bare.startsWith("#") && !bare.startsWith("#!")) return undefined;
      if (this.#python) {
        const quote = /^[rRuUbB]{0,2}("""|''')/.exec(bare);
        if (quote !== null) {
          if (!bare.slice(quote[0].length).includes(quote[1]!)) this.#open = quote[1];
          return undefined;
        }
      }
      return withoutTail(line.trimEnd(), " #");
    }
    if (this.#style === "dash") return bare.startsWith("--") ? undefined : withoutTail(line.trimEnd(), " --");
    if (bare.startsWith("//") || bare.startsWith("* ") || bare === "*" || bare === "*/") return undefined;
    if (bare.startsWith("/*")) {
      if (!bare.includes("*/")) this.#open = "*/";
      else if (!bare.endsWith("*/")) return line.trimEnd();
      return undefined;
    }
    return withoutTail(line.trimEnd(), " //");
  }
}

/** A comment behind code goes, unless quotes make it doubtful where it starts. */
function withoutTail(line: string, mark: string): string {
  const at = line.lastIndexOf(mark);
  if (at < 0 || /["'`]/.test(line.slice(at))) return line;
  return line.slice(0, at).trimEnd();
}
