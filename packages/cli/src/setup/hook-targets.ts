import { existsSync } from "node:fs";
import { join } from "node:path";

/** Agents in whose configuration a hook can be installed. */
export const hookAgents = ["claude-code", "codex", "gemini-cli", "copilot", "cursor", "opencode"] as const;

export type HookAgent = (typeof hookAgents)[number];

export function isHookAgent(name: string): name is HookAgent {
  return hookAgents.some((agent) => agent === name);
}

export interface Places {
  readonly home: string;
  /** Root of the repository, or the working folder. */
  readonly project: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** What goes into an agent's configuration, and where. */
export interface HookTarget {
  /** As people call it. */
  readonly name: string;
  /** The file of all the user's sessions. */
  readonly userFile: (places: Places) => string;
  /** The file of this project's sessions. */
  readonly projectFile: (places: Places) => string;
  /** The project's file is one that people commit. */
  readonly shared: boolean;
  /** Members that a file of its own has besides, for an agent that asks for them. */
  readonly frame: Readonly<Record<string, unknown>>;
  /** Where in the document the lists stand, and what is added to each. */
  readonly entries: (command: string, options: EntryOptions) => readonly HookEntry[];
  /** What is left to do in the agent. */
  readonly afterwards: string;
}

export interface EntryOptions {
  /** Sub-agents are judged too. */
  readonly subagents: boolean;
}

export interface HookEntry {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** The hook answers in less than a second; an agent gives up on it after this many. */
const seconds = 10;
const millisecondsASecond = 1_000;

export const hookTargets: Readonly<Record<HookAgent, HookTarget>> = {
  "claude-code": {
    name: "Claude Code",
    userFile: ({ home, environment }) =>
      join(environment["CLAUDE_CONFIG_DIR"] ?? join(home, ".claude"), "settings.json"),
    projectFile: ({ project }) => join(project, ".claude", "settings.local.json"),
    shared: false,
    frame: {},
    entries: (command, { subagents }) =>
      ["Stop", ...(subagents ? ["SubagentStop"] : []), "SessionStart"].map((event) =>
        grouped(event, { type: "command", command, timeout: seconds }),
      ),
    afterwards: "Sessions that begin from now on have it; `/hooks` in Claude Code shows it.",
  },
  codex: {
    name: "Codex",
    userFile: ({ home, environment }) => join(environment["CODEX_HOME"] ?? join(home, ".codex"), "hooks.json"),
    projectFile: ({ project }) => join(project, ".codex", "hooks.json"),
    shared: true,
    frame: {},
    entries: (command, { subagents }) =>
      ["Stop", ...(subagents ? ["SubagentStop"] : []), "SessionStart"].map((event) =>
        grouped(event, { type: "command", command, timeout: seconds }),
      ),
    afterwards: "Codex passes over a hook without a word until you trust it: start it once and confirm under `/hooks`.",
  },
  "gemini-cli": {
    name: "Gemini CLI",
    userFile: ({ home }) => join(home, ".gemini", "settings.json"),
    projectFile: ({ project }) => join(project, ".gemini", "settings.json"),
    shared: true,
    frame: {},
    entries: (command) =>
      ["AfterAgent", "SessionStart"].map((event) =>
        grouped(event, { type: "command", name: "mulligan", command, timeout: seconds * millisecondsASecond }),
      ),
    afterwards: "Sessions that begin from now on have it; `/hooks` in Gemini CLI shows it.",
  },
  copilot: {
    name: "Copilot CLI",
    userFile: ({ home, environment }) =>
      join(environment["COPILOT_HOME"] ?? join(home, ".copilot"), "hooks", "mulligan.json"),
    projectFile: ({ project }) => join(project, ".github", "hooks", "mulligan.json"),
    shared: true,
    frame: { version: 1 },
    entries: (command, { subagents }) =>
      ["agentStop", ...(subagents ? ["subagentStop"] : []), "sessionStart"].map((event) => ({
        path: ["hooks", event],
        value: { type: "command", bash: command, powershell: command, timeoutSec: seconds },
      })),
    afterwards: "Sessions that begin from now on have it.",
  },
  cursor: {
    name: "Cursor",
    userFile: ({ home }) => join(home, ".cursor", "hooks.json"),
    projectFile: ({ project }) => join(project, ".cursor", "hooks.json"),
    shared: true,
    frame: { version: 1 },
    entries: (command, { subagents }) =>
      ["stop", ...(subagents ? ["subagentStop"] : []), "sessionStart"].map((event) => ({
        path: ["hooks", event],
        value: { command, timeout: seconds },
      })),
    afterwards: "Cursor reads the file again by itself; its settings show the hook under Hooks.",
  },
  opencode: {
    name: "opencode",
    userFile: ({ home, environment }) =>
      withComments(join(environment["XDG_CONFIG_HOME"] ?? join(home, ".config"), "opencode", "opencode.json")),
    projectFile: ({ project }) => withComments(join(project, "opencode.json")),
    shared: true,
    frame: {},
    entries: (command) => [{ path: ["plugin"], value: command }],
    afterwards: "Start opencode anew; it loads plugins once.",
  },
};

function grouped(event: string, handler: Readonly<Record<string, unknown>>): HookEntry {
  return { path: ["hooks", event], value: { hooks: [handler] } };
}

/** The file of the same name whose ending allows comments, where that is the one in use. */
function withComments(path: string): string {
  return existsSync(`${path}c`) && !existsSync(path) ? `${path}c` : path;
}
