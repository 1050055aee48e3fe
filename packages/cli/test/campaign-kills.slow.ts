import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { campaignStatistics, seededRandom } from "@mulligan/retry";
import { openLedger } from "@mulligan/retry/ledger";
import { folderWith, root } from "./run.js";

const bundle = join(root, "packages/cli/dist/mulligan.cjs");
const kills = Number(process.env["KILLS"] ?? 100);
const random = seededRandom(Number(process.env["KILL_SEED"] ?? 1));

const script = (text: string) => `#!/bin/sh\n${text}\n`;
/** What comes of an attempt hangs on nothing but what it is. */
const drawn = 'printf %s "$MULLIGAN_EPISODE $MULLIGAN_ARM $MULLIGAN_ATTEMPT" | cksum';
const step = (source: string, member: string) => `{"step_id":2,"source":"${source}",${member}}`;
/** Leaves a recording that is never twice the same, and takes its time where it is told to. */
const agent = script(`[ "$PAUSE" = 0 ] || sleep "$PAUSE"
cat > "$MULLIGAN_ATTEMPT_DIR/run.json" <<EOF
{"schema_version":"ATIF-v1.6","session_id":"$MULLIGAN_EPISODE","agent":{"name":"a","version":"1"},"steps":[
{"step_id":1,"source":"user","message":"$MULLIGAN_EPISODE $MULLIGAN_ARM $MULLIGAN_ATTEMPT"},
${step("agent", '"message":"","tool_calls":[{"tool_call_id":"c","function_name":"bash","arguments":{"command":"sed -i s/1/2/ a.js"}}],"observation":{"results":[{"source_call_id":"c","content":""}]}')}]}
EOF`);
const evaluator = script(`set -- $(${drawn})
number=$(($1 % 100))
if [ $number -lt 25 ]; then echo 1; else printf "0.%02d" $number; fi`);

function project(): string {
  const episodes = Array.from({ length: 30 }, (_, index) => `{"id":"e${index}","task":"Mend it."}\n`).join("");
  const cwd = folderWith({
    "agent.sh": agent,
    "evaluate.sh": evaluator,
    "episodes.jsonl": episodes,
    "code/a.js": "1\n",
  });
  for (const name of ["agent.sh", "evaluate.sh"]) chmodSync(join(cwd, name), 0o755);
  return cwd;
}

function start(cwd: string, pause: number): { child: ChildProcess; ended: Promise<number | null> } {
  const words = [
    ...["campaign", "episodes.jsonl", "--run", "./agent.sh", "--evaluate", "./evaluate.sh", "--trajectory", "run.json"],
    ...["--workspace", "code", "--arms", "plain,errors-only,plan", "--jobs", "2", "--out", "results", "--json", "-q"],
  ];
  const child = spawn(process.execPath, [bundle, ...words], {
    cwd,
    env: { ...process.env, PAUSE: String(pause) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return { child, ended: new Promise((resolve) => child.once("exit", (code) => resolve(code))) };
}

async function resultsIn(cwd: string) {
  const path = join(cwd, "results/ledger.db");
  if (!existsSync(path)) return [];
  const ledger = await openLedger(path);
  const records = await ledger.results("campaign");
  for (const { run } of records) expect(run === undefined ? null : await ledger.run(run)).not.toBeNull();
  ledger.close();
  // How long an attempt took is the one thing that no seed fixes.
  return records.map((record) => ({ ...record, usage: {}, tries: 1 }));
}

it("has every result once, and the same statistics, when the processes of a campaign are killed", async () => {
  const undisturbed = project();
  expect(await start(undisturbed, 0).ended).toBe(0);
  const expected = await resultsIn(undisturbed);
  expect(expected.length).toBeGreaterThan(120);

  const disturbed = project();
  const pause = 0.7;
  const workers = [1, 2, 3].map(() => start(disturbed, pause));
  for (let killed = 0; killed < kills;) {
    await new Promise((resolve) => setTimeout(resolve, random() * 350));
    const index = Math.floor(random() * workers.length);
    const { child, ended } = workers[index]!;
    if (child.exitCode === null && child.kill("SIGKILL")) killed += 1;
    await ended;
    workers[index] = start(disturbed, pause);
  }
  for (const { child } of workers) child.kill("SIGKILL");
  await Promise.all(workers.map(({ ended }) => ended));
  const before = await resultsIn(disturbed);
  // Kills before the first result or after the last one would show nothing.
  expect(before.length).toBeGreaterThan(0);
  expect(before.length).toBeLessThan(expected.length);
  const last = [1, 2, 3].map(() => start(disturbed, 0));
  expect(await Promise.all(last.map(({ ended }) => ended))).toEqual([0, 0, 0]);

  const found = await resultsIn(disturbed);
  const keys = (records: typeof found) => records.map(({ episode, arm, attempt }) => `${episode} ${arm} ${attempt}`);
  expect(keys(found)).toEqual(keys(expected));
  expect(new Set(keys(found)).size).toBe(found.length);
  expect(campaignStatistics(found)).toEqual(campaignStatistics(expected));
  const attempts = join(disturbed, "results/attempts");
  const folders = readdirSync(attempts).flatMap((episode) =>
    readdirSync(join(attempts, episode)).map((attempt) => join(attempts, episode, attempt)),
  );
  expect(folders.length).toBeGreaterThan(found.length);
  expect(folders.filter((folder) => existsSync(join(folder, "workspace")))).toEqual([]);
});
