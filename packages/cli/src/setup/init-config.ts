import { existsSync, mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { createRegistry } from "@mulligan/core";
import type { TemplatePack } from "@mulligan/core";
import { choiceOf, isOn } from "../arguments.js";
import type { Arguments } from "../arguments.js";
import { builtInPacks } from "../config/built-in-packs.js";
import { loadPack } from "../config/load-pack.js";
import { configExistsError, settingsNotWrittenError, usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import type { Io } from "../io.js";
import { programOf } from "../output/program.js";
import { columns, counted } from "../output/text.js";
import { configText } from "./config-text.js";
import type { ConfigFormat } from "./config-text.js";
import { findPacks } from "./find-packs.js";
import type { ProjectPacks } from "./find-packs.js";
import { hookAgents, hookTargets } from "./hook-targets.js";
import { homeFolder } from "./state-folder.js";
import { writeAtomically } from "./write-atomically.js";

const endings = ["ts", "mts", "js", "mjs", "cjs", "json"] as const;

/** Writes the project's configuration with the packs that it has installed. */
export async function initConfig(parsed: Arguments, io: Io): Promise<number> {
  const project = findPacks(io.cwd);
  const format = formatOf(project, parsed, io);
  const file = join(project.folder, `mulligan.config.${format}`);
  const note = (text: string) => {
    if (!isOn(parsed, "quiet")) io.error(`${text}\n`);
  };
  for (const name of project.missing) note(`${name} is not installed and was left out; install it and try again.`);
  const names = await usable(file, project.installed, io, note);
  const packs = [...builtInPacks.map(({ meta }) => meta.name), ...names];
  const text = configText(packs, format);
  if (isOn(parsed, "dry-run")) {
    io.out(text);
    return exitCodes.clean;
  }
  try {
    mkdirSync(project.folder, { recursive: true });
    writeAtomically(file, text);
  } catch (error) {
    throw settingsNotWrittenError(file, (error as NodeJS.ErrnoException).code ?? String(error));
  }
  const own = names.length === 0 ? "the built-in ones" : `${names.join(", ")} and the built-in ones`;
  io.out(`Wrote ${relative(io.cwd, file) || file} with ${counted(packs.length, "pack")}: ${own}.\n\n${nextSteps(io)}`);
  return exitCodes.clean;
}

function formatOf({ folder, hasTypes }: ProjectPacks, parsed: Arguments, io: Io): ConfigFormat {
  const asked = choiceOf("init", parsed, "format", ["ts", "json"]);
  const existing = endings.filter((ending) => existsSync(join(folder, `mulligan.config.${ending}`)));
  const format =
    asked ?? (existing.includes("ts") ? "ts" : existing.includes("json") ? "json" : hasTypes ? "ts" : "json");
  for (const ending of existing) {
    const file = relative(io.cwd, join(folder, `mulligan.config.${ending}`));
    if (!isOn(parsed, "force")) throw configExistsError(file);
    // The first of them would be in force, or stand there for nothing.
    if (ending !== format)
      throw usageError("init", `${file} is there as well. Remove it, or add the packs to it by hand.`);
  }
  return format;
}

/** Those that can be loaded together; a configuration with the others would be refused by every command. */
async function usable(file: string, names: readonly string[], io: Io, note: (text: string) => void): Promise<string[]> {
  const packs: TemplatePack[] = [...builtInPacks];
  const good: string[] = [];
  for (const name of names) {
    try {
      const pack = await loadPack(file, name, io);
      createRegistry({ packs: [...packs, pack] });
      packs.push(pack);
      good.push(name);
    } catch (error) {
      note(`${name} was left out: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return good;
}

function nextSteps(io: Io): string {
  const places = { home: homeFolder(io.environment), project: io.cwd, environment: io.environment };
  const present = hookAgents.filter((agent) => existsSync(join(hookTargets[agent].userFile(places), "..")));
  const [agent = "claude-code"] = present;
  const program = programOf(io);
  const steps = columns([
    [`${program} packs`, "the failure types in force"],
    [`${program} plan RUN`, "why a recorded run failed, and what the next attempt is told"],
    [`${program} init --hooks ${agent}`, `${hookTargets[agent].name} is asked before it says that it is done`],
  ]);
  return `Next:\n${steps.map((line) => `  ${line}\n`).join("")}`;
}
