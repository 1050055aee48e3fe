import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, Script } from "node:vm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

// What users get: the packed packages, installed by npm in a folder outside the workspace.
const root = join(import.meta.dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "mulligan packed "));
const tarballs = join(folder, "tarballs");
const consumer = join(folder, "consumer");
const recording = join(root, "examples/failing-run/recordings/never-tested/run.traj.json");
const windows = process.platform === "win32";

function run(command: string, commandArguments: readonly string[], cwd = consumer): string {
  const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: "1" };
  for (const key of Object.keys(environment)) if (/^(npm_|NODE_OPTIONS|VITEST)/i.test(key)) delete environment[key];
  return execFileSync(command, commandArguments, {
    cwd,
    encoding: "utf8",
    env: environment,
    shell: windows,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function node(...commandArguments: string[]): string {
  return run(process.execPath, commandArguments);
}

function write(path: string, text: string): void {
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
}

const mulligan = join(consumer, "node_modules/mulligan/dist/mulligan.cjs");

beforeAll(() => {
  mkdirSync(tarballs, { recursive: true });
  const pnpm = join(root, "node_modules/.bin/pnpm");
  run(
    pnpm,
    ["-r", "--filter", "./packages/*", "--filter", "./examples/custom-pack", "pack", "--pack-destination", tarballs],
    root,
  );
  write(join(consumer, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  run("npm", ["install", "--no-audit", "--no-fund", ...readdirSync(tarballs).map((file) => join(tarballs, file))]);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const library = `
const { readText } = READERS; const { createRegistry, diagnose, facts: factsOf } = CORE; const { composePlan } = RENDERER;
const [episode] = readText(FILE, { outcome: { status: "failed" } }).episodes;
const registry = createRegistry({ packs: [PACK] });
const facts = factsOf(episode);
const diagnosis = diagnose(episode, registry, { facts });
const plan = composePlan({ episode, facts, diagnosis, registry });
console.log(diagnosis.primaryFailure, plan.systemPromptAddon.length > 0);
`;

function program(format: "esm" | "cjs"): string {
  const load = (name: string) => (format === "esm" ? `await import("${name}")` : `require("${name}")`);
  const read = format === "esm" ? `(await import("node:fs")).readFileSync` : `require("node:fs").readFileSync`;
  return library
    .replace("READERS", load("@mulligan/readers"))
    .replace("CORE", load("@mulligan/core"))
    .replace("RENDERER", load("@mulligan/renderer"))
    .replace("PACK", `(${load("@mulligan/templates-default")}).templatesDefault`)
    .replace("FILE", `${read}(process.argv[2], "utf8")`);
}

describe("the packed packages", () => {
  it("diagnose and plan from ECMAScript modules", () => {
    write(join(consumer, "use.mjs"), program("esm"));
    expect(node("use.mjs", recording)).toBe("NEVER_TESTED true\n");
  });

  it("diagnose and plan from CommonJS", () => {
    write(join(consumer, "use.cjs"), program("cjs"));
    expect(node("use.cjs", recording)).toBe("NEVER_TESTED true\n");
  });

  it("render where code generation from strings is forbidden", () => {
    write(join(consumer, "use.mjs"), program("esm"));
    expect(node("--disallow-code-generation-from-strings", "use.mjs", recording)).toBe("NEVER_TESTED true\n");
  });

  it.each(["nodenext", "bundler"])("type-check under moduleResolution %s", (resolution) => {
    write(
      join(consumer, "use.mts"),
      `import { createRegistry, defineOptions, diagnose, type Episode } from "@mulligan/core";
import { parseImprovementPlan } from "@mulligan/core/schemas";
import { readText } from "@mulligan/readers";
import { buildRetrySystemPrompt, composePlan } from "@mulligan/renderer";
import { compileTemplate } from "@mulligan/renderer/compile";
import { templatesDefault } from "@mulligan/templates-default";
import { defineConfig } from "mulligan";
const episode: Episode | undefined = readText("{}").episodes[0];
const registry = createRegistry({ packs: [templatesDefault] });
export const options = defineOptions({ times: { type: "number", default: 3, description: "How often" } });
if (episode) {
  const diagnosis = diagnose(episode, registry);
  const primary: string = diagnosis.primaryFailure;
  // @ts-expect-error the primary failure is a text
  const wrong: number = diagnosis.primaryFailure;
  console.log(primary, wrong, composePlan, buildRetrySystemPrompt, compileTemplate, parseImprovementPlan);
}
export default defineConfig({ packs: [templatesDefault] });
`,
    );
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    const tsc = join(root, "node_modules/typescript/bin/tsc");
    const result = run(process.execPath, [
      tsc,
      "--ignoreConfig",
      "--noEmit",
      "--strict",
      "--target",
      "es2023",
      "--lib",
      "es2023,dom",
      "--types",
      "",
      "--module",
      module,
      "--moduleResolution",
      resolution,
      "use.mts",
    ]);
    expect(result).toBe("");
  });

  it("add a failure type of somebody else's pack to the installed command line", () => {
    write(
      join(consumer, "mulligan.config.mjs"),
      `import { defineConfig } from "mulligan";\nexport default defineConfig({ packs: ["@mulligan/templates-default", "@example/mulligan-pack-migrations"] });\n`,
    );
    const packs = node(mulligan, "packs");
    expect(packs).toContain("migrations/MISSING_MIGRATION");
    expect(packs).toContain("default/NEVER_TESTED");
    const plan = JSON.parse(
      node(
        mulligan,
        "plan",
        recording,
        "--json",
        "--failure-type",
        "MISSING_MIGRATION",
        "--evidence",
        "Step 3 changed the schema.",
      ),
    );
    expect(plan).toMatchObject({ failure_type: "MISSING_MIGRATION", primary_id: "migrations/MISSING_MIGRATION" });
    expect(plan.what_went_wrong).not.toBe("");
  });

  it("read a TypeScript configuration", () => {
    rmSync(join(consumer, "mulligan.config.mjs"), { force: true });
    write(
      join(consumer, "mulligan.config.ts"),
      `import { defineConfig } from "mulligan";\nimport pack from "@mulligan/templates-default";\nconst off: false = false;\nexport default defineConfig({ packs: [pack], overrides: { NEVER_TESTED: off } });\n`,
    );
    expect(node(mulligan, "packs")).toMatch(/NEVER_TESTED.*\boff\b/);
    rmSync(join(consumer, "mulligan.config.ts"));
  });

  it("run in a browser bundle without Node's modules, with code generation from strings forbidden", async () => {
    const entry = join(consumer, "browser.mjs");
    write(
      entry,
      `import { createRegistry, diagnose, facts as factsOf } from "@mulligan/core";
import { composePlan } from "@mulligan/renderer";
import { templatesDefault } from "@mulligan/templates-default";
globalThis.planOf = (json) => {
  const episode = JSON.parse(json);
  const registry = createRegistry({ packs: [templatesDefault] });
  const facts = factsOf(episode);
  const diagnosis = diagnose(episode, registry, { facts });
  return composePlan({ episode, facts, diagnosis, registry }).systemPromptAddon;
};`,
    );
    const rolldown = createRequire(join(root, "packages/cli/package.json")).resolve("rolldown");
    const { build } = (await import(pathToFileURL(rolldown).href)) as typeof import("rolldown");
    const output = join(folder, "browser.js");
    await build({ input: entry, platform: "browser", output: { file: output, format: "iife" }, logLevel: "silent" });
    const code = readFileSync(output, "utf8");
    expect(code).not.toMatch(/\brequire\("|from "node:|import\("node:/);
    const { readText } = (await import(
      pathToFileURL(join(root, "packages/readers/dist/index.js")).href
    )) as typeof import("@mulligan/readers");
    const [episode] = readText(readFileSync(recording, "utf8"), { outcome: { status: "failed" } }).episodes;
    const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
    new Script(code).runInContext(context);
    const addon = new Script(`planOf(${JSON.stringify(JSON.stringify(episode))})`).runInContext(context) as string;
    expect(addon).toContain("<previous_attempt_lessons>");
  });
});
