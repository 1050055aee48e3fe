import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { LiveSession } from "./live-session.js";
import { folderWith, recordings, root } from "./run.js";

// The bundle as processes start it, made from the sources as they are now, and moved away from all packages.
const home = mkdtempSync(join(tmpdir(), "mulligan-process-"));
const bundle = join(home, "mulligan.cjs");
const run = "never-tested/run.traj.json";
const windows = process.platform === "win32";

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

function mulligan(commandLine: readonly string[], options: { cwd?: string; input?: string | Uint8Array } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, ...commandLine], {
    cwd: recordings,
    encoding: "utf8",
    env: { PATH: process.env["PATH"] },
    ...options,
  });
  return { status, stdout, stderr };
}

describe("the bundle", () => {
  it("needs nothing beside it but Node, and jiti for a TypeScript configuration on an old Node", () => {
    const code = readdirSync(home).map((name) => readFileSync(join(home, name), "utf8"));
    const wanted = [...code.join("\n").matchAll(/(?:\brequire|importModule)\(\\?[`"']([^`"'\\]+)/g)];
    const names = new Set(wanted.map(([, name]) => name));
    expect([...names].filter((name) => name?.startsWith("node:") === false && name !== "module")).toEqual(["jiti"]);
  });

  it("tells the version of the package", () => {
    const { version } = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8")) as {
      version: string;
    };
    expect(mulligan(["--version"])).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("gives the exit codes", () => {
    expect(mulligan(["plan", run])).toMatchObject({ status: 0, stderr: "" });
    expect(mulligan(["diagnose", run, "--fail-on", "major"])).toMatchObject({ status: 1, stderr: "" });
    expect(mulligan(["diagnose", run, "--nope"])).toEqual({
      status: 2,
      stdout: "",
      stderr: "mulligan: Unknown option '--nope'. `mulligan help diagnose` shows the options.\n",
    });
    expect(mulligan(["diagnose", "nothing.json"])).toEqual({
      status: 3,
      stdout: "",
      stderr: "nothing.json: There is no such file or folder.\n",
    });
  });

  it("reads standard input, plain and gzip", () => {
    const recording = readFileSync(join(recordings, run));
    for (const input of [recording, gzipSync(recording)]) {
      const { stdout, stderr, status } = mulligan(["diagnose", "--jsonl", "-"], { input });
      expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
      expect(JSON.parse(stdout)).toMatchObject({ file: "-", steps: 8, primary_failure: "NEVER_TESTED" });
    }
  });

  it("reads a JavaScript configuration, and shows a stack only where it is asked for", () => {
    const cwd = folderWith({ "mulligan.config.mjs": `export default { overrides: { NEVER_TESTED: false } };` });
    expect(mulligan(["packs"], { cwd }).stdout).toMatch(/default\/NEVER_TESTED +major +cause +off/);
    writeFileSync(join(cwd, "mulligan.config.mjs"), `throw new Error("no luck");`);
    const { status, stderr } = mulligan(["packs"], { cwd });
    expect(status).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    const env = { PATH: process.env["PATH"], MULLIGAN_DEBUG: "1" };
    expect(spawnSync(process.execPath, [bundle, "packs"], { cwd, encoding: "utf8", env }).stderr).toMatch(/\n +at /);
  });

  it("reads a TypeScript configuration with the jiti that is installed beside it", () => {
    const installed = mkdtempSync(join(tmpdir(), "mulligan-installed-"));
    for (const name of ["mulligan.cjs", "engine.cjs"]) cpSync(join(home, name), join(installed, name));
    symlinkSync(join(root, "packages/cli/node_modules"), join(installed, "node_modules"), "junction");
    const cwd = folderWith({
      "mulligan.config.ts": `const off: false = false;\nexport default { overrides: { NEVER_TESTED: off } };`,
      "package.json": `{ "type": "module" }`,
    });
    const { stdout, stderr } = spawnSync(process.execPath, [join(installed, "mulligan.cjs"), "packs"], {
      cwd,
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(stdout).toMatch(/default\/NEVER_TESTED +major +cause +off/);
  });

  it("takes a reader that closes early for no failure", async () => {
    const files = Array.from({ length: 400 }, () => run);
    const child = spawn(process.execPath, [bundle, "diagnose", "--jsonl", "--facts", ...files], { cwd: recordings });
    let complaints = "";
    child.stderr.on("data", (chunk) => (complaints += String(chunk)));
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect({ code, complaints }).toEqual({ code: 0, complaints: "" });
  });

  it.skipIf(windows)("stops when it is interrupted in the middle of many files, with 130", async () => {
    const files = Array.from({ length: 4_000 }, () => run);
    const child = spawn(process.execPath, [bundle, "diagnose", "--jsonl", ...files], { cwd: recordings });
    let lines = 0;
    child.stdout.on("data", (chunk) => (lines += String(chunk).split("\n").length - 1));
    child.stdout.once("data", () => child.kill("SIGINT"));
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(130);
    expect(lines).toBeLessThan(files.length);
  });

  it.skipIf(!existsSync("/dev/full"))("says in one line that standard output cannot be written", () => {
    const { status, stderr } = spawnSync(process.execPath, [bundle, "diagnose", run], {
      cwd: recordings,
      encoding: "utf8",
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "mulligan: standard output could not be written (ENOSPC).\n",
    });
  });

  it("writes long documents to a pipe whole", () => {
    const { stdout } = mulligan(["read", "--json", ...Array.from({ length: 40 }, () => run)]);
    expect(stdout.length).toBeGreaterThan(200_000);
    expect(JSON.parse(stdout)).toHaveLength(40);
  });

  it.skipIf(windows)("follows a session that another process writes, until it is interrupted", async () => {
    const cwd = folderWith({ "sessions/notes.txt": "" });
    const words = ["watch", "sessions", "--jsonl", "--interval", "0.02", "--settle", "0.04"];
    const child = spawn(process.execPath, [bundle, ...words], { cwd });
    let out = "";
    let error = "";
    child.stdout.on("data", (chunk) => (out += String(chunk)));
    child.stderr.on("data", (chunk) => (error += String(chunk)));
    const closed = new Promise((resolve) => child.on("close", resolve));
    await vi.waitFor(() => expect(error).toContain("Watching"), 20_000);
    const session = new LiveSession(join(cwd, "sessions/s.jsonl")).asks("Fix").reads("src/a.py").edits("src/a.py");
    session.says("Done.");
    await vi.waitFor(() => expect(out).toContain("NEVER_TESTED"), 20_000);
    child.kill("SIGINT");
    expect(await closed).toBe(130);
    expect(error).toMatch(/\n\d findings? in 1 file\.\n$/);
    for (const line of out.trimEnd().split("\n")) expect(JSON.parse(line)).toMatchObject({ file: "sessions/s.jsonl" });
  });

  it("installs a hook that names this very file", () => {
    const settings = join(home, ".claude/settings.json");
    const words = ["init", "--hooks", "claude-code", "--yes", "--quiet"];
    const env = { PATH: process.env["PATH"], HOME: home, USERPROFILE: home };
    const start = (...more: string[]) =>
      spawnSync(process.execPath, [bundle, ...words, ...more], { cwd: home, encoding: "utf8", env });
    expect(start()).toMatchObject({ status: 0, stderr: "" });
    expect(readFileSync(settings, "utf8")).toContain(`node ${realpathSync(bundle)} hook claude-code`);
    expect(start("--undo").status).toBe(0);
    expect(existsSync(join(home, ".claude"))).toBe(false);
  });
});
