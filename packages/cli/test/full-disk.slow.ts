import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openLedger } from "@mulligan/retry/ledger";
import { runProcess } from "../src/retry/run-process.js";
import { folderWith, mulligan } from "./run.js";

const cwd = folderWith({
  "task.md": "t",
  "fill.sh": 'cat /dev/zero > "$MULLIGAN_ATTEMPT_DIR/junk"; exit 1\n',
  "episodes.jsonl": [1, 2, 3].map((number) => `{"id":"e${number}","task":"t"}\n`).join(""),
});
const small = join(cwd, "small");
const environment = process.env as Record<string, string>;

function mounted(): boolean {
  mkdirSync(small);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=600k", "tmpfs", small], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
const isMounted = mounted();
afterAll(() => {
  if (isMounted) execFileSync("umount", ["--lazy", small]);
  rmSync(cwd, { recursive: true, force: true });
});

describe.skipIf(!existsSync("/dev/full"))("a full disk", () => {
  it("is no answer of the process whose output it cannot take", async () => {
    const options = { command: "echo x", cwd, environment, input: "", seconds: 10, signal: undefined };
    const running = runProcess({ ...options, out: "/dev/full", error: join(cwd, "error") });
    await expect(running).rejects.toThrow("ENOSPC");
  });

  it("is not counted as the agent's, which met it and left nothing", async () => {
    const words = ["retry", "--task", "task.md", "--run", "echo much > /dev/full", "--evaluate", "false"];
    const { code, out } = await mulligan([...words, "--json", "-q"], { cwd, environment });
    expect(code).toBe(4);
    expect(JSON.parse(out).attempts).toMatchObject([{ result: "infrastructure", tries: 2 }]);
  });
});

describe.skipIf(!isMounted)("a disk that is full (skipped where nothing can be mounted)", () => {
  const words = ["campaign", "episodes.jsonl", "--out", "small/results", "--arms", "plain", "--attempts", "2"];
  const judged = [...words, "--evaluate", 'head -c 90000 /dev/zero | tr "\\0" "x"; exit 1'];

  it("loses nothing that was recorded, says what is wrong, and goes on once there is room", async () => {
    const part = await mulligan([...judged, "--run", "true", "-q"], { cwd, environment });
    expect(part.error).toMatch(
      /^mulligan: The ledger .* could not be read or written \(.*full\)\. What it has recorded/,
    );
    const ledger = await openLedger(join(small, "results/ledger.db"));
    const before = await ledger.results("campaign");
    ledger.close();
    const attempts = join(small, "results/attempts");
    for (const episode of readdirSync(attempts)) rmSync(join(attempts, episode), { recursive: true });
    const roomy = ["--run", "true", "--evaluate", "false", "--changed-commands", "--retry-infrastructure", "-q"];
    const whole = await mulligan([...words, ...roomy], { cwd, environment });
    expect(whole.code).toBe(0);
    const again = await openLedger(join(small, "results/ledger.db"));
    const after = await again.results("campaign");
    again.close();
    expect(after).toHaveLength(6);
    const failed = before.filter(({ result }) => result === "failed");
    expect(failed.length).toBeGreaterThan(0);
    expect(after).toEqual(expect.arrayContaining(failed));
    expect(after.every(({ result }) => result === "failed")).toBe(true);
  });

  it("is said also where the agent filled it", async () => {
    const agent = ["--run", 'sh "$MULLIGAN_START_DIR/fill.sh"', "--evaluate", "false"];
    const { error } = await mulligan(["retry", "--task", "task.md", ...agent, "--out", "small/one", "-q"], {
      cwd,
      environment,
    });
    expect(error).toMatch(/^mulligan: The ledger .* could not be read or written \(.*full\)/);
    // Even to read, SQLite needs room for what its readers share.
    rmSync(join(small, "one"), { recursive: true });
    const ledger = await openLedger(join(small, "results/ledger.db"));
    expect(await ledger.results("campaign")).toHaveLength(6);
    ledger.close();
  });
});
