import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { compilePack, writeDocs } from "@mulligan/pack-kit";
import type { Answers } from "./answers.js";
import { packageNameOf } from "./answers.js";
import { folderInUseError } from "./errors.js";
import { exampleMeta, exampleOptions } from "./example.js";
import { formsOf, renamer } from "./rename.js";

export const templateFolder: string = join(import.meta.dirname, "..", "template");

/** Writes a whole package into `directory`. @throws MulliganError `folder-in-use`. */
export async function writePack(answers: Answers, directory: string): Promise<void> {
  if (existsSync(directory) && readdirSync(directory).length > 0) throw folderInUseError(answers.directory);
  const rename = renamer(answers);
  for (const path of templatePaths()) {
    const text = readFileSync(join(templateFolder, path), "utf8");
    write(join(directory, rename(path).replace(/^gitignore$/, ".gitignore")), contentOf(path, rename(text), answers));
  }
  if (answers.licence === "MIT") write(join(directory, "LICENSE"), mitLicence(packageNameOf(answers)));
  compilePack(directory);
  const [, , , , title = ""] = formsOf(answers.type);
  const example = { meta: { ...exampleMeta, title }, options: { definitions: exampleOptions } };
  await writeDocs(directory, { pack: { namespace: answers.namespace, strategies: { [answers.type]: example } } });
}

/** Sources of the template; what is generated from them is made anew. */
export function templatePaths(): string[] {
  return readdirSync(templateFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".gen.ts"))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(templateFolder.length + 1)
        .replaceAll("\\", "/"),
    )
    .filter((path) => !path.startsWith("docs/"))
    .sort();
}

function contentOf(path: string, text: string, { licence }: Answers): string {
  if (path !== "package.json") return text;
  const manifest = JSON.parse(text) as { license: string; devDependencies: Record<string, string> };
  const load = createRequire(import.meta.url);
  for (const name of Object.keys(manifest.devDependencies).filter((entry) => entry.startsWith("@mulligan/"))) {
    const { version } = load(`${name}/package.json`) as { version: string };
    manifest.devDependencies[name] = `^${version}`;
  }
  manifest.license = licence;
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

export function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function mitLicence(name: string): string {
  return `MIT License

Copyright (c) the authors of ${name}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
`;
}
