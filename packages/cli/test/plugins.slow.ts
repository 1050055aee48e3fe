import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { folderWith } from "./run.js";

const plugins = join(import.meta.dirname, "../plugins");
/** Stands for the command: says how it was called and what it got. */
const echo = `const text = require("node:fs").readFileSync(0, "utf8");
process.stdout.write(JSON.stringify({ from: __filename, words: process.argv.slice(2), got: text }));`;

function runHook(folder: string, path: string): { out: string; error: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, "run-hook.cjs"), "claude-code"], {
    input: "{}",
    encoding: "utf8",
    cwd: folder,
    env: { PATH: path },
  });
  return { out: stdout, error: stderr, status };
}

describe("a plugin that an agent has copied", () => {
  const copied = folderWith({});
  cpSync(join(plugins, "claude-code/run-hook.cjs"), join(copied, "run-hook.cjs"));

  it("finds the command beside it, installed for all, and linked on the path", () => {
    const places = folderWith({
      "package/dist/mulligan.cjs": echo,
      "prefix/bin/node_modules/mulligan/dist/mulligan.cjs": echo,
      "unix/lib/node_modules/mulligan/dist/mulligan.cjs": echo,
      "unix/bin/x": "",
      "links/x": "",
    });
    mkdirSync(join(places, "package/plugins"));
    cpSync(join(plugins, "claude-code"), join(places, "package/plugins/claude-code"), { recursive: true });
    symlinkSync(join(places, "package/dist/mulligan.cjs"), join(places, "links/mulligan"));
    const cases: [folder: string, path: string, found: string][] = [
      [join(places, "package/plugins/claude-code"), "", "package/dist/mulligan.cjs"],
      [copied, join(places, "prefix/bin"), "prefix/bin/node_modules/mulligan/dist/mulligan.cjs"],
      [copied, join(places, "unix/bin"), "unix/lib/node_modules/mulligan/dist/mulligan.cjs"],
      [copied, join(places, "links"), "package/dist/mulligan.cjs"],
    ];
    for (const [folder, path, found] of cases) {
      const { out, error } = runHook(folder, path);
      expect(error).toBe("");
      expect(JSON.parse(out)).toMatchObject({ from: join(places, found), words: ["hook", "claude-code"], got: "{}" });
    }
  });

  it("starts a script of another package manager", () => {
    const places = folderWith({ "bin/mulligan": '#!/bin/sh\nprintf "%s " "$@"; cat\n' });
    chmodSync(join(places, "bin/mulligan"), 0o755);
    expect(runHook(copied, `${join(places, "bin")}:/usr/bin:/bin`).out).toBe("hook claude-code {}");
  });

  it("lets the agent go on where there is none, and runs nothing of the project", () => {
    mkdirSync(join(copied, "node_modules/mulligan/dist"), { recursive: true });
    writeFileSync(join(copied, "node_modules/mulligan/dist/mulligan.cjs"), echo);
    expect(runHook(copied, ".:/nowhere")).toEqual({
      out: "",
      error: "mulligan is not installed, so nothing was checked: npm install --global mulligan\n",
      status: 0,
    });
  });
});

describe("the opencode plugin", () => {
  type Hooks = {
    event(input: object): Promise<void>;
    "experimental.chat.system.transform"(input: object, output: { system: string[] }): Promise<void>;
  };
  const folder = folderWith({
    "dist/mulligan.cjs": `const fs = require("node:fs");
const input = JSON.parse(fs.readFileSync(0, "utf8"));
const session = input.transcript_path && JSON.parse(fs.readFileSync(input.transcript_path, "utf8"));
fs.appendFileSync(${JSON.stringify("CALLS")}, JSON.stringify({ ...input, session, words: process.argv.slice(2) }) + "\\n");
if (input.session_id === "broken") process.stdout.write("no JSON");
else if (input.hook_event_name === "SessionStart") process.stdout.write('{"hookSpecificOutput":{"additionalContext":"Lessons"}}');
else process.stdout.write('{"decision":"block","reason":"Run the tests."}');`,
  });
  const calls = join(folder, "calls.jsonl");
  const script = join(folder, "dist/mulligan.cjs");
  const prompts: object[] = [];
  const messages = [{ info: { role: "assistant" }, parts: [{ type: "text", text: "Done." }] }];
  const client = {
    session: {
      get: ({ path: { id } }: { path: { id: string } }) =>
        Promise.resolve({ data: { id, ...(id === "child" && { parentID: "s" }) } }),
      messages: () => Promise.resolve({ data: messages }),
      prompt: (prompt: object) => {
        prompts.push(prompt);
        return Promise.resolve({});
      },
    },
  };
  let hooks: Hooks;
  const searched = process.env["PATH"];
  const idle = (sessionID: string) => hooks.event({ event: { type: "session.idle", properties: { sessionID } } });
  const told = () =>
    readFileSync(calls, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as object);

  beforeAll(async () => {
    writeFileSync(script, readFileSync(script, "utf8").replace('"CALLS"', JSON.stringify(calls)));
    writeFileSync(join(folder, "package.json"), '{"type":"module"}');
    cpSync(join(plugins, "opencode"), join(folder, "plugins/opencode"), { recursive: true });
    const module = (await import(pathToFileURL(join(folder, "plugins/opencode/mulligan.js")).href)) as {
      Mulligan(input: object): Promise<Hooks>;
    };
    hooks = await module.Mulligan({ client, directory: "/repo" });
  });
  afterAll(() => {
    process.env["PATH"] = searched;
  });

  it("prompts with the reason once, and lets its own prompt's turn end", async () => {
    await idle("s");
    await idle("s");
    expect(prompts).toEqual([{ path: { id: "s" }, body: { parts: [{ type: "text", text: "Run the tests." }] } }]);
    const call = { session_id: "s", cwd: "/repo", hook_event_name: "Stop", last_assistant_message: "Done." };
    expect(told()).toMatchObject([
      { ...call, stop_hook_active: false, words: ["hook", "opencode"], session: { info: { id: "s" }, messages } },
      { ...call, stop_hook_active: true },
    ]);
  });

  it("leaves sub-agents alone, and answers that are none", async () => {
    await idle("child");
    await idle("broken");
    process.env["PATH"] = "";
    await idle("unstarted");
    process.env["PATH"] = searched;
    expect(prompts).toHaveLength(1);
  });

  it("tells a session its lessons, asked for once", async () => {
    const before = told().length;
    for (let turn = 0; turn < 2; turn += 1) {
      const output = { system: ["You are a coding agent."] };
      await hooks["experimental.chat.system.transform"]({ sessionID: "s" }, output);
      expect(output.system).toEqual(["You are a coding agent.", "Lessons"]);
    }
    expect(told()).toHaveLength(before + 1);
  });
});
