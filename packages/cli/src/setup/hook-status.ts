import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hookTargets } from "./hook-targets.js";
import type { HookAgent, Places } from "./hook-targets.js";
import { JsonProblem, parseJsonTree } from "./json-tree.js";
import type { JsonNode } from "./json-tree.js";
import { isOwnCommand } from "./own-command.js";
import { ownTexts } from "./own-entries.js";

/** A configuration that calls the hook, or may. */
export interface Installation {
  readonly scope: "user" | "project" | "plugin";
  readonly file: string;
  /** The agent's words for when it is called; empty where the file does not tell. */
  readonly events: readonly string[];
  /** Why the agent cannot call it, as far as files show that. */
  readonly problems: readonly string[];
}

export interface HookStatus {
  readonly agent: HookAgent;
  /** The agent was used here: the folder of its configuration is there. */
  readonly present: boolean;
  readonly installations: readonly Installation[];
  /** What keeps the agent from calling any hook. */
  readonly switchedOff: readonly string[];
}

type Settings = Readonly<Record<string, unknown>>;

/** What the configurations of an agent say of the hook. Reads files only; never throws. */
export function hookStatus(agent: HookAgent, places: Places): HookStatus {
  const target = hookTargets[agent];
  const user = target.userFile(places);
  const project = target.projectFile(places);
  const installations = [
    ...installed(agent, "user", user),
    ...(project === user ? [] : installed(agent, "project", project)),
    ...plugins[agent](dirname(user)),
  ];
  const switchedOff = [user, project, join(dirname(project), "settings.json")].flatMap((file) => off[agent](file));
  return { agent, present: existsSync(dirname(user)), installations, switchedOff: [...new Set(switchedOff)] };
}

function installed(agent: HookAgent, scope: "user" | "project", file: string): Installation[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    return [];
  }
  try {
    const own = ownTexts(parseJsonTree(text), isOwnCommand(agent));
    if (own.length === 0) return [];
    const events = own.flatMap(({ chain }) => {
      const [, link] = chain;
      return link !== undefined && "member" in link ? [link.member.key] : [];
    });
    const missing = own.map(({ node }) => scriptIn(node)).filter((path) => path !== null && !existsSync(path));
    const problems = [...new Set(missing)].map(
      (path) => `${path} is not there any more; call init --hooks ${agent} again`,
    );
    return [{ scope, file, events: [...new Set(events)], problems: [...problems, ...distrust(agent, file)] }];
  } catch (error) {
    const reason = error instanceof JsonProblem ? `it is no JSON (${error.message})` : String(error);
    return [{ scope, file, events: [], problems: [reason] }];
  }
}

/** The file that the command starts; null for a plugin's address, and where the command names no path. */
function scriptIn({ value }: JsonNode): string | null {
  const found = /^node (?:"((?:[^"\\]|\\.)*)"|(\S+)) hook /.exec(String(value));
  return found === null ? null : (found[2] ?? found[1]?.replaceAll(/\\(["$`\\])/g, "$1") ?? null);
}

/** Codex keeps in its own configuration which hooks were confirmed, by file, event and place. */
function distrust(agent: HookAgent, file: string): string[] {
  if (agent !== "codex") return [];
  const config = textOf(join(dirname(file), "config.toml"));
  return config.includes(`${file}:stop:`) ? [] : ["Codex does not say that you trust it: confirm it under /hooks"];
}

const plugins: Readonly<Record<HookAgent, (folder: string) => Installation[]>> = {
  "claude-code": (folder) => {
    const file = join(folder, "settings.json");
    const { enabledPlugins } = settingsIn(file);
    return isRecord(enabledPlugins) && Object.entries(enabledPlugins).some(isEnabledPlugin) ? [asPlugin(file)] : [];
  },
  codex: (folder) => {
    const file = join(folder, "config.toml");
    return /^\s*\[plugins\."mulligan@[^"\n]+"\][^[]*^\s*enabled\s*=\s*true/m.test(textOf(file)) ? [asPlugin(file)] : [];
  },
  "gemini-cli": (folder) => {
    const file = join(folder, "extensions", "mulligan");
    return existsSync(file) ? [asPlugin(file)] : [];
  },
  copilot: () => [],
  cursor: () => [],
  opencode: (folder) =>
    ["plugin", "plugins"].flatMap((name) => {
      const found = filesIn(join(folder, name)).find((file) => /^mulligan\.[cm]?[jt]s$/.test(file));
      return found === undefined ? [] : [asPlugin(join(folder, name, found))];
    }),
};

const nothing = (): string[] => [];

const off: Readonly<Record<HookAgent, (file: string) => string[]>> = {
  "claude-code": (file) => (settingsIn(file)["disableAllHooks"] === true ? [`disableAllHooks is true in ${file}`] : []),
  codex: (file) => {
    const config = join(dirname(file), "config.toml");
    const features = /^\s*\[features\]([^[]*)/m.exec(textOf(config))?.[1] ?? "";
    return /^\s*(?:codex_)?hooks\s*=\s*false/m.test(features) ? [`hooks are false under [features] in ${config}`] : [];
  },
  "gemini-cli": (file) => {
    const { hooksConfig } = settingsIn(file);
    if (!isRecord(hooksConfig)) return [];
    const { enabled, disabled } = hooksConfig;
    return [
      ...(enabled === false ? [`hooksConfig.enabled is false in ${file}`] : []),
      ...(Array.isArray(disabled) && disabled.includes("mulligan")
        ? [`hooksConfig.disabled names mulligan in ${file}`]
        : []),
    ];
  },
  copilot: nothing,
  cursor: nothing,
  opencode: nothing,
};

function asPlugin(file: string): Installation {
  return { scope: "plugin", file, events: [], problems: [] };
}

function isEnabledPlugin([name, enabled]: readonly [string, unknown]): boolean {
  return name.startsWith("mulligan@") && enabled === true;
}

function settingsIn(file: string): Settings {
  try {
    const { value } = parseJsonTree(textOf(file));
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isRecord(value: unknown): value is Settings {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
