import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { StrategyMeta } from "@mulligan/core";
import type { PackUnderTest } from "../conformance/registry-of.js";
import { missingExampleError, unmarkedPageError } from "../errors.js";
import { loadPack } from "../load-pack.js";
import { folderNameOf } from "../strategy-folder.js";
import { markdownTable } from "./markdown.js";
import { hasMark, marked, withMarkedPart } from "./marked-part.js";
import { optionsOf, typePage } from "./type-page.js";

export interface DocsOptions {
  /** Write nothing, only say what is out of date. */
  readonly check?: boolean;
  /** What the pages say of the pack; default: the built pack is asked. */
  readonly pack?: DocumentedPack;
}

/** What the pages need to know. A pack has it all; so may a description of one that is not built yet. */
export interface DocumentedPack {
  readonly namespace: string;
  readonly strategies: Readonly<Record<string, { readonly meta: StrategyMeta; readonly options?: unknown }>>;
}

export interface WrittenDocs {
  /** Pages that differ from what stood on disk, relative to the pack; written unless `check` is set. */
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Pages with a generated part whose failure type is gone; left for their author to remove. */
  readonly obsolete: readonly string[];
}

/**
 * Writes a page per failure type and the table of the README from the built pack and its golden files. What stands
 * outside of the marks is kept.
 *
 * @throws MulliganError `not-built`, `not-imported`, `not-a-pack`, `missing-example`, `unmarked-page`.
 */
export async function writeDocs(directory: string, { check = false, pack }: DocsOptions = {}): Promise<WrittenDocs> {
  return writePages(directory, docsOf(directory, pack ?? documented(await loadPack(directory))), check);
}

export function documented({ meta, strategies }: PackUnderTest): DocumentedPack {
  return { namespace: meta?.namespace ?? "local", strategies };
}

/** The generated parts by their pages. */
export function docsOf(directory: string, { namespace, strategies }: DocumentedPack): ReadonlyMap<string, string> {
  const types = Object.keys(strategies).sort();
  const pages = types.map((type): [string, string] => {
    const { meta, options: schema } = strategies[type]!;
    const options = optionsOf(schema);
    return [pageOf(type), typePage({ type, namespace, meta, options, example: exampleOf(directory, type) })];
  });
  const rows = types.map((type) => {
    const { title, summary, severity } = strategies[type]!.meta;
    return [`[\`${type}\`](${pageOf(type)})`, severity, `${title}. ${summary}`];
  });
  return new Map([...pages, ["README.md", markdownTable(["Type", "Severity", "Finds"], rows)]]);
}

/** Writes, or with `check` only compares, the generated parts in their pages. */
export function writePages(directory: string, parts: ReadonlyMap<string, string>, check: boolean): WrittenDocs {
  const texts = [...parts].map(([path, part]) => ({ path, text: pageText(directory, path, part) }));
  const changed: string[] = [];
  const unchanged: string[] = [];
  for (const { path, text } of texts) {
    const target = join(directory, path);
    const same = textOf(target) === text;
    (same ? unchanged : changed).push(path);
    if (same || check) continue;
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }
  return { changed, unchanged, obsolete: obsoletePages(directory, parts) };
}

function pageText(directory: string, path: string, part: string): string {
  const before = textOf(join(directory, path));
  if (before === null) {
    const title = path === "README.md" ? "# Failure types" : `# ${path.slice("docs/".length, -".md".length)}`;
    return `${title}\n\n${marked(part)}\n`;
  }
  if (!hasMark(before)) return `${before.trimEnd()}\n\n${marked(part)}\n`;
  const text = withMarkedPart(before, part);
  if (text === null) throw unmarkedPageError(path);
  return text;
}

function obsoletePages(directory: string, parts: ReadonlyMap<string, string>): string[] {
  const folder = join(directory, "docs");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((file) => `docs/${file}`)
    .filter((path) => path.endsWith(".md") && !parts.has(path) && hasMark(textOf(join(directory, path)) ?? ""))
    .sort();
}

/** The first golden file of the type by name. */
function exampleOf(directory: string, type: string): string {
  const folder = `test/golden/${folderNameOf(type)}`;
  const path = join(directory, folder);
  const [first] = existsSync(path)
    ? readdirSync(path)
        .filter((file) => file.endsWith(".md"))
        .sort()
    : [];
  if (first === undefined) throw missingExampleError(type, folder);
  return textOf(join(path, first)) ?? "";
}

function pageOf(type: string): string {
  return `docs/${type}.md`;
}

function textOf(path: string): string | null {
  return existsSync(path) ? readFileSync(path, "utf8").replaceAll("\r\n", "\n") : null;
}
