// What the retry loop costs for each attempt beside agent and evaluator: workspace, prompts, processes' outputs, reading,
// diagnosis, plan and ledger. `node bench/loop.mjs [ATTEMPTS]` after a build.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedger } from "../packages/retry/dist/ledger/index.js";
import { errorsOnlyArm, plainArm, planArm, runCampaign } from "../packages/retry/dist/index.js";
import { processRunner } from "../packages/cli/dist/retry/process-runner.js";
import { runProcess } from "../packages/cli/dist/retry/run-process.js";
import { library } from "./library.mjs";
import { longRun } from "./long-run.mjs";
import { report, summary } from "./measure.mjs";

const { registry } = library;
const episodes = Math.ceil(Number(process.argv[2] ?? 140) / 7);
const budget = 50;
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "mulligan-bench-"));
const evaluation = "echo 1 failed; exit 1";
const environment = process.env;

/** Every attempt fails, so each episode has 1 + 3 arms x 2 attempts. */
async function measured(name, recording) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, recording);
  const results = join(folder, name);
  const ledger = await openLedger(join(folder, `${name}.db`));
  const runner = processRunner({
    command: `cat ${file}`,
    evaluation,
    trajectory: null,
    seconds: 60,
    results,
    start: folder,
    worktree: false,
    keep: "none",
    threshold: 1,
    onSolved: () => undefined,
    environment,
  });
  const workspace = join(root, "examples/retry-loop/repository");
  const times = [];
  const used = process.cpuUsage();
  let last = performance.now();
  await runCampaign({
    ...runner,
    store: ledger,
    campaign: name,
    registry,
    arms: [plainArm(), errorsOnlyArm(), planArm({ registry })],
    maxAttempts: 3,
    episodes: Array.from({ length: episodes }, (_, index) => ({
      id: `e${index}`,
      task: "Mend it.",
      data: { workspace },
    })),
    timers: { wait: () => Promise.resolve(), repeat: () => () => undefined },
    onAttempt: ({ usage }) => {
      const now = performance.now();
      times.push(now - last - usage.seconds * 1_000);
      last = now;
    },
  });
  ledger.close();
  const { user, system } = process.cpuUsage(used);
  return { times: times.slice(7), cpu: (user + system) / 1_000 / times.length };
}

/** The evaluator alone; the agent's time is part of every result. */
async function evaluatorAlone() {
  const times = [];
  for (let round = 0; round < 40; round += 1) {
    const begun = performance.now();
    const files = { out: join(folder, "out"), error: join(folder, "error") };
    await runProcess({ command: evaluation, cwd: folder, environment, input: "", ...files, seconds: 60 });
    times.push(performance.now() - begun);
  }
  return summary(times).median;
}

/** @param {number} milliseconds */
function oneDigit(milliseconds) {
  return milliseconds.toFixed(1);
}

const recordings = [
  ["short", "a run of 8 steps", readFileSync(join(root, "examples/failing-run/recordings/never-tested/run.traj.json"))],
  ["usual", "a run of 100 steps", longRun(100)],
  ["long", "a run of 500 steps", longRun(500)],
];
let isOver = false;
for (const [name, title, recording] of recordings) {
  const evaluator = Number(await evaluatorAlone());
  const { times, cpu } = await measured(name, recording);
  const { median, low, high } = summary(times.map((time) => time - evaluator));
  isOver ||= median > budget;
  report(
    `loop, ${title} (${Math.round(recording.length / 1_000)} kB): ms an attempt`,
    median,
    budget,
    `${oneDigit(low)}-${oneDigit(high)} ms without the evaluator's ${oneDigit(evaluator)} ms; ${oneDigit(cpu)} ms of CPU`,
  );
}
rmSync(folder, { recursive: true, force: true });
process.exit(isOver ? 1 : 0);
