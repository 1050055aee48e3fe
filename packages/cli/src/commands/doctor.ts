import { existsSync } from "node:fs";
import { isOn, outputOptions, parse } from "../arguments.js";
import type { Options } from "../arguments.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { logFile, readLog } from "../hook/hook-log.js";
import { hookRecord } from "../hook/hook-record.js";
import { hookFolder } from "../hook/run-hook.js";
import { loadSettings, projectSettingsFile, userSettingsFile } from "../hook/settings.js";
import type { Io } from "../io.js";
import { repositoryRoot } from "../lessons/repository-root.js";
import { agentText, settingsText } from "../output/doctor-text.js";
import { hookStatus } from "../setup/hook-status.js";
import { hookAgents, hookTargets, isHookAgent } from "../setup/hook-targets.js";
import { homeFolder } from "../setup/state-folder.js";

const options: Options = { ...outputOptions };

/** Says of each live agent whether the hook is installed, when it was called, what it answered, and why it was silent. */
export async function doctor(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("doctor", commandArguments, options);
  const { positionals } = parsed;
  const unknown = positionals.find((name) => !isHookAgent(name));
  if (unknown !== undefined) throw usageError("doctor", `"${unknown}" is none of ${hookAgents.join(", ")}.`);
  const project = repositoryRoot(io.cwd);
  const { environment } = io;
  const { settings, problems } = loadSettings(project, environment);
  const folder = hookFolder(environment);
  const log = readLog(folder);
  const places = { home: homeFolder(environment), project, environment };
  const reports = hookAgents
    .filter((agent) => positionals.length === 0 || positionals.includes(agent))
    .map((agent) => ({
      name: hookTargets[agent].name,
      status: hookStatus(agent, places),
      record: hookRecord(agent, log),
    }));
  if (isOn(parsed, "json")) {
    io.out(`${JSON.stringify({ settings, problems, log: logFile(folder), agents: reports }, null, 2)}\n`);
    return exitCodes.clean;
  }
  const files = [userSettingsFile(environment), projectSettingsFile(project)].filter((file) => existsSync(file));
  io.out(settingsText(settings, files, logFile(folder)));
  for (const problem of problems) io.out(`Problem: ${problem}\n`);
  for (const report of reports) io.out(agentText(report));
  return exitCodes.clean;
}
