import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { importFile } from "../src/config/import-file.js";
import type { Io } from "../src/io.js";
import { folderWith } from "./run.js";

const enumeration = `import { off } from "./off.js";\nenum Level { Low = 1 }\nexport default [Level.Low, off];`;
const off = `export const off: number = 0;`;

const withTypes = Object.getOwnPropertyDescriptor(process.features, "typescript");
beforeEach(() => {
  Object.defineProperty(process.features, "typescript", { value: "strip", configurable: true });
});
afterEach(() => {
  if (withTypes === undefined) delete (process.features as { typescript?: unknown }).typescript;
  else Object.defineProperty(process.features, "typescript", withTypes);
});

/** A Node that can strip types, and fails at this file. */
function failingNode(path: string): { readonly io: Io; readonly asked: () => readonly string[] } {
  const importModule = vi.fn<(specifier: string) => Promise<unknown>>(async (specifier) => {
    if (specifier === pathToFileURL(path).href) throw new SyntaxError("TypeScript enum is not supported");
    return import(specifier) as Promise<unknown>;
  });
  return { io: { importModule } as unknown as Io, asked: () => importModule.mock.calls.map(([name]) => name) };
}

describe("importFile", () => {
  it.each([
    ["a package that npm made, which is CommonJS", { "package.json": `{ "type": "commonjs" }` }],
    ["a package that does not say", { "package.json": `{}` }],
    ["no package", {}],
  ])("does not leave TypeScript to Node in %s", async (_name, files) => {
    const path = join(folderWith({ ...files, "a.ts": enumeration, "off.ts": off }), "a.ts");
    const { io, asked } = failingNode(path);
    expect(await importFile(path, io)).toMatchObject({ default: [1, 0] });
    expect(asked()).toEqual(["jiti"]);
  });

  it.each(["a.ts", "a.mts"])("tries %s of an ES package without Node where Node fails", async (name) => {
    const folder = folderWith({ "package.json": `{ "type": "module" }`, [name]: enumeration, "off.ts": off });
    const path = join(folder, name);
    const { io, asked } = failingNode(path);
    expect(await importFile(path, io)).toMatchObject({ default: [1, 0] });
    expect(asked()).toEqual([pathToFileURL(path).href, "jiti"]);
  });

  it("leaves TypeScript of an ES package to a Node that can", async () => {
    const path = join(folderWith({ "package.json": `{ "type": "module" }`, "a.ts": "" }), "a.ts");
    const importModule = vi.fn<(specifier: string) => Promise<unknown>>(() => Promise.resolve({ default: 7 }));
    expect(await importFile(path, { importModule } as unknown as Io)).toEqual({ default: 7 });
    expect(importModule).toHaveBeenCalledExactlyOnceWith(pathToFileURL(path).href);
  });
});
