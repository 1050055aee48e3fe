import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { campaignStatistics, seededRandom } from "../src/index.js";
import { openLedger } from "../src/ledger/index.js";

const folder = mkdtempSync(join(tmpdir(), "mulligan-kills-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const episodes = 60;
const kills = Number(process.env["KILLS"] ?? 30);
const random = seededRandom(Number(process.env["KILL_SEED"] ?? 1));

function start(path: string, milliseconds: number): { child: ChildProcess; ended: Promise<number | null> } {
  const worker = join(import.meta.dirname, "ledger-worker.mjs");
  const child = spawn(process.execPath, [worker, path, String(episodes), String(milliseconds)], {
    stdio: ["ignore", "inherit", "inherit"],
  });
  return { child, ended: new Promise((resolve) => child.once("exit", (code) => resolve(code))) };
}

async function resultsOf(path: string) {
  const ledger = await openLedger(path);
  const records = await ledger.results("kills");
  for (const { run } of records) expect(run === undefined ? null : await ledger.run(run)).not.toBeNull();
  ledger.close();
  return records;
}

it("loses no result and records none twice when its processes are killed at any time", async () => {
  const undisturbed = join(folder, "undisturbed.db");
  expect(await start(undisturbed, 0).ended).toBe(0);

  const disturbed = join(folder, "disturbed.db");
  const workers = [1, 2, 3].map(() => start(disturbed, 300));
  for (let killed = 0; killed < kills;) {
    await new Promise((resolve) => setTimeout(resolve, 50 + random() * 400));
    const index = Math.floor(random() * workers.length);
    const worker = workers[index]!;
    if (worker.child.exitCode === null && worker.child.kill("SIGKILL")) killed += 1;
    await worker.ended;
    workers[index] = start(disturbed, 300);
  }
  for (const { child } of workers) child.kill("SIGKILL");
  await Promise.all(workers.map(({ ended }) => ended));
  // Kills that came after the last result would show nothing.
  expect((await resultsOf(disturbed)).length).toBeLessThan((await resultsOf(undisturbed)).length);
  const last = [1, 2, 3].map(() => start(disturbed, 0));
  expect(await Promise.all(last.map(({ ended }) => ended))).toEqual([0, 0, 0]);

  const expected = await resultsOf(undisturbed);
  const found = await resultsOf(disturbed);
  const keys = (records: typeof found) => records.map(({ episode, arm, attempt }) => `${episode} ${arm} ${attempt}`);
  expect(keys(found)).toEqual(keys(expected));
  expect(new Set(keys(found)).size).toBe(found.length);
  expect(campaignStatistics(found)).toEqual(campaignStatistics(expected));
  expect(expected.length).toBeGreaterThan(episodes * 3);
});
