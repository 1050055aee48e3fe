import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, mulligan, root } from "./run.js";

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

  it("names secrets that no plan prints", async () => {
    const folder = folderWith({
      "mulligan.config.mjs": `export default { secrets: [{ name: "file name", pattern: /discount\\.js/ }] };`,
    });
    const run = join(root, "examples/failing-run/recordings/never-tested/run.traj.json");
    const { out, error } = await mulligan(["plan", run, "--outcome", "failed"], { cwd: folder });
    expect(error).toBe("");
    expect(out).toContain("`src/[masked file name]`");
  });

  it("brings test runners, tools and path rules for reading runs", async () => {
    const call = { id: "1", type: "function", function: { name: "bash", arguments: '{"command":"zap check"}' } };
    const run = [
      { role: "user", content: "Fix the sum." },
      { role: "assistant", content: "", tool_calls: [call] },
      { role: "tool", tool_call_id: "1", content: "3 good" },
    ];
    const runner = `{ name: "zap", matchesCommand: (words) => words[0] === "zap",
      parseOutput: (output) => ({ ran: true, passed: Number(/(\\d+) good/.exec(output)?.[1] ?? 0), failed: 0, skipped: null, failing: [] }) }`;
    const folder = folderWith({
      "run.json": JSON.stringify(run),
      "mulligan.config.mjs": `export default { runners: [${runner}] };`,
    });
    const testRuns = async (more: string[]) =>
      (await mulligan(["read", "run.json", "--facts", ...more], { cwd: folder })).out.match(/test runs +(.*)/)?.[1];
    expect(await testRuns(["--no-config"])).toBe("none");
    expect(await testRuns([])).toBe("3 passed, 0 failed: 1");
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
    ["a file that is not there", {}, ["--config", "none.mjs"], "--config none.mjs: there is no such file."],
    ["a folder in place of a file", {}, ["--config", "."], "--config .: there is no such file."],
    [
      "a file that throws",
      { "mulligan.config.mjs": `\nthrow new Error("no luck");` },
      [],
      "DIR/mulligan.config.mjs:2 could not be loaded: no luck. Correct it, or pass --no-config to go on with the built-in packs.",
    ],
    [
      "broken JSON",
      { "mulligan.config.json": `{ "packs": [` },
      [],
      "DIR/mulligan.config.json could not be loaded: Unexpected end of JSON input. Correct it, or pass --no-config to go on with the built-in packs.",
    ],
    [
      "an import of a package that is not installed",
      { "mulligan.config.cjs": `require("@nobody/pack/part");` },
      [],
      "DIR/mulligan.config.cjs:1 could not be loaded: Cannot find module '@nobody/pack/part'. Install the package beside it: npm install --save-dev @nobody/pack",
    ],
    [
      "a default export that is no configuration",
      { "mulligan.config.mjs": "export default 3;" },
      [],
      "1 problem with DIR/mulligan.config.mjs:\n  the default export has to be an object, as defineConfig({ packs: [...] }) gives, found 3",
    ],
    [
      "a missing default export",
      { "mulligan.config.mjs": "export const packs = [];" },
      [],
      "1 problem with DIR/mulligan.config.mjs:\n  it has no default export; write `export default defineConfig({ ... })`",
    ],
    [
      "members of the wrong kind, all of them at once",
      {
        "mulligan.config.json": JSON.stringify({
          pack: [],
          packs: [3, ""],
          strategies: [],
          overrides: {
            A: true,
            B: { severity: "bad", color: 1, enabled: "no", priority: "high" },
            C: { templates: { intro: {} } },
            D: { templates: { plan: "Do it." } },
          },
        }),
      },
      [],
      `11 problems with DIR/mulligan.config.json:
  pack: there is no such member; known are packs, strategies, overrides, runners, tools, paths, secrets
  packs[0]: has to be a pack or its npm name, found 3
  packs[1]: has to be a pack or its npm name, found ""
  strategies: has to be an object of strategies by failure type, found a list
  overrides.A: has to be false or an object of enabled, severity, priority, options, templates, found true
  overrides.B.color: is unknown; known: enabled, severity, priority, options, templates
  overrides.B.enabled: has to be true or false, found "no"
  overrides.B.severity: has to be one of critical, major, minor, none, found "bad"
  overrides.B.priority: has to be a number, found "high"
  overrides.C.templates.intro: is no slot; known: whatWentWrong, improvedStrategy, plan, system, user, again
  overrides.D.templates.plan: has to be a compiled template, found "Do it."; run \`mulligan-pack compile\``,
    ],
    [
      "a package that is no pack",
      { "mulligan.config.json": `{ "packs": ["./odd.mjs"] }`, "odd.mjs": "export const answer = 42;" },
      [],
      'DIR/mulligan.config.json: the package "./odd.mjs" exports no template pack (a default export made with defineTemplatePack). It exports: answer.',
    ],
    [
      "a package of several packs",
      {
        "mulligan.config.json": `{ "packs": ["./two.mjs"] }`,
        "two.mjs": `import pack from "./pack.mjs";\nexport const one = pack;\nexport const two = { ...pack };`,
        "pack.mjs": packModule("mine"),
      },
      [],
      'DIR/mulligan.config.json: the package "./two.mjs" exports several template packs (one, two) and none as its default. Import the one you mean and put it into packs.',
    ],
    [
      "a pack that is missing",
      { "mulligan.config.json": `{ "packs": ["@nobody/pack"] }` },
      [],
      'DIR/mulligan.config.json: the pack "@nobody/pack" is not to be found from here. Install it beside this file: npm install --save-dev @nobody/pack',
    ],
    [
      "a pack file that is missing",
      { "mulligan.config.json": `{ "packs": ["./pack.mjs"] }` },
      [],
      'DIR/mulligan.config.json: there is no pack at "./pack.mjs", seen from this file.',
    ],
    [
      "a pack that throws",
      { "mulligan.config.json": `{ "packs": ["./pack.mjs"] }`, "pack.mjs": `throw new Error("no luck");` },
      [],
      'DIR/mulligan.config.json: the pack "./pack.mjs" could not be loaded: no luck. Ask its author, or take it out of packs.',
    ],
    [
      "a pack that needs a package which is not installed",
      { "mulligan.config.json": `{ "packs": ["./pack.cjs"] }`, "pack.cjs": `require("not-there");` },
      [],
      "DIR/mulligan.config.json: the pack \"./pack.cjs\" could not be loaded: Cannot find module 'not-there'. Install the package that it needs: npm install --save-dev not-there",
    ],
    [
      "an override of nothing",
      {
        "mulligan.config.mjs": `import pack from "./pack.mjs";\nexport default { packs: [pack], overrides: { FAST: false } };`,
        "pack.mjs": packModule("mine"),
      },
      [],
      'DIR/mulligan.config.mjs: overrides: no strategy is called "FAST". Known: mine/SLOW.',
    ],
    [
      "two packs with one namespace",
      {
        "mulligan.config.mjs": `import a from "./a.mjs";\nimport b from "./b.mjs";\nexport default { packs: [a, b] };`,
        "a.mjs": packModule("same"),
        "b.mjs": packModule("same"),
      },
      [],
      'DIR/mulligan.config.mjs: pack-same@1.0.0 and pack-same@1.0.0 both claim the namespace "same". Two copies of pack-same are installed; `pnpm why pack-same` (or `npm ls pack-same`) shows who brings them.',
    ],
  ])("says what is wrong with %s", async (_name, files, more, message) => {
    const folder = folderWith(files);
    const { code, error } = await mulligan(["packs", ...more], { cwd: folder });
    expect({ code, error: error.replaceAll(folder, "DIR") }).toEqual({ code: 2, error: `mulligan: ${message}\n` });
  });

  it("takes packs by name from where the configuration stands, also those made for `import` alone", async () => {
    const folder = folderWith({
      "mulligan.config.json": `{ "packs": ["@team/pack", "plain-pack/extra"] }`,
      "node_modules/@team/pack/package.json": `{ "type": "module", "exports": { "types": "./x.d.ts", "import": { "default": "./main.js" } } }`,
      "node_modules/@team/pack/main.js": packModule("team").replace("export default", "export const pack ="),
      "node_modules/plain-pack/package.json": `{ "type": "module", "exports": { ".": "./none.js", "./extra": { "import": "./extra.js" } } }`,
      "node_modules/plain-pack/extra.js": packModule("plain"),
    });
    const { out, error } = await mulligan(["packs"], { cwd: folder });
    expect(error).toBe("");
    expect(out).toContain("team/SLOW");
    expect(out).toContain("plain/SLOW");
  });

  it("understands what a compiler made of an ES module", async () => {
    const folder = folderWith({
      "mulligan.config.cjs": `Object.defineProperty(exports, "__esModule", { value: true });\nexports.default = { overrides: { NEVER_TESTED: false } };`,
    });
    expect((await mulligan(["packs"], { cwd: folder })).out).toMatch(/NEVER_TESTED +major +cause +off/);
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
    expect(out).toContain("No failure found, and the outcome is unknown");
    expect(error).toBe("run.json: The detector of mine/SLOW (pack-mine) threw: no luck\n");
  });
});
