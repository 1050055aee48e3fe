import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it, vi } from "vitest";
import { runHook } from "../src/hook/run-hook.js";
import { readLog } from "../src/hook/hook-log.js";
import { inputs } from "./hook-inputs.js";
import { claudeCode, sessions } from "./hook-sessions.js";
import { folderWith } from "./run.js";

const session = claudeCode(sessions.NEVER_TESTED, "session-1");
const windows = process.platform === "win32";

function hook(folder: string, transcript: string, environment: Record<string, string> = {}, input: object = {}) {
  const said = "I changed how the total is computed.";
  return runHook({
    agent: "claude-code",
    input: JSON.stringify({ ...inputs["claude-code"]?.(transcript, said), ...input }),
    cwd: folder,
    environment: { HOME: folder, MULLIGAN_HOOK: "block", ...environment },
    elapsed: () => 1,
  });
}

const stateOf = (folder: string) => join(folder, ".local/state/mulligan/hooks");
const stateFile = (folder: string) => join(stateOf(folder), "sessions/claude-code-session-1.jsonl");

describe("a file of a session that is not as it should be", () => {
  it.each([
    ["missing", null],
    ["empty", ""],
    ["nothing but line breaks", "\n\n\n"],
    ["one half line", session.slice(0, 60)],
    ["text", "Dear diary,\ntoday nothing happened.\n"],
    ["binary", Buffer.from(Array.from({ length: 4_000 }, (_, index) => (index * 7 + (index >> 3)) % 256))],
    ["of another program", `${JSON.stringify({ level: 30, msg: "listening", time: 1 })}\n`.repeat(50)],
    ["a list", "[1, 2, 3]"],
    ["deeply nested", `{"a":${"[".repeat(20_000)}${"]".repeat(20_000)}}\n`],
  ])("lets the agent go on: %s", (_name, content) => {
    const folder = folderWith(content === null ? {} : { "session.jsonl": content });
    const { output, entry } = hook(folder, join(folder, "session.jsonl"));
    expect(output).toEqual({});
    expect(entry.answer).toBe("silent");
    expect(readLog(stateOf(folder))).toHaveLength(1);
  });

  it("lets the agent go on where it is a folder", () => {
    const folder = folderWith({});
    expect(hook(folder, folder)).toMatchObject({ output: {}, entry: { why: "error" } });
  });

  it("is read as far as it is written: a half last line is none", () => {
    const folder = folderWith({ "session.jsonl": session + session.slice(0, 70) });
    expect(hook(folder, join(folder, "session.jsonl")).entry.answer).toBe("block");
  });

  it("gives no reason to speak while a call has no answer", () => {
    const lines = session.trimEnd().split("\n");
    const cut = lines.slice(
      0,
      lines.findLastIndex((line) => line.includes("tool_result")),
    );
    const folder = folderWith({ "session.jsonl": `${cut.join("\n")}\n` });
    expect(hook(folder, join(folder, "session.jsonl"))).toMatchObject({
      output: {},
      entry: { why: "a call has no answer yet" },
    });
  });

  it("is waited for while the agent still writes it", async () => {
    const end = session.trimEnd().lastIndexOf("\n", session.trimEnd().lastIndexOf("\n") - 1);
    const folder = folderWith({ "session.jsonl": session.slice(0, end + 1) });
    const path = join(folder, "session.jsonl");
    const begun = new Int32Array(new SharedArrayBuffer(4));
    const writer = new Worker(
      `const { parentPort, workerData } = require("node:worker_threads");
       const { appendFileSync } = require("node:fs");
       const { begun, path, rest } = workerData;
       parentPort.postMessage("ready");
       Atomics.wait(begun, 0, 0);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
       appendFileSync(path, rest);`,
      { eval: true, workerData: { begun, path, rest: session.slice(end + 1) } },
    );
    await once(writer, "message");
    Atomics.store(begun, 0, 1);
    Atomics.notify(begun, 0);
    const { entry } = hook(folder, path);
    await once(writer, "exit");
    expect(entry).toMatchObject({ answer: "block", type: "NEVER_TESTED" });
  });

  it("is read anew where it was written anew", () => {
    const folder = folderWith({ "session.jsonl": claudeCode([...sessions.sound, ...sessions.question], "session-1") });
    const path = join(folder, "session.jsonl");
    hook(folder, path);
    writeFileSync(path, claudeCode(sessions.NEVER_TESTED, "session-1", 50));
    expect(hook(folder, path).entry.type).toBe("NEVER_TESTED");
  });
});

describe("an input that is not as it should be", () => {
  it.each(["", "{", "null", "[]", "7", '"text"', "{}", '{"hook_event_name":7,"session_id":[],"transcript_path":{}}'])(
    "lets the agent go on: %s",
    (input) => {
      const folder = folderWith({});
      for (const agent of ["claude-code", "codex", "gemini-cli", "copilot", "cursor", "opencode"] as const) {
        const run = runHook({ agent, input, cwd: folder, environment: { HOME: folder }, elapsed: () => 1 });
        expect(run.output).toEqual({});
      }
      expect(readLog(stateOf(folder))).toHaveLength(6);
    },
  );
});

describe("a place that cannot be written", () => {
  it("keeps the agent from being sent back: it could not be remembered", () => {
    const folder = folderWith({ "session.jsonl": session, file: "" });
    const { output, entry } = hook(folder, join(folder, "session.jsonl"), { HOME: join(folder, "file") });
    expect(output).toEqual({});
    expect(entry).toMatchObject({ answer: "silent", why: "error" });
  });

  it.skipIf(windows || !existsSync("/dev/full"))("costs the log alone, where only the log is full", () => {
    const folder = folderWith({ "session.jsonl": session });
    mkdirSync(join(stateOf(folder), "sessions"), { recursive: true });
    symlinkSync("/dev/full", join(stateOf(folder), "log.jsonl"));
    expect(hook(folder, join(folder, "session.jsonl")).output).toMatchObject({ decision: "block" });
  });

  it.skipIf(windows || !existsSync("/dev/full"))("is the same with a full disk", () => {
    const folder = folderWith({ "session.jsonl": session });
    mkdirSync(join(stateOf(folder), "sessions"), { recursive: true });
    symlinkSync("/dev/full", stateFile(folder));
    const { output, entry } = hook(folder, join(folder, "session.jsonl"));
    expect(output).toEqual({});
    expect(entry).toMatchObject({ why: "error", problems: [expect.stringContaining("ENOSPC")] });
  });
});

describe("the state of a session", () => {
  it("is readable by its owner alone", () => {
    const folder = folderWith({ "session.jsonl": session });
    hook(folder, join(folder, "session.jsonl"));
    expect(statSync(stateFile(folder)).mode & 0o077).toBe(windows ? expect.any(Number) : 0);
    expect(statSync(stateOf(folder)).mode & 0o077).toBe(windows ? expect.any(Number) : 0);
  });

  it("that was damaged is passed over line by line", () => {
    const folder = folderWith({ "session.jsonl": session });
    const path = join(folder, "session.jsonl");
    hook(folder, path);
    const state = readFileSync(stateFile(folder), "utf8");
    writeFileSync(stateFile(folder), `\0\0\0{"read":{"size":-1}}\n{"told":7}\n${state}{"told":"half`);
    expect(hook(folder, path).entry.answer).toBe("silent");
    writeFileSync(stateFile(folder), '{"read":{"size":1e9,"inode":1,"before":"00"}}\n{"read":"x","seen":"y"}\n');
    expect(hook(folder, path).entry.answer).toBe("block");
  });

  it("is that of one session: another one in the same folder hears of its own", () => {
    const folder = folderWith({ "one.jsonl": session, "two.jsonl": claudeCode(sessions.NEVER_TESTED, "session-2") });
    expect(hook(folder, join(folder, "one.jsonl")).entry.answer).toBe("block");
    expect(hook(folder, join(folder, "two.jsonl"), {}, { session_id: "session-2" }).entry.answer).toBe("block");
    expect(readdirSync(join(stateOf(folder), "sessions"))).toHaveLength(2);
  });

  it("stays in its folder whatever the session is called", () => {
    const folder = folderWith({ "session.jsonl": session });
    const name = `../../${"x".repeat(400)}/\0`;
    expect(hook(folder, join(folder, "session.jsonl"), {}, { session_id: name }).entry.answer).toBe("block");
    expect(readdirSync(join(stateOf(folder), "sessions"))).toHaveLength(1);
  });

  it("is forgotten after two weeks, when a session begins", () => {
    const folder = folderWith({ "session.jsonl": session });
    hook(folder, join(folder, "session.jsonl"));
    const start = { hook_event_name: "SessionStart", source: "startup" };
    hook(folder, join(folder, "session.jsonl"), {}, start);
    expect(existsSync(stateFile(folder))).toBe(true);
    utimesSync(stateFile(folder), 1, 1);
    hook(folder, join(folder, "session.jsonl"), {}, start);
    expect(existsSync(stateFile(folder))).toBe(false);
  });
});

describe("a clock that jumps", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it.each(["1980-01-01", "2200-01-01"])("to %s changes nothing", (date) => {
    const folder = folderWith({ "session.jsonl": session });
    const path = join(folder, "session.jsonl");
    expect(hook(folder, path).entry.answer).toBe("block");
    vi.useFakeTimers({ now: new Date(date), toFake: ["Date"] });
    expect(hook(folder, path).entry).toMatchObject({ answer: "silent" });
    writeFileSync(path, `${session}${claudeCode(sessions.NEVER_TESTED, "again", 70)}`);
    expect(hook(folder, path).entry).toMatchObject({ answer: "silent", why: "said before" });
  });
});
