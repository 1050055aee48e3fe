import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Outside, root, withDependencies } from "./packed.ts";

// Does what docs/write-your-first-strategy.md says, word for word; only packages come from this repository.
const guide = readFileSync(join(root, "docs/write-your-first-strategy.md"), "utf8");
const blocks = [...guide.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(
  ([, language = "", file = "", text = ""]) => ({ language, file, text }),
);

let outside: Outside;
let creator: string;
beforeAll(() => {
  outside = new Outside();
  creator = join(outside.folder, "author");
  mkdirSync(creator);
  writeFileSync(join(creator, "package.json"), '{ "private": true }');
  outside.install(creator, withDependencies("create-mulligan-pack"));
});
afterAll(() => outside.remove());

/** One line of a shell block; gives the folder in which the next one runs, and what it printed. */
function perform(line: string, cwd: string): { readonly cwd: string; readonly output: string } {
  const [program = "", ...words] = line.match(/(?:[^\s"]|"[^"]*")+/g)!.map((word) => word.replaceAll('"', ""));
  const here = (output: string) => ({ cwd, output });
  if (program === "cd") return { cwd: join(cwd, words[0]!), output: "" };
  if (line.startsWith("npm create mulligan-pack -- ")) {
    const bin = join(creator, "node_modules/create-mulligan-pack/dist/bin.js");
    return here(outside.run(process.execPath, [bin, ...words.slice(3)], cwd));
  }
  if (line === "npm install") {
    outside.install(cwd, withDependencies("@mulligan/pack-kit"));
    return here("");
  }
  if (line.startsWith("npm install --save-dev mulligan ")) {
    outside.install(cwd, withDependencies("mulligan"), ...words.slice(3));
    return here("");
  }
  // Golden files are written as on a desk; in CI they never are.
  return here(outside.run(program, words, cwd, line === "npm test" ? { CI: "" } : {}));
}

it("leads from nothing to a published failure type", () => {
  let cwd = creator;
  let printed = "";
  for (const { language, file, text } of blocks) {
    if (language === "sh") {
      printed = "";
      for (const line of text.trim().split("\n")) {
        const done = perform(line, cwd);
        cwd = done.cwd;
        printed += done.output;
      }
    } else if (language === "text") {
      for (const line of text.trim().split("\n"))
        expect(printed.replaceAll(/ +/g, " ")).toContain(line.replaceAll(/ +/g, " "));
    } else {
      expect(file).not.toBe("");
      mkdirSync(dirname(join(cwd, file)), { recursive: true });
      writeFileSync(join(cwd, file), text);
    }
  }
  expect(cwd.endsWith("shop")).toBe(true);
  expect(blocks.filter(({ language }) => language === "text").length).toBeGreaterThan(3);
});
