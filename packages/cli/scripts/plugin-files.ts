import { hookTargets } from "../src/setup/hook-targets.ts";
import type { HookAgent } from "../src/setup/hook-targets.ts";

/** What the plugins are made of, besides the table of the agents. */
export interface PluginSource {
  /** Of the npm package. */
  readonly version: string;
  readonly license: string;
  /** What starts the hook in a folder that an agent has copied. */
  readonly runHook: string;
  readonly opencode: string;
}

const name = "mulligan";
const displayName = "Mulligan";
const description =
  "Asks the agent back before it says that it is done: no tests run, failing tests, edits of unseen files, loops.";
const hooksDescription = "Reads the session by rules when a turn ends, and tells the lessons of earlier sessions.";
const launcher = "run-hook.cjs";

/** The files of the plugins by path, seen from the package's folder `plugins`. */
export function pluginFiles({ version, license, runHook, opencode }: PluginSource): ReadonlyMap<string, string> {
  const manifest = { name, version, description, author: { name: displayName }, license };
  return new Map([
    [".claude-plugin/marketplace.json", json(claudeMarketplace(version))],
    [".agents/plugins/marketplace.json", json(codexMarketplace())],
    ["claude-code/.claude-plugin/plugin.json", json(manifest)],
    [
      "claude-code/hooks/hooks.json",
      json(hooksOf("claude-code", "CLAUDE_PLUGIN_ROOT", { description: hooksDescription })),
    ],
    [`claude-code/${launcher}`, runHook],
    ["codex/.codex-plugin/plugin.json", json({ ...manifest, interface: codexInterface() })],
    ["codex/hooks/hooks.json", json(hooksOf("codex", "PLUGIN_ROOT", {}))],
    [`codex/${launcher}`, runHook],
    ["gemini-cli/gemini-extension.json", json({ name, version, description })],
    ["gemini-cli/hooks/hooks.json", json(hooksOf("gemini-cli", "extensionPath", {}))],
    [`gemini-cli/${launcher}`, runHook],
    ["opencode/mulligan.js", opencode],
  ]);
}

/** The same entries as `mulligan init --hooks` writes, with a command that the agent finds in the plugin's folder. */
function hooksOf(agent: HookAgent, folder: string, around: object): object {
  const command = `node "\${${folder}}/${launcher}" ${agent}`;
  const events: Record<string, unknown[]> = {};
  for (const { path, value } of hookTargets[agent].entries(command, { subagents: false })) {
    events[path.at(-1)!] = [value];
  }
  return { ...around, hooks: events };
}

function claudeMarketplace(version: string): object {
  return {
    name,
    owner: { name: displayName },
    metadata: { description, version },
    plugins: [{ name, source: "./claude-code", description, version }],
  };
}

function codexMarketplace(): object {
  return {
    name,
    interface: { displayName },
    plugins: [
      {
        name,
        source: { source: "local", path: "./codex" },
        policy: { installation: "AVAILABLE", authentication: "ON_INSTALL" },
        category: "Productivity",
      },
    ],
  };
}

function codexInterface(): object {
  return {
    displayName,
    shortDescription: "A second look before a turn ends",
    longDescription: description,
    developerName: displayName,
    category: "Productivity",
  };
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
