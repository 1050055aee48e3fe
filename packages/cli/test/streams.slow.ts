import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root } from "./run.js";

const home = mkdtempSync(join(tmpdir(), "mulligan-streams-"));
const bundle = join(home, "mulligan.cjs");
const small = join(home, "small.jsonl");
const large = join(home, "large.jsonl");
const megabyte = 1_000_000;
const linux = process.platform === "linux";

const build = `
import { rolldown } from "rolldown";
import config from "./rolldown.config.mjs";
const made = await rolldown({ ...config, logLevel: "silent" });
await made.write({ ...config.output, file: process.argv[1] });
`;

/** A run as a row of an evaluation, each another. */
function row(number: number, output: string): string {
  const history: object[] = [{ source: "user", action: "message", args: { content: `Fix module ${number}` } }];
  for (let step = 1; step <= 20; step += 1) {
    const tool_call_metadata = { tool_call_id: `${number}-${step}` };
    const args = { command: `sed -n '${step},${step + 40}p' src/module_${number}.py` };
    history.push({ id: step * 2, source: "agent", action: "run", args, tool_call_metadata });
    const answer = { source: "agent", observation: "run", content: output, cause: step * 2, extras: args };
    history.push({ id: step * 2 + 1, ...answer, tool_call_metadata });
  }
  return JSON.stringify({ instance_id: `made-up-${number}`, history, test_result: { git_patch: "" } });
}

function writeRows(path: string, size: number): number {
  const file = openSync(path, "w");
  let rows = 0;
  for (let written = 0; written < size; rows += 1)
    written += writeSync(file, `${row(rows, `wert_${rows} = „x“\n`.repeat(120))}\n`);
  closeSync(file);
  return rows;
}

const rowsOf: Record<string, number> = {};

beforeAll(() => {
  execFileSync(process.execPath, ["--input-type=module", "-e", build, bundle], {
    cwd: join(root, "packages/cli"),
    stdio: ["ignore", "ignore", "pipe"],
  });
  rowsOf[small] = writeRows(small, 20 * megabyte);
  rowsOf[large] = writeRows(large, 100 * megabyte);
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

interface Measured {
  readonly code: unknown;
  readonly lines: number;
  /** The largest resident set in MB. */
  readonly peak: number;
}

async function measured(commandLine: readonly string[], interruptAfter = Infinity): Promise<Measured> {
  const child = spawn(process.execPath, [bundle, ...commandLine, "--no-config"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let peak = 0;
  let lines = 0;
  child.stdout.on("data", (chunk: Uint8Array) => {
    for (const byte of chunk) if (byte === 10) lines += 1;
    if (lines >= interruptAfter) child.kill("SIGINT");
    peak = Math.max(peak, peakOf(child.pid));
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { code, lines, peak };
}

function peakOf(pid: number | undefined): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

describe("a long file", () => {
  it.skipIf(!linux).each([
    ["diagnose", "--jsonl"],
    ["diagnose", "--json"],
    ["read", "--json"],
    ["read", "--list"],
  ])("takes no more memory when it is five times as long: %s %s", async (...command) => {
    const first = await measured([...command, small]);
    const second = await measured([...command, large]);
    expect([first.code, second.code]).toEqual([0, 0]);
    expect(second.lines).toBeGreaterThan(first.lines * 4);
    expect(first.peak).toBeGreaterThan(20);
    // Kept texts would add 160 MB and more; how far the heap grows before it is swept differs by some tens.
    expect(second.peak).toBeLessThan(first.peak + 80);
  });

  it("gives a line a run", async () => {
    expect((await measured(["diagnose", "--jsonl", large])).lines).toBe(rowsOf[large]);
  });

  it.skipIf(process.platform === "win32")("is left in the middle when it is interrupted, with 130", async () => {
    const { code, lines } = await measured(["diagnose", "--jsonl", large], 1);
    expect(code).toBe(130);
    expect(lines).toBeLessThan(rowsOf[large] ?? 0);
  });

  it("may have a line of 100 MB", async () => {
    const path = join(home, "long-line.jsonl");
    const file = openSync(path, "w");
    writeSync(file, `${row(1, "x".repeat(5 * megabyte))}\n${row(2, "x")}\n${row(3, "x")}\n`);
    closeSync(file);
    expect(await measured(["diagnose", "--jsonl", path])).toMatchObject({ code: 0, lines: 3 });
  });
});
