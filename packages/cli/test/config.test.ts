import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan } from "./run.js";

const packModule = (namespace: string, more = "") => `
const asset = (file) => ({ file, source: "x", hash: "0123456789abcdef", precompiled: { compiler: [8, ">= 4.3.0"], main: () => "x" } });
export default { meta: { api: 1, name: "pack-${namespace}", version: "1.0.0", namespace: "${namespace}" }, strategies: { SLOW: {
  meta: { title: "Too slow", summary: "It was slow.", severity: "minor" }, ${more}
  templates: { whatWentWrong: asset("a.hbs"), improvedStrategy: asset("b.hbs"), plan: asset("c.hbs") } } } };
`;

function failure(cwd: string): Promise<{ code: number; error: string }> {
  return mulligan(["packs"], { cwd }).then(({ code, error }) => ({ code, error: error.replaceAll(cwd, "DIR") }));
}

describe("mulligan.config", () => {
  it("is found upwards, names packs by path or package, and changes strategies", async () => {
    const folder = folderWith({
      "mulligan.config.mjs": `import pack from "./pack.mjs";\nexport default { packs: [pack, "@mulligan/templates-default"], overrides: { SLOW: { severity: "major" }, NEVER_TESTED: false } };`,
      "pack.mjs": packModule("mine"),
    });
    mkdirSync(join(folder, "deep/er"), { recursive: true });
    const { out, error } = await mulligan(["packs", "--json"], { cwd: join(folder, "deep/er") });
    expect(error).toBe("");
    const { config, packs, strategies } = JSON.parse(out) as {
      config: string;
      packs: { namespace: string }[];
      strategies: { id: string; enabled: boolean; severity: string; overridden: string[] }[];
    };
    expect(config).toBe(join(folder, "mulligan.config.mjs"));
    expect(packs.map(({ namespace }) => namespace)).toEqual(["mine", "default"]);
    expect(strategies.find(({ id }) => id === "mine/SLOW")).toMatchObject({
      severity: "major",
      overridden: ["severity"],
    });
    expect(strategies.find(({ id }) => id === "default/NEVER_TESTED")).toMatchObject({ enabled: false });
  });

  it("is read from TypeScript", async () => {
    const folder = folderWith({
      "mulligan.config.ts": `const off: false = false;\nexport default { overrides: { NEVER_TESTED: off } };`,
    });
    const { out, error } = await mulligan(["packs"], { cwd: folder });
    expect(error).toBe("");
    expect(out).toMatch(/default\/NEVER_TESTED +major +cause +off/);
  });

  it("is read from JSON and CommonJS, and left alone with --no-config", async () => {
    for (const files of [
      { "mulligan.config.json": `{ "overrides": { "NEVER_TESTED": false } }` },
      { "mulligan.config.cjs": `module.exports = { overrides: { NEVER_TESTED: false } };` },
    ]) {
      const folder = folderWith(files);
      expect((await mulligan(["packs"], { cwd: folder })).out).toMatch(/NEVER_TESTED +major +cause +off/);
      expect((await mulligan(["packs", "--no-config"], { cwd: folder })).out).toMatch(/NEVER_TESTED +major +cause +on/);
    }
  });

  it("brings strategies of its own", async () => {
    const folder = folderWith({
      "mulligan.config.mjs": `import pack from "./pack.mjs";\nexport default { strategies: { ODD: pack.strategies.SLOW } };`,
      "pack.mjs": packModule("mine"),
    });
    expect((await mulligan(["packs"], { cwd: folder })).out).toContain("local/ODD");
  });

  it.each([
    ["a file that is not there", {}, ["--config", "none.mjs"], "mulligan: --config none.mjs: there is no such file.\n"],
    [
      "a file that throws",
      { "mulligan.config.mjs": `throw new Error("no luck");` },
      [],
      "mulligan: DIR/mulligan.config.mjs could not be loaded: no luck\n",
    ],
    [
      "a default export that is no configuration",
      { "mulligan.config.mjs": "export default 3;" },
      [],
      "mulligan: DIR/mulligan.config.mjs: its default export is number. It has to export, as its default, defineConfig({ packs: [...], strategies?: {...}, overrides?: {...} }).\n",
    ],
    [
      "an unknown member",
      { "mulligan.config.json": `{ "pack": [] }` },
      [],
      'mulligan: DIR/mulligan.config.json: it has the unknown member "pack". It has to export, as its default, defineConfig({ packs: [...], strategies?: {...}, overrides?: {...} }).\n',
    ],
    [
      "a package that is no pack",
      { "mulligan.config.json": `{ "packs": ["./odd.mjs"] }`, "odd.mjs": "export const answer = 42;" },
      [],
      'mulligan: DIR/mulligan.config.json: the package "./odd.mjs" exports no template pack (a default export made with defineTemplatePack). It exports: answer.\n',
    ],
    [
      "an override of nothing",
      {
        "mulligan.config.mjs": `import pack from "./pack.mjs";\nexport default { packs: [pack], overrides: { FAST: false } };`,
        "pack.mjs": packModule("mine"),
      },
      [],
      'mulligan: DIR/mulligan.config.mjs: overrides: no strategy is called "FAST". Known: mine/SLOW.\n',
    ],
    [
      "two packs with one namespace",
      {
        "mulligan.config.mjs": `import a from "./a.mjs";\nimport b from "./b.mjs";\nexport default { packs: [a, b] };`,
        "a.mjs": packModule("same"),
        "b.mjs": packModule("same"),
      },
      [],
      'mulligan: DIR/mulligan.config.mjs: pack-same@1.0.0 and pack-same@1.0.0 both claim the namespace "same". Two copies of pack-same are installed; `pnpm why pack-same` (or `npm ls pack-same`) shows who brings them.\n',
    ],
  ])("says what is wrong with %s", async (_name, files, more, message) => {
    const folder = folderWith(files);
    const { code, error } = await mulligan(["packs", ...more], { cwd: folder });
    expect({ code, error: error.replaceAll(folder, "DIR") }).toEqual({ code: 2, error: message });
  });

  it("says how to install a pack that is missing", async () => {
    const { code, error } = await failure(folderWith({ "mulligan.config.json": `{ "packs": ["@nobody/pack"] }` }));
    expect(code).toBe(2);
    expect(error).toMatch(
      /^mulligan: DIR\/mulligan\.config\.json: the pack "@nobody\/pack" could not be loaded: .*\. Install it beside the configuration: npm install --save-dev @nobody\/pack\n$/,
    );
  });

  it("lists every problem of a broken pack", async () => {
    const folder = folderWith({
      "mulligan.config.mjs": `export { default } from "./config.mjs";`,
      "config.mjs": `export default { packs: [{ meta: {}, strategies: { lower: {} } }] };`,
    });
    const { error } = await failure(folder);
    expect(error.split("\n").length).toBeGreaterThan(6);
    expect(error).toContain(
      "packs[0] meta.namespace: has to be lower case with hyphens, as in acme-mobile, found nothing",
    );
  });

  it("keeps a throwing detector from spoiling the rest", async () => {
    const folder = folderWith({
      "mulligan.config.mjs": `import pack from "./pack.mjs";\nexport default { packs: [pack, "@mulligan/templates-default"] };`,
      "pack.mjs": packModule("mine", `detect() { throw new Error("no luck"); },`),
    });
    writeFileSync(
      join(folder, "run.json"),
      `{"trajectory": [{"action": "ls", "observation": "a.py"}], "history": [], "info": {}}`,
    );
    const { out, error, code } = await mulligan(["diagnose", "run.json"], { cwd: folder });
    expect(code).toBe(0);
    expect(out).toContain("Primary failure: ");
    expect(error).toBe("run.json: The detector of mine/SLOW (pack-mine) threw: no luck\n");
  });
});
