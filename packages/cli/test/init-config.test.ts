import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtInPacks } from "../src/index.js";
import { folderWith, mulligan } from "./run.js";

const builtIn = builtInPacks.map(({ meta }) => meta.name);

function pack(name: string, namespace: string, keywords: string[] = ["mulligan-pack"]): Record<string, string> {
  const meta = JSON.stringify({ api: 1, name, version: "1.0.0", namespace });
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: "1.0.0", main: "index.cjs", keywords }),
    [`node_modules/${name}/index.cjs`]: `module.exports = { default: { meta: ${meta}, strategies: {} }, __esModule: true };`,
  };
}

function project(dependencies: Record<string, string>, files: Record<string, string> = {}): string {
  return folderWith({ "package.json": JSON.stringify({ name: "app", devDependencies: dependencies }), ...files });
}

describe("mulligan init", () => {
  it("writes the installed packs that the project depends on, and the built-in ones, as JSON without mulligan", async () => {
    const cwd = project(
      { "@acme/failures": "1", "mulligan-pack-web": "1", "left-pad": "1", "mulligan-pack-gone": "1" },
      {
        ...pack("@acme/failures", "acme"),
        ...pack("mulligan-pack-web", "web"),
        ...pack("left-pad", "left", []),
        ...pack("mulligan-pack-not-asked-for", "other"),
        "src/x.ts": "",
      },
    );
    const { code, out, error } = await mulligan(["init"], { cwd: join(cwd, "src"), environment: { HOME: cwd } });
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(cwd, "mulligan.config.json"), "utf8"))).toEqual({
      packs: [...builtIn, "@acme/failures", "mulligan-pack-web"],
      overrides: {},
    });
    expect(error).toBe("mulligan-pack-gone is not installed and was left out; install it and try again.\n");
    expect(out).toBe(
      [
        "Wrote ../mulligan.config.json with 7 packs: @acme/failures, mulligan-pack-web and the built-in ones.",
        "",
        "Next:",
        "  mulligan packs                     the failure types in force",
        "  mulligan plan RUN                  why a recorded run failed, and what the next attempt is told",
        "  mulligan init --hooks claude-code  Claude Code is asked before it says that it is done",
        "",
      ].join("\n"),
    );
  });

  it("writes TypeScript where mulligan is installed, and names the agent that is", async () => {
    const cwd = project(
      { mulligan: "0" },
      { "node_modules/mulligan/package.json": "{}", "home/.codex/config.toml": "" },
    );
    const { code, out } = await mulligan(["init"], { cwd, environment: { HOME: join(cwd, "home") } });
    expect(code).toBe(0);
    expect(out).toContain("Wrote mulligan.config.ts with 5 packs: the built-in ones.\n");
    expect(out).toContain("  mulligan init --hooks codex ");
    const text = readFileSync(join(cwd, "mulligan.config.ts"), "utf8");
    expect(text).toMatch(
      /^import \{ defineConfig \} from "mulligan";\n\nexport default defineConfig\(\{\n {2}packs: \[\n/,
    );
    for (const name of builtIn) expect(text).toContain(`    "${name}",\n`);
  });

  it("overwrites nothing without --force, and with it only a file of the same kind", async () => {
    const cwd = project({}, { "mulligan.config.json": '{ "packs": [] }' });
    const refused = await mulligan(["init"], { cwd });
    expect([refused.code, refused.out, refused.error]).toEqual([
      2,
      "",
      "mulligan: mulligan.config.json is there already. Add to it, or replace it with --force. `mulligan help init` shows the options.\n",
    ]);
    expect(readFileSync(join(cwd, "mulligan.config.json"), "utf8")).toBe('{ "packs": [] }');
    expect((await mulligan(["init", "--force"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, "mulligan.config.json"), "utf8")).toContain(builtIn[0]);
    const other = await mulligan(["init", "--force", "--format", "ts"], { cwd });
    expect([other.code, other.error]).toEqual([
      2,
      "mulligan: mulligan.config.json is there as well. Remove it, or add the packs to it by hand. `mulligan help init` shows the options.\n",
    ]);
    const byHand = project({}, { "mulligan.config.mjs": "export default {};" });
    expect((await mulligan(["init", "--force"], { cwd: byHand })).code).toBe(2);
    expect(existsSync(join(byHand, "mulligan.config.json"))).toBe(false);
  });

  it("leaves out a pack that would be refused, and says why", async () => {
    const cwd = project(
      { "mulligan-pack-one": "1", "mulligan-pack-same": "1", "mulligan-pack-broken": "1" },
      {
        ...pack("mulligan-pack-one", "one"),
        ...pack("mulligan-pack-same", "one"),
        ...pack("mulligan-pack-broken", "broken"),
        "node_modules/mulligan-pack-broken/index.cjs": "throw new Error('no luck');",
      },
    );
    const { code, error } = await mulligan(["init", "--quiet"], { cwd });
    expect([code, error]).toEqual([0, ""]);
    const { packs } = JSON.parse(readFileSync(join(cwd, "mulligan.config.json"), "utf8")) as { packs: string[] };
    expect(packs).toEqual([...builtIn, "mulligan-pack-one"]);
    const loud = await mulligan(["init", "--force"], { cwd });
    expect(loud.error).toMatch(/mulligan-pack-broken was left out: .*no luck/);
    expect(loud.error).toMatch(/mulligan-pack-same was left out: .*"one"/);
  });

  it("only shows what it would write with --dry-run", async () => {
    const cwd = project({});
    const { out } = await mulligan(["init", "--dry-run", "--format", "ts"], { cwd });
    expect(out).toMatch(/^import \{ defineConfig \}/);
    expect(existsSync(join(cwd, "mulligan.config.ts"))).toBe(false);
  });

  it.each([
    [["--undo"], "--undo goes with --hooks AGENT."],
    [["--format", "yaml"], '--format "yaml" is not one of ts, json.'],
  ])("%j is refused", async (words, message) => {
    const { code, error } = await mulligan(["init", ...words], { cwd: project({}) });
    expect([code, error]).toEqual([2, `mulligan: ${message} \`mulligan help init\` shows the options.\n`]);
  });
});
