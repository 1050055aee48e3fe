import { sep } from "node:path";
import { isOn, textOf } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import type { Io } from "../io.js";
import { repositoryRoot } from "../lessons/repository-root.js";
import { typedHere } from "../output/program.js";
import { styleOf } from "../output/style.js";
import { carryOut, plannedInstallation, plannedRemoval } from "./hook-setup.js";
import type { PlannedChange } from "./hook-setup.js";
import { hookStatus } from "./hook-status.js";
import { hookAgents, hookTargets, isHookAgent } from "./hook-targets.js";
import type { HookAgent, HookTarget, Places } from "./hook-targets.js";
import { lineDiff } from "./line-diff.js";
import { hookCommand, isOwnCommand, ownScript } from "./own-command.js";
import { homeFolder, stateFolder } from "./state-folder.js";

/** Puts the hook into an agent's configuration, or takes it out again, once the change was shown and agreed to. */
export async function initHooks(parsed: Arguments, io: Io): Promise<number> {
  const agent = agentOf(parsed);
  const target = hookTargets[agent];
  const file = fileOf(target, parsed, io);
  const state = stateFolder(io.environment);
  const undo = isOn(parsed, "undo");
  const change = undo
    ? plannedRemoval(file, { frame: target.frame, isOwn: isOwnCommand(agent) }, state)
    : plannedInstallation(file, wanted(agent, target, parsed, io));
  if (change.before === change.after) {
    io.out(undo ? `${file} holds no hook of mulligan.\n` : `${file} has the hook already.\n`);
    return exitCodes.clean;
  }
  io.out(diffText(change, parsed, io));
  if (isOn(parsed, "dry-run")) return exitCodes.clean;
  if (!isOn(parsed, "yes") && !(await agreed(io))) {
    io.error("Nothing was written. --yes writes it without a question.\n");
    return exitCodes.usage;
  }
  carryOut(change, state);
  io.out(`${undo ? "Taken out of" : "Written to"} ${file}.\n`);
  if (!undo && !isOn(parsed, "quiet")) io.error(`${typedHere(afterwards(agent, target, parsed, io), io)}\n`);
  return exitCodes.clean;
}

function agentOf(parsed: Arguments): HookAgent {
  const given = textOf(parsed, "hooks") ?? "";
  if (!isHookAgent(given)) throw usageError("init", `--hooks "${given}" is none of ${hookAgents.join(", ")}.`);
  return given;
}

function fileOf(target: HookTarget, parsed: Arguments, io: Io): string {
  if (isOn(parsed, "user") && isOn(parsed, "project"))
    throw usageError("init", "--user and --project exclude each other.");
  const places = placesOf(io);
  return isOn(parsed, "project") ? target.projectFile(places) : target.userFile(places);
}

function wanted(
  agent: HookAgent,
  target: HookTarget,
  parsed: Arguments,
  io: Io,
): Parameters<typeof plannedInstallation>[1] {
  const command = hookCommand(agent, ownScript(io.script));
  const entries = target.entries(command, { subagents: isOn(parsed, "subagents") });
  return { entries, frame: target.frame, command, isOwn: isOwnCommand(agent) };
}

function diffText({ file, before, after }: PlannedChange, parsed: Arguments, io: Io): string {
  const style = styleOf(parsed, io);
  const state = before === null ? " (new file)" : after === null ? " (the file goes)" : "";
  return `${[style.bold(`${file}${state}`), ...lineDiff(before ?? "", after ?? "")].join("\n")}\n`;
}

/** Asks where a person can answer. */
async function agreed(io: Io): Promise<boolean> {
  if (!io.terminal) return false;
  io.error("Write this? [y/N] ");
  let answer = "";
  for await (const chunk of io.standardInput()) {
    answer += new TextDecoder().decode(chunk);
    if (answer.includes("\n")) break;
  }
  return /^\s*y(?:es)?\s*$/i.test(answer.split("\n")[0] ?? "");
}

function afterwards(agent: HookAgent, target: HookTarget, parsed: Arguments, io: Io): string {
  const project = isOn(parsed, "project");
  const places = placesOf(io);
  const inProject = !project && (io.script ?? "").startsWith(places.project + sep) && places.project !== places.home;
  const { installations, switchedOff } = hookStatus(agent, places);
  return [
    target.afterwards,
    ...switchedOff.map((reason) => `It will not be called: ${reason}.`),
    ...(installations.length > 1
      ? [
          `It is installed more than once, and would answer as often: ${installations.map(({ file }) => file).join(", ")}.`,
        ]
      : []),
    ...(project && target.shared ? ["The file names a path of this machine: others need a line of their own."] : []),
    ...(inProject
      ? [`It names the mulligan of ${places.project}, and ends with it: npm install --global mulligan lasts longer.`]
      : []),
    `\`mulligan init --hooks ${agent}${project ? " --project" : ""} --undo\` takes it out again.`,
  ].join("\n");
}

function placesOf({ environment, cwd }: Io): Places {
  return { home: homeFolder(environment), project: repositoryRoot(cwd), environment };
}
