import { LineCounter, maskPython } from "./mask.js";
import { ScriptValues } from "./values.js";

export type ScriptLanguage = "python" | "javascript" | "shell" | "ruby" | "perl" | "php" | "other";

/** A file that a script changes when it runs. */
export interface ScriptWrite {
  readonly path: string;
  /** Line of the script, from 1. */
  readonly line: number;
  readonly kind: "write" | "append" | "delete" | "copy" | "move";
  readonly from?: string;
  readonly added?: string;
  readonly removed?: string;
  /** The content is written at once, without anything read from the file before. */
  readonly whole: boolean;
}

const expression = String.raw`((?:[^(),\n]|\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\))+?)`;
const opened = new RegExp(
  String.raw`\bopen\(\s*${expression}\s*,\s*(?:mode\s*=\s*)?["']([wax]b?\+?t?|r\+b?|rb\+|wt|at)["']`,
  "g",
);
const text = new RegExp(
  String.raw`((?:Path\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|[\w.]+))\.write_(?:text|bytes)\(`,
  "g",
);
const pair = new RegExp(
  String.raw`\b(?:shutil|os|fs|File|FileUtils)\.(copyfile|copy2?|move|rename|renames|replace|copyFileSync|renameSync|cp|mv)\(\s*${expression}\s*,\s*${expression}\s*[,)]`,
  "g",
);
const removed = new RegExp(
  String.raw`\b(?:os\.(?:remove|unlink)|fs\.(?:unlinkSync|rmSync|unlink)|File\.delete)\(\s*${expression}\s*[,)]`,
  "g",
);
const inplace = new RegExp(
  String.raw`\bfileinput\.(?:input|FileInput)\(\s*(?:files\s*=\s*)?${expression}\s*,[^)\n]*inplace`,
  "g",
);
const produced = new RegExp(
  String.raw`\.(?:savefig|to_csv|to_excel|to_parquet|to_netcdf|imsave|savetxt)\(\s*${expression}\s*[,)]`,
  "g",
);
const node = new RegExp(
  String.raw`\b(?:fs|fsp|fsPromises|promises|Deno|Bun)\.?(?:promises\.)?(writeFileSync|writeFile|appendFileSync|appendFile|writeTextFileSync|writeTextFile|write)\(\s*${expression}\s*,`,
  "g",
);
const bareNode = new RegExp(String.raw`(?<![.\w])(writeFileSync|appendFileSync|writeFile)\(\s*${expression}\s*,`, "g");
const ruby = new RegExp(String.raw`\b(?:File|IO)\.(?:write|open)\(\s*${expression}\s*,`, "g");

// One alternation costs a third of ten searches, and most scripts write nothing.
const pythonHint = /open\(|\.write_|shutil\.|os\.re|os\.unlink|fileinput|savefig|\.to_|imsave|savetxt/g;
const otherHint = /(?:write|append|copy)File|(?:rename|unlink|rm)Sync|writeText|File\.|IO\.|Deno\.|Bun\./;

/** Which of Python's ways to write a script holds. */
function hintsOf(masked: string): ReadonlySet<string> {
  const found = new Set<string>();
  pythonHint.lastIndex = 0;
  for (let match = pythonHint.exec(masked); match !== null; match = pythonHint.exec(masked)) found.add(match[0]);
  return found;
}

/** The files that a script of the agent writes, copies, moves or deletes when it runs to its end. */
export function scriptWrites(
  source: string,
  language: ScriptLanguage,
  argv: readonly string[] = [],
): readonly ScriptWrite[] {
  const foreign = language !== "python";
  const masked = foreign ? source : maskPython(source);
  const found = hintsOf(masked);
  if (found.size === 0 && !(foreign && otherHint.test(source))) return [];
  const writes: ScriptWrite[] = [];
  // Reading every assignment is dear: most scripts only open files for reading.
  let known: ScriptValues | undefined;
  const valuesOf = (): ScriptValues => (known ??= new ScriptValues(source, masked, argv));
  let change: { added?: string; removed?: string } | undefined;
  const changeOf = (): { added?: string; removed?: string } => (change ??= replacement(source, masked, valuesOf()));
  const has = (hint: string): boolean => found.has(hint);
  const lines = new LineCounter(masked);
  const add = (target: string, index: number, kind: ScriptWrite["kind"], more: Partial<ScriptWrite> = {}): void => {
    for (const path of valuesOf().resolve(target)) {
      if (path === "" || path.includes("\n") || path.length > 300) continue;
      writes.push({ path, line: lines.lineOf(index), kind, whole: false, ...more });
    }
  };
  const read = new Map<string, boolean>();
  if (has("open("))
    each(opened, masked, (match) => {
      const target = match[1]!.trim();
      const reads = read.get(target) ?? opensForReading(masked, target);
      read.set(target, reads);
      const kind = match[2]!.startsWith("a") ? "append" : "write";
      const written = reads || kind === "append" ? undefined : wholeText(source, masked, match.index, valuesOf());
      add(target, match.index, kind, written === undefined ? changeOf() : { added: written, whole: true });
    });
  if (has(".write_"))
    each(text, masked, (match) => {
      const reads = masked.includes("read_text(") || masked.includes("read_bytes(");
      add(match[1]!, match.index, "write", reads ? changeOf() : { ...changeOf(), whole: true });
    });
  if (foreign || has("shutil.") || has("os.re") || masked.includes("fs.") || masked.includes("File"))
    each(pair, masked, (match) => {
      if (match[1] === "replace" && !match[0].startsWith("os.")) return;
      const [from] = valuesOf().resolve(match[2]!);
      const kind = /^(?:copy|cp)/.test(match[1]!) ? "copy" : "move";
      add(match[3]!, match.index, kind, from === undefined ? {} : { from });
    });
  if (foreign || has("os.re") || has("os.unlink"))
    each(removed, masked, (match) => add(match[1]!, match.index, "delete"));
  if (has("fileinput")) each(inplace, masked, (match) => add(match[1]!, match.index, "write"));
  if (has("savefig") || has(".to_") || has("imsave") || has("savetxt"))
    each(produced, masked, (match) => add(match[1]!, match.index, "write", { whole: true }));
  if (foreign) {
    each(node, masked, (match) =>
      add(match[2]!, match.index, match[1]!.startsWith("append") ? "append" : "write", changeOf()),
    );
    each(bareNode, masked, (match) =>
      add(match[2]!, match.index, match[1]!.startsWith("append") ? "append" : "write", changeOf()),
    );
    if (language === "ruby") each(ruby, masked, (match) => add(match[1]!, match.index, "write", changeOf()));
  }
  return unique(writes);
}

/** Old and new text of the replacements that the script makes. */
function replacement(source: string, masked: string, values: ScriptValues): { added?: string; removed?: string } {
  const call =
    /\.replace(?:All)?\(\s*([^\s,][^,\n]{0,200}?|["'][^\n]{0,2000}?["'])\s*,\s*([^\s,)][^,\n)]{0,200}?|["'][^\n]{0,2000}?["'])\s*[,)]/g;
  const added: string[] = [];
  const gone: string[] = [];
  each(call, masked, (match) => {
    const [from] = values.resolve(match[1]!);
    const [to] = values.resolve(match[2]!);
    if (from !== undefined && to !== undefined) {
      gone.push(from);
      added.push(to);
    }
  });
  if (added.length === 0) {
    const names = textVariables(source);
    for (const name of names) if (newName.test(name)) added.push(...values.resolve(name).slice(0, 1));
    for (const name of names) if (oldName.test(name)) gone.push(...values.resolve(name).slice(0, 1));
  }
  return {
    ...(added.length > 0 ? { added: added.join("\n") } : {}),
    ...(gone.length > 0 ? { removed: gone.join("\n") } : {}),
  };
}

const newName = /^(?:new|replacement|fixed|updated)/;
const blank = /\s/;
const wordCharacter = /\w/;
const oldName = /^(?:old|original|target|search)/;
/** Names in front of `= "`, in order. */
function textVariables(source: string): readonly string[] {
  const names: string[] = [];
  for (let at = source.indexOf("="); at >= 0; at = source.indexOf("=", at + 1)) {
    let next = at + 1;
    while (blank.test(source.charAt(next))) next += 1;
    if ("rfu".includes(source[next] ?? " ")) next += 1;
    if (source[next] !== '"' && source[next] !== "'") continue;
    let end = at;
    while (blank.test(source.charAt(end - 1))) end -= 1;
    let start = end;
    while (wordCharacter.test(source.charAt(start - 1))) start -= 1;
    if (start < end) names.push(source.slice(start, end));
  }
  return names;
}

const writing = /\.write\(\s*(?:([rRfFuU]?)("""|''')|(\w+)\s*\))/;
/** Characters behind the opening of a file in which its writing is looked for. */
const nearby = 440;

function wholeText(source: string, masked: string, from: number, values: ScriptValues): string | undefined {
  const match = writing.exec(source.slice(from, from + nearby));
  if (match === null) return undefined;
  if (match[3] !== undefined) return values.resolve(match[3])[0];
  const start = from + match.index + match[0].length;
  const end = source.indexOf(match[2]!, start);
  return end < 0 || masked.length < end ? undefined : source.slice(start, end);
}

function each(pattern: RegExp, content: string, visit: (match: RegExpExecArray) => void): void {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(content); match !== null; match = pattern.exec(content)) visit(match);
}

function unique(writes: readonly ScriptWrite[]): readonly ScriptWrite[] {
  const seen = new Set<string>();
  return writes.filter((write) => {
    const key = `${write.kind} ${write.path}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const readMode = /\s*(?:,\s*["']rb?["']|\)|,\s*encoding|,\s*newline)/y;

function opensForReading(masked: string, target: string): boolean {
  for (let at = masked.indexOf("open("); at >= 0; at = masked.indexOf("open(", at + 5)) {
    if (at > 0 && wordCharacter.test(masked.charAt(at - 1))) continue;
    let start = at + 5;
    while (blank.test(masked.charAt(start))) start += 1;
    if (!masked.startsWith(target, start)) continue;
    readMode.lastIndex = start + target.length;
    if (readMode.test(masked)) return true;
  }
  return false;
}
