import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { hookStatus } from "../src/setup/hook-status.js";
import { hookAgents } from "../src/setup/hook-targets.js";
import type { HookAgent } from "../src/setup/hook-targets.js";
import { folderWith, mulligan } from "./run.js";

function placesWith(files: Record<string, string>) {
  const home = folderWith({ "project/.git/HEAD": "", "mulligan/dist/mulligan.cjs": "", ...files });
  return { home, project: join(home, "project"), environment: {} };
}

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

async function install({ home, project }: { home: string; project: string }, ...words: string[]) {
  return await mulligan(["init", "--hooks", ...words, "--yes"], {
    cwd: project,
    environment: { HOME: home },
    script: join(home, "mulligan/dist/mulligan.cjs"),
  });
}

describe("what the configurations say of the hook", () => {
  it.each(hookAgents)(
    "%s: nothing, then where and when it is called, then that its command has gone",
    async (agent) => {
      const places = placesWith({});
      expect(hookStatus(agent, places)).toEqual({ agent, present: false, installations: [], switchedOff: [] });
      await install(places, agent);
      await install(places, agent, "--project");
      const { present, installations } = hookStatus(agent, places);
      expect([present, installations.map(({ scope }) => scope)]).toEqual([true, ["user", "project"]]);
      const [user] = installations;
      if (agent !== "opencode") {
        expect(user?.events).toHaveLength(2);
        rmSync(join(places.home, "mulligan"), { recursive: true });
        expect(hookStatus(agent, places).installations[0]?.problems[0]).toMatch(
          new RegExp(`mulligan\\.cjs is not there any more; call init --hooks ${agent} again$`),
        );
      }
    },
  );

  it("says of a broken file that it is broken", () => {
    const places = placesWith({ ".claude/settings.json": "{" });
    expect(hookStatus("claude-code", places).installations).toMatchObject([
      { scope: "user", problems: ["it is no JSON (the end is not expected in line 1)"] },
    ]);
  });

  it("knows whether Codex trusts it", async () => {
    const places = placesWith({});
    await install(places, "codex");
    const problem = "Codex does not say that you trust it: confirm it under /hooks";
    expect(hookStatus("codex", places).installations[0]?.problems).toEqual([problem]);
    const hooks = join(places.home, ".codex/hooks.json");
    write(join(places.home, ".codex/config.toml"), `[hooks.state."${hooks}:stop:0:0"]\ntrusted_hash = "sha256:x"\n`);
    expect(hookStatus("codex", places).installations[0]?.problems).toEqual([]);
  });

  it.each<[HookAgent, string, string]>([
    ["claude-code", ".claude/settings.json", '{ "enabledPlugins": { "mulligan@mulligan": true } }'],
    ["codex", ".codex/config.toml", '[plugins."mulligan@mulligan"]\nenabled = true\n'],
    ["gemini-cli", ".gemini/extensions/mulligan/gemini-extension.json", "{}"],
    ["opencode", ".config/opencode/plugins/mulligan.js", ""],
  ])("knows the plugin of %s", (agent, file, text) => {
    const places = placesWith({ [file]: text });
    expect(hookStatus(agent, places).installations.map(({ scope }) => scope)).toEqual(["plugin"]);
    const without = placesWith({ [file.replace("mulligan", "other")]: text.replaceAll("mulligan", "other") });
    expect(hookStatus(agent, without).installations).toEqual([]);
  });

  it.each<[HookAgent, string, string, string]>([
    ["claude-code", ".claude/settings.json", '{ "disableAllHooks": true }', "disableAllHooks is true in "],
    ["claude-code", "project/.claude/settings.json", '{ "disableAllHooks": true }', "disableAllHooks is true in "],
    ["codex", ".codex/config.toml", "[features]\nhooks = false\n", "hooks are false under [features] in "],
    [
      "gemini-cli",
      ".gemini/settings.json",
      '{ "hooksConfig": { "enabled": false } }',
      "hooksConfig.enabled is false in ",
    ],
    [
      "gemini-cli",
      "project/.gemini/settings.json",
      '{ "hooksConfig": { "disabled": ["mulligan"] } }',
      "hooksConfig.disabled names mulligan in ",
    ],
  ])("knows what switches it off: %s, %s", async (agent, file, text, reason) => {
    const places = placesWith({ [file]: text });
    expect(hookStatus(agent, places).switchedOff).toEqual([reason + join(places.home, file)]);
    expect((await install(places, agent)).error).toContain(`It will not be called: ${reason}`);
    const others = hookAgents.filter((other) => other !== agent);
    for (const other of others) expect(hookStatus(other, places).switchedOff).toEqual([]);
  });

  it("is told at once where it would answer twice", async () => {
    const places = placesWith({ ".gemini/extensions/mulligan/gemini-extension.json": "{}" });
    expect((await install(places, "gemini-cli")).error).toContain("It is installed more than once");
  });
});
