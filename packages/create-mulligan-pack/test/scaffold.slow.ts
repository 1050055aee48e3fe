import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// What authors and their users get: everything packed, and installed by npm in folders outside the workspace.
const root = join(import.meta.dirname, "../../..");
const folder = mkdtempSync(join(tmpdir(), "mulligan scaffold "));
const tarballs = join(folder, "tarballs");
const creator = join(folder, "creator");
const pack = join(creator, "mulligan-pack-vendoring");
const user = join(folder, "user");
const windows = process.platform === "win32";

function run(command: string, commandArguments: readonly string[], cwd: string): string {
  const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1", CI: "1" };
  for (const key of Object.keys(environment)) if (/^(npm_|NODE_OPTIONS|VITEST)/i.test(key)) delete environment[key];
  try {
    return execFileSync(command, commandArguments, {
      cwd,
      encoding: "utf8",
      env: environment,
      shell: windows,
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${command} ${commandArguments.join(" ")}\n${stdout}\n${stderr}`, { cause: error });
  }
}

function tarball(name: string): string {
  const found = readdirSync(tarballs).find((file) => file.replace(/-\d.*$/, "") === name);
  if (found === undefined) throw new Error(`no tarball of ${name}`);
  return join(tarballs, found);
}

function install(cwd: string, ...names: string[]): void {
  run("npm", ["install", "--no-audit", "--no-fund", "--no-save", ...names.map(tarball)], cwd);
}

const library = ["mulligan-core", "mulligan-readers", "mulligan-renderer", "mulligan-evaluation", "mulligan-pack-kit"];
const packs = ["default", "integrity", "process", "tooling", "verification"].map(
  (name) => `mulligan-templates-${name}`,
);

let told = "";

beforeAll(() => {
  for (const path of [tarballs, creator, user]) mkdirSync(path, { recursive: true });
  const pnpm = join(root, "node_modules/.bin/pnpm");
  run(pnpm, ["-r", "--filter", "./packages/*", "pack", "--pack-destination", tarballs], root);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a pack from the scaffold", () => {
  it("installs, tests, builds, type-checks and packs at once", { timeout: 60_000 }, () => {
    writeFileSync(join(creator, "package.json"), '{ "private": true }');
    install(creator, "create-mulligan-pack", ...library);
    const bin = join(creator, "node_modules/create-mulligan-pack/dist/bin.js");
    const flags = ["--name", "vendoring", "--scope", "@example", "--type", "COPIED_CODE_EDITED", "--yes"];
    expect(run(process.execPath, [bin, ...flags], creator)).toContain("wrote @example/mulligan-pack-vendoring");
    install(pack, ...library);
    expect(run("npm", ["test"], pack)).toMatch(/Tests\s+10 passed/);
    run("npm", ["run", "build"], pack);
    run("npm", ["run", "lint"], pack);
    run("npm", ["pack"], pack);
    const packed = join(pack, "example-mulligan-pack-vendoring-0.1.0.tgz");
    expect(readFileSync(packed).length).toBeGreaterThan(1_000);
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
    const files = [...told.matchAll(/^(\S+?):\d+:\d+: left from the scaffold: /gm)].map(([, file]) => join(pack, file!));
    for (const file of files) {
      const text = readFileSync(file, "utf8").replace(/; mulligan-scaffold[^"]*/, "");
      const lines = text.split("\n").filter((line) => !line.includes("mulligan-scaffold"));
      writeFileSync(file, lines.join("\n"));
    }
    expect(run("npm", ["run", "check"], pack)).toMatch(/ready to publish\n$/);
    run("npm", ["test"], pack);
  });

  it("adds its failure type to the command line of who installs it", () => {
    writeFileSync(join(user, "package.json"), '{ "private": true }');
    const own = join(pack, "example-mulligan-pack-vendoring-0.1.0.tgz");
    const parts = ["mulligan", ...library, ...packs].filter((name) => name !== "mulligan-pack-kit").map(tarball);
    run("npm", ["install", "--no-audit", "--no-fund", own, ...parts], user);
    writeFileSync(
      join(user, "mulligan.config.ts"),
      `import { defineConfig } from "mulligan";
export default defineConfig({ packs: ["@mulligan/templates-default", "@example/mulligan-pack-vendoring"] });
`,
    );
    const call = (id: string, command: string) => ({
      role: "assistant",
      content: "",
      tool_calls: [{ id, type: "function", function: { name: "bash", arguments: JSON.stringify({ command }) } }],
    });
    const messages = [
      { role: "user", content: "Fix the rounding of prices." },
      call("1", "cat vendor/money/round.js"),
      { role: "tool", tool_call_id: "1", content: "export const round = Math.floor;\n" },
      call("2", "sed -i 's/floor/round/' vendor/money/round.js"),
      { role: "tool", tool_call_id: "2", content: "" },
      { role: "assistant", content: "Done." },
    ];
    writeFileSync(join(user, "run.json"), JSON.stringify({ messages }));
    const mulligan = join(user, "node_modules/mulligan/dist/mulligan.cjs");
    const printed = run(process.execPath, [mulligan, "diagnose", "run.json", "--outcome", "failed", "--json"], user);
    const { findings } = JSON.parse(printed) as { findings: { id: string; pack: string; steps: number[] }[] };
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: "example-vendoring/COPIED_CODE_EDITED",
        pack: "@example/mulligan-pack-vendoring",
        steps: [2],
      }),
    );
  });
});
