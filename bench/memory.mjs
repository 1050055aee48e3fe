// Peak memory and speed of the command line over a long file of JSON Lines, held against a loop that only parses it.
// `pnpm bench:memory [--size MEGABYTES]`, default 1000.
import { spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const megabyte = 1_000_000;
const budget = 200;
const { values } = parseArgs({ options: { size: { type: "string", default: "1000" } } });
const wanted = Number(values.size);
if (!(wanted > 0)) throw new Error(`--size ${values.size}: a number of megabytes is wanted.`);
const bundle = join(import.meta.dirname, "../packages/cli/dist/mulligan.cjs");

/** A run as a row of an evaluation: what was said, done and printed, each row another. */
function row(number) {
  const history = [{ source: "user", action: "message", args: { content: `Fix the parser of module ${number}` } }];
  for (let step = 1; step <= 40; step += 1) {
    const tool_call_metadata = { tool_call_id: `${number}-${step}` };
    const command = step % 10 === 0 ? "pytest -q" : `sed -n '${step},${step + 40}p' src/module_${number % 97}.py`;
    const output = step % 10 === 0 ? `${step} passed in 0.${number % 90}s` : `value_${number} = ${step}\n`.repeat(60);
    history.push({ id: step * 2, source: "agent", action: "run", args: { command }, tool_call_metadata });
    const extras = { command, metadata: { exit_code: 0 } };
    history.push({
      id: step * 2 + 1,
      source: "agent",
      observation: "run",
      content: output,
      cause: step * 2,
      extras,
      tool_call_metadata,
    });
  }
  return JSON.stringify({ instance_id: `made-up-${number}`, history, test_result: { git_patch: "" } });
}

function writeRows(path) {
  const file = openSync(path, "w");
  let size = 0;
  let rows = 0;
  while (size < wanted * megabyte) {
    rows += 1;
    size += writeSync(file, `${row(rows)}\n`);
  }
  closeSync(file);
  return rows;
}

/** Runs a program to its end: seconds, and the largest resident set in MB that the kernel counted for it. */
async function measured(commandArguments) {
  const started = performance.now();
  const child = spawn(process.execPath, commandArguments, { stdio: ["ignore", "pipe", "inherit"] });
  let lines = 0;
  let peak = 0;
  const watching = setInterval(() => (peak = Math.max(peak, peakOf(child.pid))), 100);
  for await (const chunk of child.stdout) for (const byte of chunk) if (byte === 10) lines += 1;
  clearInterval(watching);
  return { seconds: (performance.now() - started) / 1000, peak, lines };
}

function peakOf(pid) {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

const baseline = `
const lines = require("node:readline").createInterface({ input: require("node:fs").createReadStream(process.argv[1]) });
lines.on("line", (line) => JSON.parse(line));
`;

if (process.platform !== "linux") {
  console.error("The peak is read from /proc, which only Linux has.");
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), "mulligan-memory-"));
try {
  const path = join(folder, "runs.jsonl");
  const rows = writeRows(path);
  const parse = await measured(["-e", baseline, path]);
  console.log(`${wanted} MB of JSON Lines, ${rows} runs; JSON.parse line by line takes ${parse.seconds.toFixed(1)} s.`);
  for (const command of [["diagnose", "--jsonl"], ["read"]]) {
    const { seconds, peak, lines } = await measured([bundle, ...command, "--no-config", path]);
    const verdict = peak <= budget ? "OK" : "OVER";
    const figures = `${peak.toFixed(0)} MB at most (budget ${budget}), ${(wanted / seconds).toFixed(0)} MB/s`;
    console.log(
      `mulligan ${command.join(" ")}: ${figures}, ${(seconds / parse.seconds).toFixed(1)} x parse, ${lines} lines  ${verdict}`,
    );
    if (peak > budget) process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
