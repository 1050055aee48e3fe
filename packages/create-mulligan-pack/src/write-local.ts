import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { compilePack } from "@mulligan/pack-kit";
import type { Answers } from "./answers.js";
import { folderInUseError } from "./errors.js";
import { formsOf, renamer } from "./rename.js";
import { templateFolder, templatePaths, write } from "./write-pack.js";

/** What was written, relative to the project, and what is left to do. */
export interface WrittenLocal {
  readonly written: readonly string[];
  /** Lines for a configuration that was there before; empty where one was written. */
  readonly configuration: readonly string[];
}

/**
 * Writes a strategy into `directory`, a folder of an existing project, for use straight from its mulligan.config.ts. A
 * folder that holds other strategies gets one more.
 *
 * @throws MulliganError `folder-in-use` where the strategy stands there already.
 */
export function writeLocal(answers: Answers, directory: string, project: string): WrittenLocal {
  const [, folder = ""] = formsOf(answers.type);
  if (existsSync(join(directory, folder))) throw folderInUseError(join(answers.directory, folder));
  const rename = renamer(answers);
  const written: string[] = [];
  const put = (path: string, text: string): void => {
    write(path, text);
    written.push(relative(project, path).replaceAll("\\", "/"));
  };
  for (const path of templatePaths().filter((entry) => entry.startsWith("src/") && entry !== "src/index.ts")) {
    const text = rename(readFileSync(join(templateFolder, path), "utf8"));
    put(join(directory, rename(path.slice("src/".length))), withSourceEndings(text));
  }
  if (usesVitest(project)) put(join(directory, folder, `${folder}.test.ts`), localTest(rename));
  compilePack(directory);

  const from = `./${relative(project, directory).replaceAll("\\", "/")}/strategies.gen.ts`;
  const configuration = [`import { strategies } from "${from}";`, "", "export default defineConfig({ strategies });"];
  const existing = ["ts", "mts", "js", "mjs", "cjs", "json"].some((ending) =>
    existsSync(join(project, `mulligan.config.${ending}`)),
  );
  if (existing) return { written, configuration };
  put(join(project, "mulligan.config.ts"), `import { defineConfig } from "mulligan";\n${configuration.join("\n")}\n`);
  return { written, configuration: [] };
}

/** Node runs these files as they are, without a compiler that maps one ending to the other. */
function withSourceEndings(text: string): string {
  return text.replaceAll(/(from "\.[^"]*)\.js"/g, '$1.ts"');
}

function localTest(rename: (text: string) => string): string {
  const text = readFileSync(join(templateFolder, "test/vendored-edit.test.ts"), "utf8");
  return rename(
    text
      .replace('import pack from "../src/index.js";', 'import { strategies } from "../strategies.gen.ts";')
      .replace("testStrategy(pack,", "testStrategy({ strategies },"),
  );
}

function usesVitest(project: string): boolean {
  const path = join(project, "package.json");
  return existsSync(path) && /"vitest"\s*:/.test(readFileSync(path, "utf8"));
}
