// Runs a campaign of the simulated agent and leaves its ledger and reports in a folder.
//   node run.mjs --out DIR [--episodes 40] [--jobs 2]
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bugs } from "./bugs.mjs";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "retry-loop-results" },
    episodes: { type: "string", default: "40" },
    jobs: { type: "string", default: "2" },
  },
});
const here = import.meta.dirname;
const out = resolve(process.env["INIT_CWD"] ?? process.cwd(), values.out);
const habits = ["never-tests", "edits-blindly", "loops", "stubborn"];
const mulligan = join(here, "../../scripts/mulligan.mjs");

/** Each task in a folder of its own: the repository with one fault in it. */
for (const { name, file, right, wrong } of bugs) {
  const folder = join(out, "workspaces", name);
  mkdirSync(folder, { recursive: true });
  cpSync(join(here, "repository"), folder, { recursive: true });
  writeFileSync(
    join(folder, file),
    readFileSync(join(here, "repository", file), "utf8").replace(right, () => wrong),
  );
}

const rows = Array.from({ length: Number(values.episodes) }, (_, index) => {
  const bug = bugs[index % bugs.length];
  const habit = habits[Math.floor(index / bugs.length) % habits.length];
  const round = Math.floor(index / (bugs.length * habits.length)) + 1;
  return { id: `${bug?.name}.${habit}.${round}`, task: bug?.task, workspace: `workspaces/${bug?.name}`, seed: 1 };
});
writeFileSync(join(out, "episodes.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));

/** @param {readonly string[]} words */
function run(words, capture = false) {
  const { status, signal, stdout } = spawnSync(process.execPath, [mulligan, ...words], {
    cwd: out,
    encoding: "utf8",
    env: { ...process.env, INIT_CWD: out },
    stdio: ["ignore", capture ? "pipe" : "inherit", "inherit"],
    maxBuffer: 100_000_000,
  });
  if (signal !== null || status !== 0) process.exit(status ?? 130);
  return stdout;
}

/** @param {string} name */
const script = (name) => `"${process.execPath}" "${join(here, name)}"`;
run([
  ...["campaign", "episodes.jsonl", "--out", "results", "--arms", "plain,errors-only,plan", "--attempts", "2"],
  ...["--run", script("agent.mjs"), "--evaluate", script("evaluate.mjs"), "--trajectory", "run.traj.json"],
  ...["--jobs", values.jobs, "--time-limit", "60"],
]);
for (const [format, file] of [
  ["markdown", "report.md"],
  ["json", "report.json"],
  ["csv", "attempts.csv"],
]) {
  writeFileSync(join(out, String(file)), run(["report", "results", "--format", String(format)], true));
}
console.log(`\nReports: ${join(out, "report.md")}, report.json, attempts.csv`);
