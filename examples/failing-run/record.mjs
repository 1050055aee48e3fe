import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runAgent } from "./agent.mjs";
import { evaluate } from "./evaluate.mjs";
import blindWrite from "./scenarios/blind-write.mjs";
import looping from "./scenarios/looping.mjs";
import neverTested from "./scenarios/never-tested.mjs";
import { Workspace } from "./workspace.mjs";

const here = import.meta.dirname;

/** @type {Readonly<Record<string, import("./agent.mjs").Scenario>>} */
export const scenarios = { "never-tested": neverTested, "blind-write": blindWrite, looping };

export const recordingsFolder = join(here, "recordings");

/** The files that a recording consists of. */
export const recordingFiles = ["run.traj.json", "report.json"];

/**
 * Plays every scenario and writes `<name>/run.traj.json` and `<name>/report.json`.
 * @param {string} folder
 */
export function record(folder) {
  const task = readFileSync(join(here, "task.md"), "utf8");
  /** @type {import("./evaluate.mjs").Instance} */
  const instance = JSON.parse(readFileSync(join(here, "evaluation", "instance.json"), "utf8"));
  for (const [name, scenario] of Object.entries(scenarios)) {
    const workspace = new Workspace(join(here, "repository"));
    try {
      const run = runAgent({ instanceId: instance.instance_id, task, scenario, workspace });
      const { submission } = run.info;
      const report = evaluate({ instance, folder: join(here, "evaluation"), workspace, submission });
      mkdirSync(join(folder, name), { recursive: true });
      writeFileSync(join(folder, name, "run.traj.json"), asJson(run));
      writeFileSync(join(folder, name, "report.json"), asJson(report));
    } finally {
      workspace.dispose();
    }
  }
}

/** @param {unknown} value */
function asJson(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}
