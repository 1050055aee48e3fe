import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { pluginFiles } from "../scripts/plugin-files.js";

const root = join(import.meta.dirname, "..");
const folder = join(root, "plugins");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const manifest = JSON.parse(read("package.json")) as { version: string; license: string; files: string[] };
const kebab = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

function document(path: string): Record<string, unknown> {
  return JSON.parse(read(join("plugins", path))) as Record<string, unknown>;
}

interface Group {
  readonly hooks: readonly { readonly type: string; readonly command: string; readonly timeout: number }[];
}

function handlersOf(path: string, knownEvents: readonly string[]): string[] {
  const { hooks } = document(path) as { hooks: Record<string, Group[]> };
  expect(knownEvents).toEqual(expect.arrayContaining(Object.keys(hooks)));
  return Object.values(hooks)
    .flat()
    .flatMap((group) => {
      expect(Object.keys(group)).toEqual(["hooks"]);
      return group.hooks.map(({ type, command, timeout }) => {
        expect([type, Number.isInteger(timeout)]).toEqual(["command", true]);
        return command;
      });
    });
}

describe("the plugins of the agents", () => {
  it("are what their script writes, and nothing else (node scripts/write-plugins.mjs)", () => {
    const { version, license } = manifest;
    const wanted = pluginFiles({
      version,
      license,
      runHook: read("scripts/plugins/run-hook.cjs"),
      opencode: read("scripts/plugins/opencode.js"),
    });
    const present = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => path.replaceAll("\\", "/"));
    expect(present.sort()).toEqual([...wanted.keys()].sort());
    for (const [path, text] of wanted) expect([path, read(join("plugins", path))]).toEqual([path, text]);
  });

  it("are in the package", () => {
    expect(manifest.files).toContain("plugins");
  });

  it("are a marketplace and a plugin for Claude Code", () => {
    const market = document(".claude-plugin/marketplace.json") as {
      name: string;
      owner: { name: string };
      plugins: { name: string; source: string; version: string }[];
    };
    expect(market.name).toMatch(kebab);
    expect(market.owner.name).not.toBe("");
    for (const { name, source, version } of market.plugins) {
      expect(source).toMatch(/^\.\//);
      const plugin = document(join(source, ".claude-plugin/plugin.json"));
      expect([plugin["name"], plugin["version"]]).toEqual([name, version]);
      expect(name).toMatch(kebab);
    }
    // Only the manifest stands in its folder; all else at the plugin's root.
    expect(readdirSync(join(folder, "claude-code/.claude-plugin"))).toEqual(["plugin.json"]);
    const commands = handlersOf("claude-code/hooks/hooks.json", ["Stop", "SubagentStop", "SessionStart"]);
    for (const command of commands) expect(command).toBe('node "${CLAUDE_PLUGIN_ROOT}/run-hook.cjs" claude-code');
  });

  it("are a marketplace and a plugin for Codex", () => {
    const market = document(".agents/plugins/marketplace.json") as {
      name: string;
      interface: { displayName: string };
      plugins: {
        name: string;
        source: { source: string; path: string };
        policy: { installation: string; authentication: string };
        category: string;
      }[];
    };
    expect(market.name).toMatch(kebab);
    expect(market.interface.displayName).not.toBe("");
    for (const { name, source, policy, category } of market.plugins) {
      expect(source).toEqual({ source: "local", path: "./codex" });
      expect(["AVAILABLE", "INSTALLED_BY_DEFAULT", "NOT_AVAILABLE"]).toContain(policy.installation);
      expect(["ON_INSTALL", "ON_USE"]).toContain(policy.authentication);
      expect(category).not.toBe("");
      expect(document(join(source.path, ".codex-plugin/plugin.json"))["name"]).toBe(name);
    }
    expect(readdirSync(join(folder, "codex/.codex-plugin"))).toEqual(["plugin.json"]);
    // Codex refuses a file of hooks with members that it does not know.
    expect(Object.keys(document("codex/hooks/hooks.json"))).toEqual(["hooks"]);
    const commands = handlersOf("codex/hooks/hooks.json", ["Stop", "SubagentStop", "SessionStart"]);
    for (const command of commands) expect(command).toBe('node "${PLUGIN_ROOT}/run-hook.cjs" codex');
  });

  it("are an extension for Gemini CLI", () => {
    const { name, version } = document("gemini-cli/gemini-extension.json");
    expect([name, version]).toEqual(["mulligan", manifest.version]);
    const commands = handlersOf("gemini-cli/hooks/hooks.json", ["AfterAgent", "SessionStart"]);
    for (const command of commands) expect(command).toBe('node "${extensionPath}/run-hook.cjs" gemini-cli');
  });

  it("are a module with one plugin for opencode", async () => {
    const exports = (await import(pathToFileURL(join(folder, "opencode/mulligan.js")).href)) as Record<string, unknown>;
    expect(Object.keys(exports)).toEqual(["Mulligan"]);
    const hooks = await (exports["Mulligan"] as (input: object) => Promise<object>)({ client: {}, directory: "/x" });
    expect(Object.keys(hooks)).toEqual(["event", "experimental.chat.system.transform"]);
  });
});
