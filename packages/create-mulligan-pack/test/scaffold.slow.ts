import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Outside, root, withDependencies } from "./packed.ts";

// What authors and their users get: everything packed, and installed by npm in folders outside the workspace.
let outside: Outside;
let creator = "";
let pack = "";
let user = "";
let told = "";

beforeAll(() => {
  outside = new Outside();
  creator = join(outside.folder, "creator");
  pack = join(creator, "mulligan-pack-vendoring");
  user = join(outside.folder, "user");
  for (const path of [creator, user]) {
    mkdirSync(path);
    writeFileSync(join(path, "package.json"), '{ "private": true }');
  }
});
afterAll(() => outside.remove());

function run(program: string, commandArguments: readonly string[], cwd: string): string {
  return outside.run(program, commandArguments, cwd);
}

function packed(): string {
  return join(pack, "example-mulligan-pack-vendoring-0.1.0.tgz");
}

const call = (id: string, command: string) => ({
  role: "assistant",
  content: "",
  tool_calls: [{ id, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } }],
});
/** A run that has the failure of the example. */
const recording = JSON.stringify({
  messages: [
    { role: "user", content: "Fix the rounding of prices." },
    call("1", "cat vendor/money/round.js"),
    { role: "tool", tool_call_id: "1", content: "export const round = Math.floor;\n" },
    call("2", "sed -i 's/floor/round/' vendor/money/round.js"),
    { role: "tool", tool_call_id: "2", content: "" },
    { role: "assistant", content: "Done." },
  ],
});

function findingsIn(folder: string): unknown {
  writeFileSync(join(folder, "run.json"), recording);
  const mulligan = join(folder, "node_modules/mulligan/dist/mulligan.cjs");
  const printed = run(process.execPath, [mulligan, "diagnose", "run.json", "--outcome", "failed", "--json"], folder);
  return (JSON.parse(printed) as { findings: unknown }).findings;
}

describe("a pack from the scaffold", () => {
  it("installs, tests, builds, type-checks and packs at once", { timeout: 60_000 }, () => {
    outside.install(creator, withDependencies("create-mulligan-pack"));
    const bin = join(creator, "node_modules/create-mulligan-pack/dist/bin.js");
    const flags = ["--name", "vendoring", "--scope", "@example", "--type", "COPIED_CODE_EDITED", "--yes"];
    expect(run(process.execPath, [bin, ...flags], creator)).toContain("wrote @example/mulligan-pack-vendoring");
    outside.install(pack, withDependencies("@mulligan/pack-kit"));
    expect(run("npm", ["test"], pack)).toMatch(/Tests\s+10 passed/);
    run("npm", ["run", "build"], pack);
    run("npm", ["run", "lint"], pack);
    run("npm", ["pack"], pack);
    expect(readFileSync(packed()).length).toBeGreaterThan(1_000);
  });

  it("is clean for the linter of this repository", () => {
    const oxlint = join(root, "node_modules/.bin/oxlint");
    const rules = JSON.parse(readFileSync(join(root, ".oxlintrc.json"), "utf8")) as object;
    writeFileSync(join(pack, ".oxlintrc.json"), JSON.stringify({ ...rules, $schema: undefined }));
    expect(run(oxlint, ["--type-aware", "src", "test"], pack)).toContain("Found 0 warnings and 0 errors.");
    rmSync(join(pack, ".oxlintrc.json"));
  });

  it("has its documentation up to date, and is told before publishing what is left of the example", () => {
    const bin = join(pack, "node_modules/@mulligan/pack-kit/dist/bin.js");
    expect(run(process.execPath, [bin, "docs", "--check"], pack)).toBe("2 up to date\n");
    try {
      run(process.execPath, [bin, "check"], pack);
    } catch (error) {
      told = (error as Error).message;
    }
    const places = [...told.matchAll(/^(\S+?): left from the scaffold: /gm)].map(([, place]) => place);
    expect(places).toEqual([
      "README.md:3:6",
      "package.json:4:43",
      "src/copied-code-edited/detect.ts:9:4",
      "src/copied-code-edited/improved-strategy.hbs:1:7",
      "src/copied-code-edited/index.ts:9:4",
      "src/copied-code-edited/options.ts:4:4",
      "src/copied-code-edited/plan.hbs:1:7",
      "src/copied-code-edited/system.hbs:1:7",
      "src/copied-code-edited/what-went-wrong.hbs:1:7",
      "test/copied-code-edited.test.ts:5:4",
    ]);
    expect(told).toContain("10 problems in .:");
  });

  it("is ready to publish once nothing of the example is marked as such", () => {
    const files = [...told.matchAll(/^(\S+?):\d+:\d+: left from the scaffold: /gm)].map(([, file]) =>
      join(pack, file!),
    );
    for (const file of files) {
      const text = readFileSync(file, "utf8").replace(/; mulligan-scaffold[^"]*/, "");
      const lines = text.split("\n").filter((line) => !line.includes("mulligan-scaffold"));
      writeFileSync(file, lines.join("\n"));
    }
    expect(run("npm", ["run", "check"], pack)).toMatch(/ready to publish\n$/);
    run("npm", ["test"], pack);
  });

  it("fails in CI where a golden file is missing or says something else, and writes none", () => {
    const golden = join(pack, "test/golden/copied-code-edited/an-edit-of-copied-code.md");
    const text = readFileSync(golden, "utf8");
    writeFileSync(golden, text.replace("Leave copied code", "Change copied code"));
    expect(() => run("npm", ["test"], pack)).toThrow(/Change copied code[^]*Leave copied code/);
    rmSync(golden);
    expect(() => run("npm", ["test"], pack)).toThrow(/detects an edit of copied code/);
    expect(existsSync(golden)).toBe(false);
    writeFileSync(golden, text);
  });

  it("adds its failure type to the command line of who installs it", () => {
    outside.install(user, withDependencies("mulligan"), packed());
    writeFileSync(
      join(user, "mulligan.config.ts"),
      `import { defineConfig } from "mulligan";
export default defineConfig({ packs: ["@mulligan/templates-default", "@example/mulligan-pack-vendoring"] });
`,
    );
    expect(findingsIn(user)).toContainEqual(
      expect.objectContaining({
        id: "example-vendoring/COPIED_CODE_EDITED",
        pack: "@example/mulligan-pack-vendoring",
        steps: [2],
      }),
    );
  });
});

describe("a pack from the scaffold, later", () => {
  it("goes on working with the next minor of Mulligan, without being built anew", () => {
    const later = join(outside.folder, "later");
    mkdirSync(later);
    writeFileSync(join(later, "package.json"), '{ "private": true }');
    const next = outside.released(withDependencies("mulligan"), "0.2.0");
    run("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--strict-peer-deps", ...next, packed()], later);
    writeFileSync(
      join(later, "mulligan.config.mjs"),
      'export default { packs: ["@mulligan/templates-default", "@example/mulligan-pack-vendoring"] };\n',
    );
    const versionOf = (name: string) =>
      (JSON.parse(readFileSync(join(later, "node_modules", name, "package.json"), "utf8")) as { version: string })
        .version;
    expect([versionOf("mulligan"), versionOf("@mulligan/core"), versionOf("@mulligan/templates-default")]).toEqual([
      "0.2.0",
      "0.2.0",
      "0.2.0",
    ]);
    expect(existsSync(join(later, "node_modules/@example/mulligan-pack-vendoring/node_modules"))).toBe(false);
    expect(findingsIn(later)).toContainEqual(
      expect.objectContaining({ id: "example-vendoring/COPIED_CODE_EDITED", steps: [2] }),
    );
  });
});

describe("a strategy from the scaffold in a project", () => {
  it("is in force without a build", () => {
    const project = join(outside.folder, "project");
    mkdirSync(project);
    writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }');
    outside.install(project, withDependencies("mulligan"));
    const bin = join(creator, "node_modules/create-mulligan-pack/dist/bin.js");
    run(process.execPath, [bin, "--local", "--type", "COPIED_CODE_EDITED", "--yes"], project);
    expect(findingsIn(project)).toContainEqual(
      expect.objectContaining({ id: "local/COPIED_CODE_EDITED", pack: "local", steps: [2] }),
    );
  });
});
