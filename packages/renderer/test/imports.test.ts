import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const sources = join(import.meta.dirname, "../src");
const files = readdirSync(sources, { recursive: true, encoding: "utf8" })
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => path.endsWith(".ts"));

/** Files with an import, other than of types, that `pattern` fits. */
function importing(pattern: RegExp): string[] {
  const statement = /^(?:import|export)\s+(?!type\b)[^;]*?from\s+"([^"]+)"/gm;
  return files
    .filter((path) =>
      [...readFileSync(join(sources, path), "utf8").matchAll(statement)].some(([, name = ""]) => pattern.test(name)),
    )
    .sort();
}

it("nothing loads the runtime of Handlebars", () => {
  expect(importing(/^handlebars\//)).toEqual([]);
});

it("only the compiler's folder names the whole of Handlebars, and nothing outside it imports from there", () => {
  expect(importing(/^handlebars$/)).toEqual(["compile/precompile-template.ts"]);
  expect(importing(/\/compile\//)).toEqual([]);
});
