// A simulation of a coding agent: no model is asked. It has one bad habit a task, which it gives up when its prompt speaks
// of it, and it does not always listen. What it types really runs. Its recording has the shape of mini-swe-agent 1.1.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runAgent } from "../failing-run/agent.mjs";
import { shownFolder } from "../failing-run/workspace.mjs";
import { bugs } from "./bugs.mjs";
import { habits } from "./habits.mjs";

const environment = process.env;
const workspace = environment["MULLIGAN_WORKSPACE"] ?? process.cwd();
const [bugName, habitName] = (environment["MULLIGAN_EPISODE"] ?? "").split(".");
const bug = bugs.find(({ name }) => name === bugName);
if (bug === undefined) throw new Error(`There is no task of the name ${bugName}.`);
const habit = habits.find(({ name }) => name === habitName);
if (habit === undefined) throw new Error(`There is no habit of the name ${habitName}.`);

const told = `${environment["MULLIGAN_SYSTEM_ADDON"]}\n${environment["MULLIGAN_USER_ADDON"]}`;
/** @param {string} about */
const chance = (about) => {
  const { MULLIGAN_EPISODE: episode, MULLIGAN_SEED: seed, MULLIGAN_ATTEMPT: attempt } = environment;
  const digest = createHash("sha256").update([episode, seed, attempt, about].join("\n")).digest();
  return digest.readUInt32BE() / 2 ** 32;
};

/** The same luck in every arm: episodes are paired by their seeds. */
const lucky = chance("luck") < 0.12;
const listens = chance("listens") < 0.8;
const mends = listens && habit.givenUpAt.test(told);
/** Who sees which test fails sometimes finds the fault without any advice. */
const seesFailure = /Failing tests?:|not ok|Failing in the evaluation/i.test(told) && chance("failure") < 0.3;

const path = join(workspace, bug.file);
const source = readFileSync(path, "utf8");
/** @param {string} code */
const rewrite = (code) => `cat > ${bug.file} <<'EOF'\n${source.replace(bug.wrong, () => code)}EOF`;
const look = { says: "I look at the function.", command: `cat ${bug.file}` };
const overview = { says: "First an overview.", command: "ls . src test" };
const test = { says: "I run the tests.", command: "node --test" };
const submit = {
  says: "That is it.",
  command: "git diff -- src > patch.txt && echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && cat patch.txt",
};
const guess = { says: "This should do it.", command: rewrite(bug.guess) };
const right = { says: "Now I see it.", command: rewrite(bug.right) };
const search = { says: "I search for the place.", command: "grep -n function src/*.js" };

const turns = mends
  ? [overview, look, test, guess, test, right, test, submit]
  : lucky || seesFailure
    ? [overview, look, right, test, submit]
    : habit.turns({ overview, look, search, guess, test, submit });

const shell = (/** @type {string} */ command) => {
  const { status, stdout } = spawnSync("bash", ["-c", 'exec bash -c "$1" 2>&1', "bash", command], {
    cwd: workspace,
    encoding: "utf8",
    env: { PATH: environment["PATH"], HOME: workspace, LC_ALL: "C", NO_COLOR: "1", NODE_OPTIONS: reporter() },
  });
  return { output: stdout.replaceAll(workspace, shownFolder), returncode: status ?? -1 };
};

function reporter() {
  return `--test-reporter=${new URL("../failing-run/tap-reporter.mjs", import.meta.url).href}`;
}

const scenario = { turns, stepLimit: 12 };
const run = runAgent({
  instanceId: environment["MULLIGAN_EPISODE"] ?? "",
  task: readFileSync(environment["MULLIGAN_TASK_FILE"] ?? "", "utf8"),
  scenario,
  workspace: /** @type {any} */ ({ shell }),
});
writeFileSync(join(environment["MULLIGAN_ATTEMPT_DIR"] ?? ".", "run.traj.json"), JSON.stringify(run));
writeFileSync(
  environment["MULLIGAN_USAGE_FILE"] ?? "usage.json",
  JSON.stringify({ cost: scenario.turns.length / 100, input_tokens: 400 * scenario.turns.length, output_tokens: 900 }),
);
