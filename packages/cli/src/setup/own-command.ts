import { realpathSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { notInstalledError } from "../errors.js";
import type { HookAgent } from "./hook-targets.js";

/** Emptied at any time; a hook must not depend on it. */
const passingFolder = /[\\/]_npx[\\/]|[\\/](?:dlx|pnpm-exec)-|[\\/]bunx-/;

/**
 * Path of the installed command that a configuration can name for good. A link is followed unless it is that of the
 * package's folder: what it leads to may be a folder of this very version.
 */
export function ownScript(script: string | undefined): string {
  if (script === undefined || script === "") throw notInstalledError("the path of the command is not known");
  const installed = join("mulligan", "dist", "mulligan.cjs");
  const path = script.endsWith(sep + installed) ? script : realPath(script);
  if (passingFolder.test(path)) throw notInstalledError(`it runs from ${dirname(path)}, which does not last`);
  return path;
}

function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** What the configuration of the agent holds: one text that stays the same over updates. */
export function hookCommand(agent: HookAgent, script: string): string {
  if (agent === "opencode") return opencodePlugin(script);
  return `node ${quoted(script)} hook ${agent}`;
}

/** Whether a text of a configuration is this command, of whatever folder. */
export function isOwnCommand(agent: HookAgent): (text: string) => boolean {
  if (agent === "opencode") return (text) => text.endsWith("/plugins/opencode/mulligan.js");
  const end = new RegExp(`mulligan(?:\\.[cm]?js)?["']?\\s+hook\\s+${agent}\\s*$`);
  return (text) => end.test(text);
}

function opencodePlugin(script: string): string {
  return pathToFileURL(join(dirname(dirname(script)), "plugins", "opencode", "mulligan.js")).href;
}

/**
 * In double quotes where it has to be, which shells on all systems understand. With slashes on Windows, too: an agent may
 * use a shell there that takes a backslash for something else.
 */
function quoted(path: string): string {
  const slashed = sep === "\\" ? path.replaceAll("\\", "/") : path;
  return /^[\w@%+=:,./-]+$/.test(slashed) ? slashed : `"${slashed.replaceAll(/(["$`\\])/g, "\\$1")}"`;
}
