import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMulliganError } from "@mulligan/core";
import { precompileTemplate } from "@mulligan/renderer/compile";
import type { PrecompiledSource } from "@mulligan/renderer/compile";
import { invalidSourcesError, missingSourcesError } from "./errors.js";
import { generatedMark, partialsModule, strategiesModule, templatesModule } from "./generated-modules.js";
import {
  exportNameOf,
  failureTypeOf,
  isFolderName,
  isLanguageTag,
  requiredFiles,
  slotOfFile,
} from "./strategy-folder.js";

export interface CompileOptions {
  /** Write nothing, only say what is out of date. */
  readonly check?: boolean;
}

export interface CompiledPack {
  /** Generated modules that differ from what stood on disk, relative to the pack; written unless `check` is set. */
  readonly changed: readonly string[];
  readonly unchanged: readonly string[];
  /** Generated modules whose sources are gone; removed unless `check` is set. */
  readonly obsolete: readonly string[];
}

/**
 * Compiles the prompt files of the pack in `directory` into the modules that the pack imports. All or nothing: with a
 * problem in any file, nothing is written. Without a folder `src`, `directory` itself holds the folders of the
 * strategies: those of a project, which its configuration imports as TypeScript.
 *
 * @throws MulliganError `missing-sources`, `invalid-sources` (all problems of all files).
 */
export function compilePack(directory: string, { check = false }: CompileOptions = {}): CompiledPack {
  const below = existsSync(join(directory, "src")) ? "src/" : "";
  const sources = join(directory, below);
  if (!existsSync(sources) || promptFolders(sources).size === 0) throw missingSourcesError(directory);
  const problems: string[] = [];
  const modules = generate(sources, below, problems);
  if (problems.length > 0) throw invalidSourcesError(directory, problems);

  const changed: string[] = [];
  const unchanged: string[] = [];
  for (const [path, text] of [...modules].sort(([left], [right]) => compare(left, right))) {
    const target = join(sources, path);
    const same = existsSync(target) && readFileSync(target, "utf8").replaceAll("\r\n", "\n") === text;
    (same ? unchanged : changed).push(`${below}${path}`);
    if (!same && !check) writeFileSync(target, text);
  }
  const obsolete = generatedFiles(sources).filter((path) => !modules.has(path));
  if (!check) for (const path of obsolete) rmSync(join(sources, path));
  return { changed, unchanged, obsolete: obsolete.map((path) => `${below}${path}`) };
}

/** Text of every module by its path below `sources`. */
function generate(sources: string, below: string, problems: string[]): Map<string, string> {
  const modules = new Map<string, string>();
  const folders = promptFolders(sources);
  const partialFiles = folders.get("partials") ?? [];
  const partials = partialFiles.map((file) => file.slice(0, -".hbs".length));
  folders.delete("partials");

  const compile = (file: string, isPartial: boolean): PrecompiledSource | undefined => {
    const source = readFileSync(join(sources, file), "utf8").replaceAll("\r\n", "\n");
    try {
      return precompileTemplate({ file, source, partials, isPartial });
    } catch (error) {
      if (!isMulliganError(error)) throw error;
      problems.push(error.message);
      return undefined;
    }
  };

  const compiledPartials = partialFiles.flatMap((file, index) => {
    const template = compile(`partials/${file}`, true);
    return template === undefined ? [] : [[partials[index]!, template] as const];
  });
  if (compiledPartials.length > 0) modules.set("partials.gen.ts", partialsModule(compiledPartials));

  const slotsOf = (folder: string, files: readonly string[]) =>
    Object.entries(slotOfFile).flatMap(([file, slot]) => {
      const template = files.includes(file) ? compile(`${folder}/${file}`, false) : undefined;
      return template === undefined ? [] : [[slot, template] as const];
    });
  for (const [folder, files] of folders) {
    problems.push(...folderProblems(sources, below, folder, files));
    const translations = foldersWithPrompts(join(sources, folder)).map(([language, texts]) => {
      problems.push(...languageProblems(`${below}${folder}/${language}`, language, texts));
      return [language, slotsOf(`${folder}/${language}`, texts)] as const;
    });
    modules.set(`${folder}/templates.gen.ts`, templatesModule(slotsOf(folder, files), translations));
  }
  if (folders.size > 0)
    modules.set("strategies.gen.ts", strategiesModule([...folders.keys()], below === "" ? ".ts" : ".js"));
  return modules;
}

/** Folders that hold prompt files, with the names of these, ordered by failure type. */
function promptFolders(sources: string): Map<string, string[]> {
  return new Map(
    foldersWithPrompts(sources).sort(([left], [right]) => compare(failureTypeOf(left), failureTypeOf(right))),
  );
}

function foldersWithPrompts(parent: string): [name: string, files: string[]][] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }): [string, string[]] => [
      name,
      readdirSync(join(parent, name))
        .filter((file) => file.endsWith(".hbs"))
        .sort(compare),
    ])
    .filter(([, files]) => files.length > 0)
    .sort(([left], [right]) => compare(left, right));
}

/** A strategy's texts in another language stand in a folder inside its own. */
function languageProblems(folder: string, language: string, files: readonly string[]): string[] {
  const problems = unknownSlots(folder, files);
  if (isLanguageTag(language)) return problems;
  return [
    `${folder}: texts in another language stand in a folder with its tag in lower case as the name, as in de or pt-br`,
    ...problems,
  ];
}

function unknownSlots(folder: string, files: readonly string[]): string[] {
  return files
    .filter((file) => slotOfFile[file] === undefined)
    .map((file) => `${folder}/${file}: no text slot has this name; known: ${Object.keys(slotOfFile).join(", ")}`);
}

function folderProblems(sources: string, below: string, folder: string, files: readonly string[]): string[] {
  const problems: string[] = [];
  if (!isFolderName(folder)) {
    problems.push(
      `${below}${folder}: the folder of a strategy is named after its failure type in lower case with hyphens, as in never-tested`,
    );
  }
  for (const file of requiredFiles) {
    if (!files.includes(file))
      problems.push(`${below}${folder}: ${file} is missing; every strategy has ${requiredFiles.join(", ")}`);
  }
  problems.push(...unknownSlots(`${below}${folder}`, files));
  const index = join(sources, folder, "index.ts");
  const name = exportNameOf(folder);
  if (!existsSync(index) || !new RegExp(`^export const ${name}\\b`, "m").test(readFileSync(index, "utf8"))) {
    problems.push(`${below}${folder}/index.ts: has to hold \`export const ${name} = defineStrategy({ … })\``);
  }
  return problems;
}

function generatedFiles(sources: string): string[] {
  const isGenerated = (path: string) => readFileSync(join(sources, path), "utf8").startsWith(generatedMark);
  return readdirSync(sources, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isFile()) return ["partials.gen.ts", "strategies.gen.ts"].includes(entry.name) ? [entry.name] : [];
      const path = `${entry.name}/templates.gen.ts`;
      return entry.isDirectory() && existsSync(join(sources, path)) ? [path] : [];
    })
    .filter(isGenerated)
    .sort(compare);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
