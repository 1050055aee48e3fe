import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { hookAgents } from "../src/setup/hook-targets.js";
import type { HookAgent } from "../src/setup/hook-targets.js";
import { isOwnCommand, ownScript } from "../src/setup/own-command.js";
import { folderWith, mulligan } from "./run.js";
import type { Result } from "./run.js";

const script = "/opt/node_modules/mulligan/dist/mulligan.cjs";
const command = `node ${script} hook`;

interface Home {
  readonly home: string;
  readonly init: (...words: string[]) => Promise<Result>;
}

function homeWith(
  files: Record<string, string> = {},
  io: { input?: string; terminal?: boolean; script?: string } = {},
): Home {
  const home = folderWith(files);
  mkdirSync(join(home, "project/.git"), { recursive: true });
  return {
    home,
    init: (...words) =>
      mulligan(["init", "--hooks", ...words], {
        cwd: join(home, "project"),
        environment: { HOME: home, XDG_STATE_HOME: join(home, "state") },
        script,
        ...io,
      }),
  };
}

const userFiles: Readonly<Record<HookAgent, string>> = {
  "claude-code": ".claude/settings.json",
  codex: ".codex/hooks.json",
  "gemini-cli": ".gemini/settings.json",
  copilot: ".copilot/hooks/mulligan.json",
  cursor: ".cursor/hooks.json",
  opencode: ".config/opencode/opencode.json",
};

const projectFiles: Readonly<Record<HookAgent, string>> = {
  "claude-code": ".claude/settings.local.json",
  codex: ".codex/hooks.json",
  "gemini-cli": ".gemini/settings.json",
  copilot: ".github/hooks/mulligan.json",
  cursor: ".cursor/hooks.json",
  opencode: "opencode.json",
};

/** What stands in a fresh file of each agent. */
const fresh: Readonly<Record<HookAgent, object>> = {
  "claude-code": {
    hooks: {
      Stop: [{ hooks: [{ type: "command", command: `${command} claude-code`, timeout: 10 }] }],
      SessionStart: [{ hooks: [{ type: "command", command: `${command} claude-code`, timeout: 10 }] }],
    },
  },
  codex: {
    hooks: {
      Stop: [{ hooks: [{ type: "command", command: `${command} codex`, timeout: 10 }] }],
      SessionStart: [{ hooks: [{ type: "command", command: `${command} codex`, timeout: 10 }] }],
    },
  },
  "gemini-cli": {
    hooks: Object.fromEntries(
      ["AfterAgent", "SessionStart"].map((event) => [
        event,
        [{ hooks: [{ type: "command", name: "mulligan", command: `${command} gemini-cli`, timeout: 10_000 }] }],
      ]),
    ),
  },
  copilot: {
    version: 1,
    hooks: Object.fromEntries(
      ["agentStop", "sessionStart"].map((event) => [
        event,
        [{ type: "command", bash: `${command} copilot`, powershell: `${command} copilot`, timeoutSec: 10 }],
      ]),
    ),
  },
  cursor: {
    version: 1,
    hooks: {
      stop: [{ command: `${command} cursor`, timeout: 10 }],
      sessionStart: [{ command: `${command} cursor`, timeout: 10 }],
    },
  },
  opencode: { plugin: ["file:///opt/node_modules/mulligan/plugins/opencode/mulligan.js"] },
};

describe.each(hookAgents)("mulligan init --hooks %s", (agent) => {
  it("writes a new file, once, and takes it away again with all that was made for it", async () => {
    const { home, init } = homeWith();
    const file = join(home, userFiles[agent]);
    const first = await init(agent, "--yes");
    expect(first.code).toBe(0);
    expect(first.out).toContain(`${file} (new file)\n+ {\n`);
    expect(first.out).toContain(`Written to ${file}.\n`);
    expect(first.error).toContain(`\`mulligan init --hooks ${agent} --undo\` takes it out again.`);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(fresh[agent]);
    const again = await init(agent, "--yes");
    expect([again.code, again.out]).toEqual([0, `${file} has the hook already.\n`]);

    const undone = await init(agent, "--undo", "--yes");
    expect([undone.code, undone.out.endsWith(`Taken out of ${file}.\n`)]).toEqual([0, true]);
    expect(readdirSync(home).sort()).toEqual(["project", "state"]);
    const nothing = await init(agent, "--undo", "--yes");
    expect([nothing.code, nothing.out]).toEqual([0, `${file} holds no hook of mulligan.\n`]);
  });

  it("writes the project's file where it is asked to", async () => {
    const { home, init } = homeWith();
    expect((await init(agent, "--project", "--yes")).code).toBe(0);
    expect(JSON.parse(readFileSync(join(home, "project", projectFiles[agent]), "utf8"))).toEqual(fresh[agent]);
    expect(existsSync(join(home, userFiles[agent]))).toBe(false);
    await init(agent, "--project", "--undo", "--yes");
    expect(readdirSync(join(home, "project"))).toEqual([".git"]);
  });

  it("keeps what is there, and brings it back to the byte", async () => {
    const before = `\uFEFF{\n\t// mine\n\t"theme": "dark", "permissions": {"allow": ["Bash(npm test)"],},\n\t"hooks": {},\n}`;
    const { home, init } = homeWith({ [userFiles[agent]]: before });
    const file = join(home, userFiles[agent]);
    await init(agent, "--yes");
    const after = readFileSync(file, "utf8");
    expect(after).toContain('\n\t// mine\n\t"theme": "dark", "permissions": {"allow": ["Bash(npm test)"],},\n');
    expect(after).toContain("mulligan");
    await init(agent, "--undo", "--yes");
    expect(readFileSync(file, "utf8")).toBe(before);
  });

  it("takes out only its own where the file changed since", async () => {
    const { home, init } = homeWith({ [userFiles[agent]]: '{ "theme": "dark" }\n' });
    const file = join(home, userFiles[agent]);
    await init(agent, "--yes");
    writeFileSync(file, readFileSync(file, "utf8").replace("dark", "light"));
    await init(agent, "--undo", "--yes");
    const { version: _version, ...left } = JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
    expect(left).toEqual({ theme: "light" });
  });
});

describe("a change of an agent's configuration", () => {
  const settings = ".claude/settings.json";

  it("is shown and not made with --dry-run, nor without an answer", async () => {
    const { home, init } = homeWith({ [settings]: '{\n  "model": "opus"\n}\n' });
    const shown = await init("claude-code", "--dry-run");
    expect([shown.code, shown.error]).toEqual([0, ""]);
    expect(shown.out).toContain(
      `${join(home, settings)}\n  {\n-   "model": "opus"\n+   "model": "opus",\n+   "hooks": {\n`,
    );
    const silent = await init("claude-code");
    expect([silent.code, silent.out, silent.error]).toEqual([
      2,
      shown.out,
      "Nothing was written. --yes writes it without a question.\n",
    ]);
    expect(readFileSync(join(home, settings), "utf8")).toBe('{\n  "model": "opus"\n}\n');
  });

  it.each([
    ["y\n", true],
    ["Yes\n", true],
    ["n\n", false],
    ["\n", false],
    ["", false],
  ])("on a terminal follows the answer %j", async (input, written) => {
    const { home, init } = homeWith({}, { input, terminal: true });
    const { code, error } = await init("claude-code");
    expect([code, existsSync(join(home, settings))]).toEqual([written ? 0 : 2, written]);
    expect(error).toMatch(/^Write this\? \[y\/N\] /);
  });

  it.each([
    ["no JSON", '{"model": }', /was left as it is: it is no JSON \("}" is not expected in line 1\)/],
    ["hooks that are none", '{"hooks": []}', /was left as it is: hooks is not an object, as the agent wants it/],
    ["an event that is no list", '{"hooks": {"Stop": {}}}', /was left as it is: hooks\.Stop is not a list/],
    ["a list", "[]", /was left as it is: it is not an object/],
  ])("is not made in %s", async (_name, content, message) => {
    const { home, init } = homeWith({ [settings]: content });
    const { code, out, error } = await init("claude-code", "--yes");
    expect([code, out]).toEqual([2, ""]);
    expect(error).toMatch(message);
    expect(readFileSync(join(home, settings), "utf8")).toBe(content);
  });

  it("is not made in other encodings, nor where a folder stands", async () => {
    const { home, init } = homeWith();
    mkdirSync(join(home, ".claude"));
    const bytes = Buffer.from('\uFEFF{"a": 1}', "utf16le");
    writeFileSync(join(home, settings), bytes);
    expect((await init("claude-code", "--yes")).error).toContain("it is not in UTF-8");
    expect(readFileSync(join(home, settings)).equals(bytes)).toBe(true);
    mkdirSync(join(home, ".codex/hooks.json"), { recursive: true });
    expect((await init("codex", "--yes")).error).toContain("it could not be read (EISDIR)");
  });

  it("is not made where the file changed while the question stood", async () => {
    const { home } = homeWith({ [settings]: "{}\n" });
    const file = join(home, settings);
    function* answer(): Generator<Uint8Array> {
      writeFileSync(file, '{ "model": "x" }\n');
      yield Buffer.from("y\n");
    }
    const { code, error } = await mulligan(["init", "--hooks", "claude-code"], {
      cwd: home,
      environment: { HOME: home },
      script,
      terminal: true,
      input: answer(),
    });
    expect([code, readFileSync(file, "utf8")]).toEqual([2, '{ "model": "x" }\n']);
    expect(error).toContain("was left as it is: somebody else changed it at the same time");
  });

  it.skipIf(process.platform !== "linux")("says where it could not be written", async () => {
    const { home } = homeWith();
    const environment = { HOME: home, CODEX_HOME: "/proc/none" };
    const { code, error } = await mulligan(["init", "--hooks", "codex", "--yes"], { cwd: home, environment, script });
    expect([code, error]).toEqual([
      2,
      "mulligan: /proc/none/hooks.json could not be written (ENOENT); it is as it was.\n",
    ]);
  });

  it("keeps permissions and links, and leaves no draft behind", async () => {
    const { home, init } = homeWith({ "dotfiles/settings.json": "{}\n" });
    chmodSync(join(home, "dotfiles/settings.json"), 0o600);
    mkdirSync(join(home, ".claude"));
    symlinkSync(join(home, "dotfiles/settings.json"), join(home, settings));
    await init("claude-code", "--yes");
    expect(lstatSync(join(home, settings)).isSymbolicLink()).toBe(true);
    expect(statSync(join(home, "dotfiles/settings.json")).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(home, "dotfiles"))).toEqual(["settings.json"]);
    await init("claude-code", "--undo", "--yes");
    expect(readFileSync(join(home, "dotfiles/settings.json"), "utf8")).toBe("{}\n");
  });

  it.skipIf(process.getuid?.() !== 0)("keeps the owner where an administrator writes", async () => {
    const { home, init } = homeWith({ [settings]: "{}\n" });
    chownSync(join(home, settings), 1234, 1234);
    await init("claude-code", "--yes");
    const { uid, gid } = statSync(join(home, settings));
    expect([uid, gid]).toEqual([1234, 1234]);
  });

  it("remembers no text of the configuration", async () => {
    const { home, init } = homeWith({ [settings]: '{ "env": { "API_KEY": "secret-value" } }\n' });
    await init("claude-code", "--yes");
    const folder = join(home, "state/mulligan/setup");
    const [record = ""] = readdirSync(folder);
    expect(readFileSync(join(folder, record), "utf8")).not.toContain("secret-value");
    expect(statSync(join(folder, record)).mode & 0o777).toBe(0o600);
  });

  it("goes on without a place to remember it", async () => {
    const { home, init } = homeWith({ state: "no folder", [settings]: '{ "model": "x" }\n' });
    await init("claude-code", "--yes");
    await init("claude-code", "--undo", "--yes");
    expect(JSON.parse(readFileSync(join(home, settings), "utf8"))).toEqual({ model: "x" });
  });

  it("adds what was asked for later, and takes back both", async () => {
    const { home, init } = homeWith({ [settings]: '{ "model": "x" }\n' });
    await init("claude-code", "--yes");
    await init("claude-code", "--subagents", "--yes");
    const { hooks } = JSON.parse(readFileSync(join(home, settings), "utf8")) as { hooks: object };
    expect(Object.keys(hooks)).toEqual(["Stop", "SessionStart", "SubagentStop"]);
    await init("claude-code", "--undo", "--yes");
    expect(readFileSync(join(home, settings), "utf8")).toBe('{ "model": "x" }\n');
  });

  it("goes into the file with comments where opencode has that one", async () => {
    const file = ".config/opencode/opencode.jsonc";
    const { home, init } = homeWith({ [file]: "{\n  // models\n}\n" });
    await init("opencode", "--yes");
    expect(readFileSync(join(home, file), "utf8")).toBe(
      '{\n  // models\n  "plugin": [\n    "file:///opt/node_modules/mulligan/plugins/opencode/mulligan.js"\n  ]\n}\n',
    );
  });

  it("replaces the path of an older installation", async () => {
    const { home, init } = homeWith();
    await init("claude-code", "--yes");
    const file = join(home, settings);
    writeFileSync(file, readFileSync(file, "utf8").replaceAll("/opt/", "/old place/"));
    expect((await init("claude-code", "--yes")).code).toBe(0);
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(fresh["claude-code"]);
  });

  it.each([
    [["nope"], '--hooks "nope" is none of claude-code, codex, gemini-cli, copilot, cursor, opencode.'],
    [["codex", "--user", "--project"], "--user and --project exclude each other."],
    [["codex", "--force"], "--force does not go with --hooks AGENT."],
    [["codex", "more"], '"more" is one word too many.'],
    [["codex", "--json"], "--json does not go with init; --dry-run shows what it would write."],
  ])("%j is refused", async (words, message) => {
    const { code, error } = await homeWith().init(...words);
    expect([code, error]).toEqual([2, `mulligan: ${message} \`mulligan help init\` shows the options.\n`]);
  });
});

describe("the command in a configuration", () => {
  it("is refused from a place that does not last", async () => {
    for (const passing of ["/home/me/.npm/_npx/ab12/node_modules/mulligan/dist/mulligan.cjs", ""]) {
      const { code, error } = await homeWith({}, { script: passing }).init("codex", "--yes");
      expect([code, error.includes("npm install --global mulligan")]).toEqual([2, true]);
    }
  });

  it("warns of one that ends with its project, and of a path in a file that is shared", async () => {
    const { home } = homeWith();
    const cwd = join(home, "project");
    const environment = { HOME: home };
    const own = join(cwd, "node_modules/mulligan/dist/mulligan.cjs");
    const all = await mulligan(["init", "--hooks", "codex", "--yes"], { cwd, environment, script: own });
    expect(all.error).toContain(`It names the mulligan of ${cwd}, and ends with it`);
    const one = await mulligan(["init", "--hooks", "codex", "--project", "--yes"], { cwd, environment, script: own });
    expect(one.error).not.toContain("ends with it");
    expect(one.error).toContain("The file names a path of this machine: others need a line of their own.\n");
  });

  it("follows a link on the path to the package, and not one of the package to its version", () => {
    const folder = folderWith({ "store/mulligan@1/dist/mulligan.cjs": "", "node_modules/x": "", "bin/x": "" });
    symlinkSync(join(folder, "store/mulligan@1"), join(folder, "node_modules/mulligan"));
    const linked = join(folder, "node_modules/mulligan/dist/mulligan.cjs");
    symlinkSync(join(folder, "store/mulligan@1/dist/mulligan.cjs"), join(folder, "bin/mulligan"));
    expect(ownScript(linked)).toBe(linked);
    expect(ownScript(join(folder, "bin/mulligan"))).toBe(join(folder, "store/mulligan@1/dist/mulligan.cjs"));
    expect(dirname(linked)).toContain("node_modules");
  });

  it("is quoted where the path needs it, and known again", async () => {
    const { home, init } = homeWith({}, { script: "/My $Tools/mulligan/dist/mulligan.cjs" });
    await init("claude-code", "--yes");
    const text = readFileSync(join(home, ".claude/settings.json"), "utf8");
    const { hooks } = JSON.parse(text) as { hooks: { Stop: [{ hooks: [{ command: string }] }] } };
    const [{ hooks: handlers }] = hooks.Stop;
    expect(handlers[0].command).toBe('node "/My \\$Tools/mulligan/dist/mulligan.cjs" hook claude-code');
    expect(isOwnCommand("claude-code")(handlers[0].command)).toBe(true);
    expect(isOwnCommand("claude-code")("mulligan hook claude-code")).toBe(true);
    for (const other of ["mulligan hook codex", "mulligan-x hook claude-code", "echo mulligan hook claude-code-x"])
      expect(isOwnCommand("claude-code")(other)).toBe(false);
  });
});
