import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { compilePack, writeDocs } from "@mulligan/pack-kit";
import { afterAll, describe, expect, it } from "vitest";
import { create } from "../src/index.ts";
import { exampleMeta, exampleOptions, templateNames } from "../src/example.ts";
import { vendoredEdit } from "../template/src/vendored-edit/index.ts";
import { options } from "../template/src/vendored-edit/options.ts";
import pack from "../template/src/index.ts";

const root = mkdtempSync(join(tmpdir(), "mulligan-create-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
function folder(): string {
  count += 1;
  return mkdtempSync(join(root, `${count}-`));
}

function files(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(directory.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

const flags = ["--name", "migrations", "--scope", "@example", "--type", "MISSING_MIGRATION", "--yes"];
const written = [
  ".gitignore",
  "LICENSE",
  "README.md",
  "docs/MISSING_MIGRATION.md",
  "package.json",
  "src/index.ts",
  "src/missing-migration/detect.ts",
  "src/missing-migration/improved-strategy.hbs",
  "src/missing-migration/index.ts",
  "src/missing-migration/options.ts",
  "src/missing-migration/plan.hbs",
  "src/missing-migration/system.hbs",
  "src/missing-migration/templates.gen.ts",
  "src/missing-migration/what-went-wrong.hbs",
  "src/strategies.gen.ts",
  "test/golden/missing-migration/an-edit-of-copied-code.md",
  "test/missing-migration.test.ts",
  "test/pack.test.ts",
  "tsconfig.build.json",
  "tsconfig.json",
];

describe("the template", () => {
  it("is what the scaffold says of it before it is built", () => {
    expect(vendoredEdit.meta).toEqual({ ...exampleMeta, title: templateNames.title });
    expect(options.definitions).toEqual(exampleOptions);
    expect(pack.meta).toEqual({
      api: 1,
      name: templateNames.package,
      version: "0.1.0",
      namespace: templateNames.namespace,
    });
    expect(Object.keys(pack.strategies)).toEqual([templateNames.type]);
  });
});

describe("a new package", () => {
  it("is complete, under its own names, with its generated files up to date", async () => {
    const cwd = folder();
    expect(await create(flags, cwd, null)).toEqual({
      exitCode: 0,
      output: `wrote @example/mulligan-pack-migrations to mulligan-pack-migrations

Next:

  cd mulligan-pack-migrations
  npm install
  npm test
  npm run check    says what is left of the example, and all else before publishing

Mulligan's packages are not on npm yet. In a clone of its repository, after \`npm test\`,

  npx pnpm -r --filter './packages/*' pack --pack-destination FOLDER

packs them; \`npm install FOLDER/*.tgz\` in your folder then takes the place of npm's.`,
      errors: "",
    });
    const directory = join(cwd, "mulligan-pack-migrations");
    expect(files(directory)).toEqual(written);
    expect(compilePack(directory, { check: true })).toMatchObject({ changed: [], obsolete: [] });
    const strategies = { MISSING_MIGRATION: { meta: { ...exampleMeta, title: "Missing migration" }, options } };
    const described = { namespace: "example-migrations", strategies };
    expect(await writeDocs(directory, { check: true, pack: described })).toEqual({
      changed: [],
      unchanged: ["docs/MISSING_MIGRATION.md", "README.md"],
      obsolete: [],
    });
    const named = /vendored[-_ ]?edit|acme/i;
    expect(written.filter((path) => named.test(readFileSync(join(directory, path), "utf8")))).toEqual([]);
  });

  it("takes versions of the installed packages, the licence and the namespace", async () => {
    const cwd = folder();
    const more = ["--licence", "Apache-2.0", "--namespace", "shop", "--directory", "pack"];
    expect(await create([...flags, ...more], cwd, null)).toMatchObject({ exitCode: 0 });
    const manifest = JSON.parse(readFileSync(join(cwd, "pack/package.json"), "utf8"));
    expect(manifest).toMatchObject({
      name: "@example/mulligan-pack-migrations",
      license: "Apache-2.0",
      keywords: ["mulligan-pack"],
      peerDependencies: { "@mulligan/core": ">=0.1.0 <1" },
    });
    expect(manifest.devDependencies["@mulligan/core"]).toMatch(/^\^\d+\.\d+\.\d+$/);
    expect(manifest).not.toHaveProperty("dependencies");
    expect(files(join(cwd, "pack"))).not.toContain("LICENSE");
    expect(readFileSync(join(cwd, "pack/src/index.ts"), "utf8")).toContain('namespace: "shop"');
  });

  it("overwrites nothing", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "notes.txt"), "mine");
    expect(await create([...flags, "--directory", "."], cwd, null)).toEqual({
      exitCode: 1,
      output: "",
      errors: ". holds files already, and nothing is overwritten. Name another folder with --directory.",
    });
    expect(files(cwd)).toEqual(["notes.txt"]);
  });

  it("asks for what is not given, and again for what cannot be used", async () => {
    const cwd = folder();
    const input = new PassThrough();
    const output = new PassThrough();
    let shown = "";
    const answers = ["Migrations", "migrations", "", "", "missing migration", "MISSING_MIGRATION", "", "here"];
    output.on("data", (chunk: Buffer) => {
      shown += chunk.toString();
      if (!chunk.toString().endsWith(": ")) return;
      const answer = answers.shift();
      setImmediate(() => input.write(`${answer}\n`));
    });
    expect(await create([], cwd, { input, output })).toMatchObject({ exitCode: 0 });
    expect(answers).toEqual([]);
    expect(shown).toBe(
      [
        'What is the pack about?: a name is lower case with hyphens, as in migrations; found "Migrations"',
        "What is the pack about?: npm scope, if any: Prefix of the ids (migrations): ",
      ]
        .join("\n")
        .trimEnd()
        .concat(
          ' First failure type: a failure type is written in capitals with underscores, as in MISSING_MIGRATION; found "missing migration"',
          "\nFirst failure type: Licence (MIT): Folder (mulligan-pack-migrations): ",
        ),
    );
    expect(files(join(cwd, "here"))).toContain("package.json");
  });

  it.each([
    [["--yes"], "--name is missing."],
    [["--yes", "--name", "x"], "--type is missing."],
    [["--nmae", "x"], "Unknown option '--nmae'"],
    [["a", "b"], '"b" is one argument too many.'],
    [
      ["--yes", "--name", "My Pack", "--type", "x", "--namespace", "default", "--scope", "acme"],
      `--name: a name is lower case with hyphens, as in migrations; found "My Pack"
--scope: a scope starts with @, as in @acme; found "acme"
--namespace: the namespace "default" is taken; choose one of your own
--type: a failure type is written in capitals with underscores, as in MISSING_MIGRATION; found "x"`,
    ],
  ])("explains %j", async (args, problem) => {
    const { exitCode, errors } = await create(args, folder(), null);
    expect(exitCode).toBe(2);
    expect(errors).toContain(problem);
  });
});

describe("a strategy of a project", () => {
  const local = ["--local", "--type", "MISSING_MIGRATION", "--yes"];

  it("stands beside a new configuration, without a package", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "package.json"), '{ "devDependencies": { "vitest": "^4.0.0" } }');
    const { exitCode, output } = await create(local, cwd, null);
    expect(exitCode).toBe(0);
    expect(output).toBe(`wrote mulligan/missing-migration/detect.ts
wrote mulligan/missing-migration/improved-strategy.hbs
wrote mulligan/missing-migration/index.ts
wrote mulligan/missing-migration/options.ts
wrote mulligan/missing-migration/plan.hbs
wrote mulligan/missing-migration/system.hbs
wrote mulligan/missing-migration/what-went-wrong.hbs
wrote mulligan/missing-migration/missing-migration.test.ts
wrote mulligan.config.ts

Next:

  npm install --save-dev mulligan @mulligan/core @mulligan/pack-kit
  npx mulligan-pack compile mulligan    after each change of a prompt file
  npx mulligan explain MISSING_MIGRATION

Mulligan's packages are not on npm yet. In a clone of its repository, after \`npm test\`,

  npx pnpm -r --filter './packages/*' pack --pack-destination FOLDER

packs them; \`npm install FOLDER/*.tgz\` in your folder then takes the place of npm's.`);
    expect(readFileSync(join(cwd, "mulligan.config.ts"), "utf8")).toBe(
      `import { defineConfig } from "mulligan";
import { strategies } from "./mulligan/strategies.gen.ts";

export default defineConfig({ strategies });
`,
    );
    expect(compilePack(join(cwd, "mulligan"), { check: true })).toEqual({
      changed: [],
      unchanged: ["missing-migration/templates.gen.ts", "strategies.gen.ts"],
      obsolete: [],
    });
  });

  it("joins those that are there, and leaves the configuration to its author", async () => {
    const cwd = folder();
    writeFileSync(join(cwd, "mulligan.config.mjs"), "export default {};\n");
    await create(local, cwd, null);
    const second = await create(["--local", "--type", "UNDOCUMENTED_FLAG", "--yes"], cwd, null);
    expect(second.output).toContain(
      `Add to your configuration:

  import { strategies } from "./mulligan/strategies.gen.ts";

  export default defineConfig({ strategies });
`,
    );
    const generated = readFileSync(join(cwd, "mulligan/strategies.gen.ts"), "utf8");
    expect(generated).toContain('import { missingMigration } from "./missing-migration/index.ts";');
    expect(generated).toContain('import { undocumentedFlag } from "./undocumented-flag/index.ts";');
    expect(await create(local, cwd, null)).toEqual({
      exitCode: 1,
      output: "",
      errors:
        "mulligan/missing-migration holds files already, and nothing is overwritten. Name another folder with --directory.",
    });
  });
});
