import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { lessonWords } from "../lessons/lesson-words.js";
import { homeFolder } from "../setup/state-folder.js";

export type HookMode = "off" | "observe" | "advise" | "block";

/** What a person wants of the hook. */
export interface HookSettings {
  /** `observe` only writes the log; `advise` tells; `block` sends the agent back. */
  readonly mode: HookMode;
  /** Types for which the agent is sent back. Empty: none in the mode `advise`, the recommended ones in `block`. */
  readonly block: readonly string[];
  /** Types that are told. */
  readonly advise: readonly string[];
  /** Answers in one session, at most. */
  readonly most: number;
  /** Sub-agents whose end the agent reports are judged as well. */
  readonly subagents: boolean;
  /** Most words of lessons that a session is told; 0 for none. */
  readonly lessonWords: number;
}

/** Where at the end of a turn something can still be done about it. */
export const liveTypes: readonly string[] = [
  "NEVER_TESTED",
  "UNVERIFIED_FINAL_EDIT",
  "SUBMITTED_WITH_FAILING_TESTS",
  "LOST_GOOD_STATE",
  "FALSE_COMPLETION_CLAIM",
  "TEST_TAMPERING",
  "LOOPING_BEHAVIOR",
  "BLIND_WRITE",
];

/** What one more run or one more edit settles. */
export const recommendedBlocks: readonly string[] = [
  "NEVER_TESTED",
  "UNVERIFIED_FINAL_EDIT",
  "SUBMITTED_WITH_FAILING_TESTS",
  "LOST_GOOD_STATE",
  "TEST_TAMPERING",
];

const defaults: HookSettings = {
  mode: "advise",
  block: [],
  advise: liveTypes,
  most: 3,
  subagents: true,
  lessonWords,
};

const modes: readonly HookMode[] = ["off", "observe", "advise", "block"];
const highest = 1_000;
/** Bytes. */
const longestFile = 100_000;

type Environment = Readonly<Record<string, string | undefined>>;

export interface LoadedSettings {
  readonly settings: HookSettings;
  /** What of the files was not understood, and left out. */
  readonly problems: readonly string[];
}

/** The user's file of settings, for all projects. */
export function userSettingsFile(environment: Environment): string {
  const { XDG_CONFIG_HOME: config } = environment;
  const folder = config === undefined || config === "" ? join(homeFolder(environment), ".config") : config;
  return join(folder, "mulligan", "hook.json");
}

/** The project's, which goes before the user's. */
export function projectSettingsFile(project: string): string {
  return join(project, ".mulligan", "hook.json");
}

/** Never throws: what cannot be read is a problem, and the defaults hold. */
export function loadSettings(project: string, environment: Environment): LoadedSettings {
  const problems: string[] = [];
  let settings = defaults;
  for (const file of [userSettingsFile(environment), projectSettingsFile(project)]) {
    settings = { ...settings, ...read(file, problems) };
  }
  const mode = environment["MULLIGAN_HOOK"];
  if (mode !== undefined && mode !== "") settings = { ...settings, ...checked("MULLIGAN_HOOK", { mode }, problems) };
  return { settings, problems };
}

function read(file: string, problems: string[]): Partial<HookSettings> {
  let text: string;
  try {
    // The project may be somebody else's, and the name lead to a device.
    const found = statSync(file);
    if (!found.isFile() || found.size > longestFile) return {};
    text = readFileSync(file, "utf8");
  } catch {
    return {};
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return checked(file, value, problems);
    problems.push(`${file}: it holds no object`);
  } catch (error) {
    problems.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return {};
}

function checked(where: string, value: object, problems: string[]): Partial<HookSettings> {
  const settings: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(value) as [string, unknown][]) {
    if (isValid(name, given)) settings[name] = given;
    else problems.push(`${where}: "${name}" is unknown, or its value is none that it can have`);
  }
  return settings;
}

function isValid(name: string, value: unknown): boolean {
  switch (name) {
    case "mode":
      return modes.some((mode) => mode === value);
    case "block":
    case "advise":
      return Array.isArray(value) && value.every((item) => typeof item === "string");
    case "most":
    case "lessonWords":
      return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= highest;
    case "subagents":
      return typeof value === "boolean";
    default:
      return false;
  }
}
