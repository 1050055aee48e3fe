// Runs a campaign of the simulated agent and leaves its ledger and reports in a folder.
//   node run.mjs --out DIR [--episodes 40] [--jobs 2] [--habits never-tests,loops]
import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { bugs } from "./bugs.mjs";
import { habits } from "./habits.mjs";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: "retry-loop-results" },
    episodes: { type: "string", default: "40" },
    jobs: { type: "string", default: "2" },
    habits: { type: "string", default: habits.map(({ name }) => name).join(",") },
  },
});
const here = import.meta.dirname;
const start = process.env["INIT_CWD"] ?? process.cwd();
const out = resolve(start, values.out);
const results = join(values.out, "results");
const mulligan = join(here, "../../scripts/mulligan.mjs");
const chosen = values.habits.split(",");
for (const name of chosen) {
  if (habits.some((habit) => habit.name === name)) continue;
  console.error(`There is no habit "${name}". Habits: ${habits.map((habit) => habit.name).join(", ")}.`);
  process.exit(2);
}

/** Each task in a folder of its own: the repository with one fault in it. */
for (const { name, file, right, wrong } of bugs) {
  const folder = join(out, "workspaces", name);
  if (existsSync(join(folder, ".git"))) continue;
  mkdirSync(folder, { recursive: true });
  cpSync(join(here, "repository"), folder, { recursive: true });
  writeFileSync(
    join(folder, file),
    readFileSync(join(here, "repository", file), "utf8").replace(right, () => wrong),
  );
  const git = (/** @type {string[]} */ ...words) => execFileSync("git", ["-C", folder, ...words], { stdio: "ignore" });
  git("init", "--template=");
  git("add", ".");
  git("-c", "user.name=Example", "-c", "user.email=example@example.invalid", "commit", "-m", "All so far");
}

const rows = Array.from({ length: Number(values.episodes) }, (_, index) => {
  const bug = bugs[index % bugs.length];
  const habit = chosen[Math.floor(index / bugs.length) % chosen.length];
  const round = Math.floor(index / (bugs.length * chosen.length)) + 1;
  return { id: `${bug?.name}.${habit}.${round}`, task: bug?.task, workspace: `workspaces/${bug?.name}` };
});
writeFileSync(join(out, "episodes.jsonl"), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));

/**
 * In a process group of its own: a Ctrl-C comes here alone, and is handed on once.
 * @param {readonly string[]} words
 * @returns {Promise<string>}
 */
function run(words, capture = false) {
  const child = spawn(process.execPath, [mulligan, ...words], {
    cwd: start,
    detached: true,
    env: { ...process.env, INIT_CWD: start },
    stdio: ["ignore", capture ? "pipe" : "inherit", "inherit"],
  });
  const handOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on("SIGINT", handOn).on("SIGTERM", handOn);
  let printed = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => (printed += text));
  return new Promise((done) => {
    child.once("close", (code) => {
      process.off("SIGINT", handOn).off("SIGTERM", handOn);
      if (code !== 0) process.exit(code ?? 130);
      done(printed);
    });
  });
}

const count = `${rows.length} tasks in three arms`;
console.log(`A simulated agent with bad habits (no model is asked) attempts ${count}; about half a minute.\n`);
/** @param {string} name */
const script = (name) => `"${process.execPath}" "${join(here, name)}"`;
await run([
  ...[
    "campaign",
    join(values.out, "episodes.jsonl"),
    "--out",
    results,
    "--arms",
    "plain,errors-only,plan",
    "--attempts",
    "2",
  ],
  ...["--run", script("agent.mjs"), "--evaluate", script("evaluate.mjs"), "--trajectory", "run.traj.json"],
  ...["--jobs", values.jobs, "--time-limit", "60"],
]);
const reports = [
  ["text", "report.txt"],
  ["markdown", "report.md"],
  ["json", "report.json"],
  ["csv", "attempts.csv"],
  ["html", "report.html"],
];
for (const [format = "", file = ""] of reports) {
  writeFileSync(join(out, file), await run(["report", results, "--format", format], true));
}
writeFileSync(join(out, "strategies.txt"), await run(["strategies", results], true));
const written = [...reports.map(([, file]) => file), "strategies.txt"].join(", ");
console.log(`\nIn ${values.out}: ${written}; prompts and outputs of each attempt in results/attempts.`);
