import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inputs } from "./hook-inputs.js";
import { claudeCode, sessions, writeSession } from "./hook-sessions.js";
import type { SessionName } from "./hook-sessions.js";
import { folderWith, root } from "./run.js";

// The bundle as agents start it, made from the sources as they are now.
const home = mkdtempSync(join(tmpdir(), "mulligan-hook-process-"));
const bundle = join(home, "mulligan.cjs");

const build = `
import { rolldown } from "rolldown";
import config from "./rolldown.config.mjs";
const made = await rolldown({ ...config, logLevel: "silent" });
await made.write({ ...config.output, file: process.argv[1] });
`;

beforeAll(() => {
  execFileSync(process.execPath, ["--input-type=module", "-e", build, bundle], {
    cwd: join(root, "packages/cli"),
    stdio: ["ignore", "ignore", "pipe"],
  });
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const said = "I changed how the total is computed.";

function environment(folder: string, mode: string) {
  return { PATH: process.env["PATH"], HOME: folder, USERPROFILE: folder, MULLIGAN_HOOK: mode };
}

function inputOf(agent: string, path: string, last = said, session = "session-1"): string {
  const input = { ...inputs[agent]?.(path, last) } as Record<string, unknown>;
  for (const name of ["session_id", "sessionId", "conversation_id"]) if (name in input) input[name] = session;
  return JSON.stringify(input);
}

function hook(agent: string, folder: string, input: string, mode = "block") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, "hook", agent], {
    cwd: folder,
    encoding: "utf8",
    env: environment(folder, mode),
    input,
    timeout: 60_000,
  });
  return { status, output: JSON.parse(stdout) as Record<string, unknown>, stderr };
}

const failures = (Object.keys(sessions) as SessionName[]).filter((name) => name === name.toUpperCase());
const logOf = (folder: string) =>
  readFileSync(join(folder, ".local/state/mulligan/hooks/log.jsonl"), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the hook as a process", () => {
  it.each(failures)("sends Claude Code back for %s, once, with nothing but JSON on standard output", (name) => {
    const folder = folderWith({ ".mulligan/hook.json": JSON.stringify({ block: [name] }), ".git/HEAD": "" });
    const path = writeSession("claude-code", folder, sessions[name]);
    const last = sessions[name].at(-1);
    const words = last !== undefined && "say" in last ? last.say : "";
    const input = JSON.stringify({ ...(JSON.parse(inputOf("claude-code", path, words)) as object), cwd: folder });
    const first = hook("claude-code", folder, input, "");
    expect(first).toMatchObject({ status: 0, stderr: "", output: { decision: "block" } });
    expect(String(first.output["reason"]).length).toBeLessThanOrEqual(600);
    expect(logOf(folder)).toMatchObject([{ answer: "block", type: name }]);
    expect(hook("claude-code", folder, input, "")).toEqual({ status: 0, stderr: "", output: {} });
  });

  it.each(["codex", "gemini-cli", "copilot", "cursor", "opencode"])("answers %s in its shape", (agent) => {
    const folder = folderWith({});
    const path = writeSession(agent, folder, sessions.NEVER_TESTED);
    const { status, output, stderr } = hook(agent, folder, inputOf(agent, path));
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const { systemMessage: _note, ...answer } = output;
    const reason: unknown = expect.stringMatching(/^Mulligan: edited and never tested/);
    expect(answer).toEqual(
      agent === "cursor"
        ? { followup_message: reason }
        : { decision: agent === "gemini-cli" ? "deny" : "block", reason },
    );
  });

  it("compiles once: a second process takes what the first one left, and a damaged one is passed over", () => {
    const folder = folderWith({});
    const input = inputOf("claude-code", writeSession("claude-code", folder, sessions.sound));
    hook("claude-code", folder, input);
    const cache = join(folder, ".local/state/mulligan/cache");
    const [name = ""] = readdirSync(cache);
    const whole = readFileSync(join(cache, name));
    writeFileSync(join(cache, name), whole.subarray(0, whole.length / 2));
    expect(hook("claude-code", folder, input)).toEqual({ status: 0, stderr: "", output: {} });
    expect(readFileSync(join(cache, name)).length).toBeGreaterThan(whole.length / 2);
    expect(readdirSync(cache)).toEqual([name]);
  });

  it("ends the turn of an agent that it does not know, and says which it knows", () => {
    const { status, output, stderr } = hook("vim", home, "{}");
    expect({ status, output }).toEqual({ status: 0, output: {} });
    expect(stderr).toContain("claude-code, codex");
  });

  it("does not wait for the end of the input, where the object is whole", async () => {
    const folder = folderWith({});
    const path = writeSession("claude-code", folder, sessions.NEVER_TESTED);
    const child = spawn(process.execPath, [bundle, "hook", "claude-code"], { env: environment(folder, "block") });
    let text = "";
    child.stdout.on("data", (chunk) => (text += String(chunk)));
    child.stdin.write(inputOf("claude-code", path));
    const code = await new Promise((done) => child.on("close", done));
    expect({ code, decision: (JSON.parse(text) as { decision?: string }).decision }).toEqual({
      code: 0,
      decision: "block",
    });
  });

  it("answers about a session of 50 MB", () => {
    const folder = folderWith({});
    const path = join(folder, "session.jsonl");
    const page = { read: "src/long.py", text: "x = compute(1)\n".repeat(8_000) };
    writeFileSync(path, claudeCode([{ ask: "Look around." }], "session-1"));
    for (let part = 0; part < 40; part += 1) {
      appendFileSync(
        path,
        claudeCode(
          Array.from({ length: 8 }, () => page),
          "session-1",
          100 + part * 10,
        ),
      );
    }
    appendFileSync(path, claudeCode([{ say: "I looked." }, ...sessions.NEVER_TESTED], "session-1", 1_000));
    expect(readFileSync(path).length).toBeGreaterThan(50_000_000);
    expect(hook("claude-code", folder, inputOf("claude-code", path)).output).toMatchObject({ decision: "block" });
  });

  it.skipIf(process.getuid === undefined)(
    "lets the agent go on in a home that is read-only, and leaves it as it was",
    () => {
      const folder = folderWith({});
      const input = inputOf("claude-code", writeSession("claude-code", folder, sessions.NEVER_TESTED));
      // Nothing is read-only to root.
      const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
      chmodSync(home, 0o755);
      chmodSync(folder, 0o555);
      const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, "hook", "claude-code"], {
        cwd: folder,
        encoding: "utf8",
        env: environment(folder, "block"),
        input,
        ...nobody,
      });
      chmodSync(folder, 0o755);
      expect({ status, stdout }).toEqual({ status: 0, stdout: "{}\n" });
      expect(stderr).toMatch(/EACCES|EPERM/);
      expect(readdirSync(folder)).toEqual(["session.jsonl"]);
    },
  );

  it.skipIf(!existsSync("/dev/full"))("ends where its answer cannot be written", () => {
    const folder = folderWith({});
    const path = writeSession("claude-code", folder, sessions.NEVER_TESTED);
    const { status } = spawnSync(process.execPath, [bundle, "hook", "claude-code"], {
      env: environment(folder, "block"),
      input: inputOf("claude-code", path),
      stdio: ["pipe", openSync("/dev/full", "w"), "ignore"],
    });
    // Exit code 2 would be a block.
    expect(status).toBe(0);
  });

  it("says a finding once, asked a hundred times at once, and keeps its files whole", async () => {
    const folder = folderWith({});
    const path = writeSession("claude-code", folder, sessions.NEVER_TESTED);
    const input = inputOf("claude-code", path);
    hook("claude-code", folder, "{}");
    const ask = () =>
      new Promise<string>((done) => {
        const child = spawn(process.execPath, [bundle, "hook", "claude-code"], { env: environment(folder, "block") });
        let text = "";
        child.stdout.on("data", (chunk) => (text += String(chunk)));
        child.on("close", () => done(text));
        child.stdin.end(input);
      });
    const answers = (await Promise.all(Array.from({ length: 100 }, ask))).map(
      (text) => JSON.parse(text) as { decision?: string },
    );
    expect(answers.filter(({ decision }) => decision === "block")).toHaveLength(1);
    expect(answers.filter((answer) => Object.keys(answer).length === 0)).toHaveLength(99);
    expect(logOf(folder)).toHaveLength(101);
  });
});
