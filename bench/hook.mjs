// What an agent waits for at the end of a turn: the whole process, held against a Node that does nothing.
// node bench/hook.mjs [ROUNDS]
import { spawnSync } from "node:child_process";
import { appendFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const command =
  process.env.MULLIGAN_BENCH_COMMAND ?? fileURLToPath(new URL("../packages/cli/dist/mulligan.cjs", import.meta.url));
const rounds = Number(process.argv[2] ?? 21);
const home = mkdtempSync(join(tmpdir(), "mulligan-hook-bench-"));
const transcript = join(home, "session.jsonl");
const environment = { PATH: process.env.PATH, HOME: home, MULLIGAN_HOOK: "block" };
const wanted = 5_000_000;

let records = 0;
const line = (record) => {
  records += 1;
  const common = { uuid: `u${records}`, sessionId: "bench", cwd: "/repo", version: "2.1.0", isSidechain: false };
  return `${JSON.stringify({ ...common, ...record })}\n`;
};
const asks = (text) => line({ type: "user", message: { role: "user", content: text } });
const assistant = (block) =>
  line({ type: "assistant", message: { id: `m${records}`, role: "assistant", model: "x", content: [block] } });
const says = (text) => assistant({ type: "text", text });
const calls = (name, input, content) => {
  const id = `t${records}`;
  return (
    assistant({ type: "tool_use", id, name, input }) +
    line({ type: "user", message: { role: "user", content: [{ type: "tool_result", tool_use_id: id, content }] } })
  );
};
const source = (file) =>
  Array.from(
    { length: 240 },
    (_, row) => `${String(row + 1).padStart(6)}\tvalue_${row} = compute(${file}, ${row})`,
  ).join("\n");

/** A turn that looks, edits and tests; about 30 KB. */
function turn(number) {
  const path = `/repo/src/module_${number % 40}.py`;
  return (
    asks(`Change what module_${number % 40} computes.`) +
    calls("Read", { file_path: path }, source(number)) +
    calls("Bash", { command: "grep -rn compute src | head -100" }, source(number + 1)) +
    calls("Edit", { file_path: path, old_string: "compute(", new_string: `compute_${number}(` }, "Updated.") +
    calls("Bash", { command: "pytest -q" }, `${".".repeat(60)}\n60 passed in 0.50s`) +
    says("Changed, and the 60 tests pass.")
  );
}

const explained = "It computes what the module before it computed, and adds one.";

/** A turn that only looks and talks. */
function talk(number) {
  const path = `/repo/src/module_${number % 40}.py`;
  return (
    asks(`What does module_${number % 40} compute?`) +
    calls("Read", { file_path: path }, source(number)) +
    says(explained)
  );
}

function median(times) {
  return times.toSorted((left, right) => left - right)[times.length >> 1];
}

function timed(commandLine, input) {
  const started = performance.now();
  const { status, stderr } = spawnSync(process.execPath, commandLine, { input, env: environment });
  if (status !== 0 || stderr.length > 0) throw new Error(`${commandLine.join(" ")}: ${status} ${String(stderr)}`);
  return performance.now() - started;
}

const input = (session, said = "Changed, and the 60 tests pass.") =>
  JSON.stringify({
    session_id: session,
    transcript_path: transcript,
    cwd: home,
    hook_event_name: "Stop",
    stop_hook_active: false,
    last_assistant_message: said,
  });

let content = "";
let turns = 0;
while (content.length < wanted) content += turn((turns += 1));
writeFileSync(transcript, content);
timed([command, "hook", "claude-code"], input("warm"));
timed([command, "hook", "claude-code"], input("later"));

const rows = { nothing: [], help: [], first: [], later: [], talk: [] };
for (let round = 0; round < rounds; round += 1) {
  rows.nothing.push(timed(["-e", "0"], ""));
  rows.help.push(timed([command, "--help"], ""));
  appendFileSync(transcript, turn((turns += 1)));
  rows.first.push(timed([command, "hook", "claude-code"], input(`first-${round}`)));
  rows.later.push(timed([command, "hook", "claude-code"], input("later")));
  appendFileSync(transcript, talk((turns += 1)));
  rows.talk.push(timed([command, "hook", "claude-code"], input("later", explained)));
}
const base = median(rows.nothing);
const size = (statSync(transcript).size / 1e6).toFixed(1);
console.log(`Node ${process.version}, ${turns} turns, ${size} MB, medians of ${rounds} rounds`);
const limits = { first: 3, later: 1.5, talk: 1.5 };
for (const [name, times] of Object.entries(rows)) {
  const ratio = median(times) / base;
  const limit = limits[name] === undefined ? "" : `  limit ${limits[name]}`;
  const spread = `${Math.min(...times).toFixed(0)}-${Math.max(...times).toFixed(0)}`;
  console.log(
    `${name.padEnd(8)} ${median(times).toFixed(1).padStart(7)} ms (${spread})  ${ratio.toFixed(2)} x${limit}`,
  );
}
rmSync(home, { recursive: true, force: true });
