const hash = /\.(?:py|pyi|pyx|rb|sh|bash|zsh|ya?ml|toml|r|pl|pm|ex|exs|nim|jl|cfg|ini|cmake|tf|mk)$|(?:^|\/)(?:Makefile|Dockerfile|justfile)$/i;
const slashes = /\.(?:[cm]?[jt]sx?|vue|svelte|go|rs|java|kt|kts|scala|groovy|cs|fs|php|c|cc|cpp|cxx|h|hh|hpp|m|mm|swift|dart|proto|scss|less|css|zig|sol)$/i;
const document = /\.(?:md|mdx|rst|txt|adoc|markdown)$/i;
const longest = 40_000;
const marks = ["#", "//", "/*", "* ", '"""', "'''"];

/** Nothing but comments, docstrings, documentation or blank lines differs between `removed` and `added`. */
export function isCommentOnly(path: string, removed: string | undefined, added: string | undefined): boolean {
  if (document.test(path)) return true;
  if (removed === undefined && added === undefined) return false;
  const before = removed ?? "";
  const after = added ?? "";
  if (before.length + after.length > longest || before === after) return false;
  if (!/[^\s]/.test(before) && !/[^\s]/.test(after)) return true;
  if (!marks.some((mark) => before.includes(mark) || after.includes(mark))) return false;
  const python = /\.pyi?$/i.test(path);
  const style = hash.test(path) ? "hash" : slashes.test(path) ? "slash" : undefined;
  if (style === undefined) return false;
  return code(before, style, python) === code(after, style, python);
}

/** The lines that a compiler would read. */
function code(text: string, style: "hash" | "slash", python: boolean): string {
  const kept: string[] = [];
  let open: string | undefined;
  for (const line of text.split("\n")) {
    const bare = line.trim();
    if (open !== undefined) {
      if (bare.includes(open)) open = undefined;
      continue;
    }
    if (bare === "") continue;
    if (style === "hash") {
      if (bare.startsWith("#") && !bare.startsWith("#!")) continue;
      if (python) {
        const quote = /^[rRuUbB]{0,2}("""|''')/.exec(bare);
        if (quote !== null) {
          if (!bare.slice(quote[0].length).includes(quote[1]!)) open = quote[1];
          continue;
        }
      }
    } else {
      if (bare.startsWith("//") || bare.startsWith("* ") || bare === "*" || bare === "*/") continue;
      if (bare.startsWith("/*")) {
        if (!bare.includes("*/")) open = "*/";
        else if (!bare.endsWith("*/")) kept.push(line.trimEnd());
        continue;
      }
    }
    kept.push(style === "hash" ? withoutTail(line.trimEnd(), " #") : withoutTail(line.trimEnd(), " //"));
  }
  return kept.join("\n");
}

/** A comment behind code goes, unless quotes make it doubtful where it starts. */
function withoutTail(line: string, mark: string): string {
  const at = line.lastIndexOf(mark);
  if (at < 0 || /["'`]/.test(line.slice(at))) return line;
  return line.slice(0, at).trimEnd();
}
