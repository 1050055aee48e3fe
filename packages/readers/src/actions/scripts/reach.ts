import { LineCounter, maskPython } from "./mask.js";

/** How a script touches the code of the repository. */
export interface Reach {
  /** Lines (from 1) on which something of the product is used, imports aside. */
  readonly uses: readonly number[];
  /** Lines on which the product is imported. */
  readonly imports: readonly number[];
  /** Imports modules of the project's own test suite. */
  readonly importsSuite: boolean;
  /** Starts a test runner from code. */
  readonly startsRunner: boolean;
}

const importLine = /([ \t]*)(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n#;]+)|import[ \t]+([^\n#;]+))/y;
const inlineImport = /;[ \t]*(?:from[ \t]+([.\w]+)[ \t]+import[ \t]+([^\n#;]+)|import[ \t]+([^\n#;]+))/g;
const runner =
  /\b(?:unittest\.main\(|TextTestRunner\(|run_tests\(|pytest\.main\(|get_runner\(|doctest\.testmod\(|call_command\(\s*["']test["'])/;
const suiteModule = /(?:^|\.)tests(?:\.|$)|(?:^|\.)(?:test_\w+|\w+_tests?)$/;
/** Reading the source or the place of a thing does not execute it. */
const introspection = /^\.(?:__version__|__file__|__path__|__doc__|__name__|VERSION|version)\b/;
const sourceReader = /(?:inspect\.get(?:source|sourcelines|sourcefile|file|doc)|help|print|dir|type)\(\s*$/;
const loaders =
  /\b(?:exec|compile|runpy\.run_path|runpy\.run_module|spec_from_file_location|import_module|__import__|SourceFileLoader)\(/;

/**
 * Parts of what `runner`, `loaders` and `launches` look for; one pass for the three, since most scripts hold none.
 * Alternatives of four characters each are the quickest to search for.
 */
const unusual = /ain\(|ner\(|n_te|tmod|l_co|xec\(|pile|npy\.|e_lo|t_mo|t__\(|eLoa|ess\.|syst|s\.po/;
const launches = /\bsubprocess\.|\bos\.system\(|\bos\.popen\(|\bCliRunner\(/;
/** `["name", …]`, `"name fix x"`, `"-m", "name"`: a command started from code. */
const quotedCommand = /(?:[([]\s*|"-m",\s*|'-m',\s*)["'](?:python3? -m )?([A-Za-z_][\w-]*)(?=["'\s])/g;

/**
 * Reads a Python script. `isProduct` tells whether a module belongs to the repository (its own, not an agent's script).
 * Without `all`, the first use is enough.
 */
export function pythonReach(source: string, isProduct: (module: string) => boolean, all = true): Reach {
  const masked = maskPython(source);
  const lines = new LineCounter(masked);
  const names = new Map<string, boolean>();
  const imports: number[] = [];
  const importedAt = new Set<number>();
  let star = false;
  let importsSuite = false;
  const note = (module: string, list: string | undefined, index: number, plain: boolean): void => {
    for (const part of plain ? module.split(",") : [module]) {
      const [full, alias] = aliased(part);
      if (full === "" || !isProduct(full)) continue;
      const line = lines.lineOf(index);
      imports.push(line);
      importedAt.add(line);
      if (suiteModule.test(full) || (list !== undefined && /\btest_\w+|\btests\b/.test(list))) importsSuite = true;
      if (plain) names.set(alias ?? full.split(".")[0]!, true);
      else if (list!.includes("*")) star = true;
      else
        for (const item of list!.replace(/[()\\\n]/g, " ").split(",")) {
          const [name, as] = aliased(item);
          if (name !== "") names.set(as ?? name, true);
        }
    }
  };
  for (let at = masked.indexOf("import"); at >= 0; at = masked.indexOf("import", at + 6)) {
    importLine.lastIndex = masked.lastIndexOf("\n", at) + 1;
    const match = importLine.exec(masked);
    if (match === null) continue;
    if (match[2] !== undefined) note(match[2], match[3], match.index + match[1]!.length, false);
    else if (match[4] !== undefined) note(match[4], undefined, match.index + match[1]!.length, true);
    at = Math.max(at, importLine.lastIndex - 6);
  }
  if (masked.includes(";")) {
    each(inlineImport, masked, (match) => {
      if (match[1] !== undefined) note(match[1], match[2], match.index, false);
      else if (match[3] !== undefined) note(match[3], undefined, match.index, true);
    });
  }
  const hinted = unusual.test(masked);
  const startsRunner = hinted && runner.test(masked);
  const uses = new Set<number>();
  for (const name of names.keys()) {
    collectUses(masked, lines, name, importedAt, uses, all ? 400 : 1);
    if (!all && uses.size > 0) break;
  }
  if (star && /\w\(/.test(masked)) uses.add(imports[0]! + 1);
  if (hinted && (all || uses.size === 0) && loaders.test(masked))
    each(
      /\b(?:exec|compile|runpy\.run_path|runpy\.run_module|spec_from_file_location|import_module|__import__|SourceFileLoader)\(([^\n]*)/g,
      masked,
      (match) => {
        const quoted = /["']([\w./]+)["']/.exec(match[1]!.slice(0, 200))?.[1];
        const module =
          quoted === undefined
            ? undefined
            : [...match[1]!.matchAll(/["']([\w./-]+)["']/g)]
                .map((found) => found[1]!.replace(/\.py$/, "").replace(/^\.\//, "").replaceAll("/", "."))
                .find(isProduct);
        if (module !== undefined) uses.add(lines.lineOf(match.index));
      },
    );
  if (hinted && launches.test(masked))
    each(quotedCommand, source, (match) => {
      if (
        isProduct(match[1]!) &&
        !/^\s*(?:#|import |from )/.test(source.slice(source.lastIndexOf("\n", match.index) + 1, match.index))
      )
        uses.add(lines.lineOf(match.index));
    });
  return { uses: [...uses].sort((a, b) => a - b), imports, importsSuite, startsRunner };
}

/** `name`, or `name as alias`. */
function aliased(part: string): readonly [string, string?] {
  const text = part.trim();
  if (!text.includes("as")) return [text];
  const [name = "", alias] = text.split(/(?<!\s)\s+as\s+/);
  return alias === undefined ? [name] : [name, alias];
}

function collectUses(
  masked: string,
  lines: LineCounter,
  name: string,
  importedAt: ReadonlySet<number>,
  uses: Set<number>,
  limit: number,
): void {
  for (let at = masked.indexOf(name); at >= 0; at = masked.indexOf(name, at + name.length)) {
    const before = masked[at - 1] ?? "\n";
    const after = masked[at + name.length] ?? "\n";
    if (namePart.test(before) || namePart.test(after)) continue;
    const quoted = (before === '"' || before === "'") && after === before;
    // A logger fetched by the package's name observes what the import did.
    if (quoted && !masked.slice(Math.max(0, at - 12), at - 1).endsWith("getLogger(")) continue;
    const start = masked.lastIndexOf("\n", at) + 1;
    const head = masked.slice(start, at);
    const line = lines.lineOf(at);
    if (importedAt.has(line) && !head.includes(";")) continue;
    if (!quoted && insideString(masked, start, at)) continue;
    if ((head.includes("import") || head.includes("from")) && importHead.test(head)) continue;
    const tail = masked.slice(at + name.length, at + name.length + 24);
    if (introspection.test(tail)) continue;
    if (sourceReader.test(head) && (/inspect\.get\w+\(\s*$/.test(head) || /^\s*\)/.test(tail))) continue;
    uses.add(line);
    if (uses.size >= limit) return;
  }
}

const namePart = /[\w$]/;
const importHead = /(?:^|;)\s*(?:from|import)\s[^;]*$/;

/** Inside a quoted string of its line; braces of an f-string lead back into code. */
function insideString(masked: string, from: number, at: number): boolean {
  const double = masked.indexOf('"', from);
  if ((double < 0 || double >= at) && !masked.slice(from, at).includes("'")) return false;
  let quote = "";
  let format = false;
  let braces = 0;
  for (let index = from; index < at; index++) {
    const char = masked[index]!;
    if (quote === "") {
      if (char === '"' || char === "'") {
        quote = char;
        format = /[fF]/.test(masked[index - 1] ?? "") || /[fF][rR]/.test(masked.slice(index - 2, index));
        braces = 0;
      }
    } else if (char === "\\") index++;
    else if (format && char === "{") braces++;
    else if (format && char === "}") braces--;
    else if (char === quote && braces <= 0) quote = "";
  }
  return quote !== "" && braces <= 0;
}

function each(pattern: RegExp, content: string, visit: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(content); match !== null; match = pattern.exec(content)) visit(match);
}
