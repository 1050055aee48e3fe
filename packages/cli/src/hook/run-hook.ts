import { isAbsolute, join } from "node:path";
import { repositoryRoot } from "../lessons/repository-root.js";
import { stateFolder } from "../setup/state-folder.js";
import type { HookAgent } from "../setup/hook-targets.js";
import { agents } from "./agents.js";
import type { AgentAdapter } from "./agents.js";
import { introduction } from "./introduction.js";
import type { HookAnswer, HookEvent, JsonObject } from "./hook-event.js";
import { writeLog } from "./hook-log.js";
import type { LogEntry } from "./hook-log.js";
import { judgeTurn } from "./judge-turn.js";
import { removeOld } from "./private-files.js";
import { quietTurn } from "./quiet-turn.js";
import { SessionState } from "./session-state.js";
import { loadSettings, recommendedBlocks } from "./settings.js";
import type { HookSettings } from "./settings.js";
import { answerText, lessonsFor } from "./voice.js";

type Environment = Readonly<Record<string, string | undefined>>;

export interface HookRun {
  /** What goes to standard output. */
  readonly output: JsonObject;
  readonly entry: LogEntry;
}

export interface HookCall {
  readonly agent: HookAgent;
  /** What the agent wrote to standard input. */
  readonly input: string;
  readonly cwd: string;
  readonly environment: Environment;
  /** Milliseconds that have passed already. */
  readonly elapsed: () => number;
}

type Outcome = Pick<LogEntry, "answer"> &
  Partial<Pick<LogEntry, "why" | "type" | "bytes" | "problems">> & { readonly output?: JsonObject };

const twoWeeks = 14 * 24 * 60 * 60 * 1_000;

/** Where the hook keeps its log and what it knows of sessions. */
export function hookFolder(environment: Environment): string {
  return join(stateFolder(environment), "hooks");
}

/** Answers one call of an agent. Whatever goes wrong, the answer is that the agent may go on; never throws. */
export function runHook(call: HookCall): HookRun {
  const { agent, cwd, environment, elapsed } = call;
  const adapter = agents[agent];
  let event: HookEvent | null = null;
  let outcome: Outcome;
  const problems: string[] = [];
  try {
    event = adapter.read(parsed(call.input), environment);
    outcome = answered(adapter, event, call, problems);
  } catch (error) {
    outcome = { answer: "silent", why: "error", problems: [error instanceof Error ? error.message : String(error)] };
  }
  const { output = {}, answer, why, type, bytes, problems: errors = [] } = outcome;
  const all = [...problems, ...errors];
  const entry: LogEntry = {
    time: new Date().toISOString(),
    agent,
    event: event?.name === "" || event === null ? (event?.kind ?? "unknown") : event.name,
    session: event?.session ?? "",
    cwd: event?.cwd ?? cwd,
    answer,
    ...(why !== undefined && { why }),
    ...(type !== undefined && { type }),
    ...(all.length > 0 && { problems: all.map((problem) => problem.slice(0, 500)) }),
    milliseconds: Math.round(elapsed()),
    ...(bytes !== undefined && { bytes }),
  };
  try {
    writeLog(hookFolder(environment), entry);
  } catch {
    // A full disk or a read-only home: the answer counts more.
  }
  return { output, entry };
}

function parsed(input: string): JsonObject {
  const value: unknown = JSON.parse(input);
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("the input is no object");
  return value as JsonObject;
}

const silent = (why: string, more: Partial<Outcome> = {}): Outcome => ({ answer: "silent", why, ...more });

function answered(adapter: AgentAdapter, event: HookEvent, call: HookCall, problems: string[]): Outcome {
  const { environment } = call;
  const folder = event.cwd !== null && isAbsolute(event.cwd) ? event.cwd : call.cwd;
  const loaded = loadSettings(repositoryRoot(folder), environment);
  problems.push(...loaded.problems);
  const { settings } = loaded;
  if (settings.mode === "off") return silent("switched off");
  if (event.session === "") return silent("the agent names no session");
  const state = SessionState.load(hookFolder(environment), call.agent, event.session);
  switch (event.kind) {
    case "session-start":
    case "prompt":
      return lessons(adapter, event, folder, settings, state, environment);
    case "turn-end":
      return turnEnd(adapter, event, settings, state, call);
    case "subagent-end":
      return settings.subagents ? turnEnd(adapter, event, settings, state, call) : silent("a sub-agent");
    case "other":
      return silent("not an event for mulligan");
  }
}

function lessons(
  adapter: AgentAdapter,
  event: HookEvent,
  folder: string,
  { lessonWords }: HookSettings,
  state: SessionState,
  environment: Environment,
): Outcome {
  if (event.kind === "session-start") {
    removeOld(join(hookFolder(environment), "sessions"), twoWeeks);
    removeOld(join(stateFolder(environment), "cache"), twoWeeks);
  }
  if (event.kind === "prompt" && state.lessonsTold) return silent("the lessons were told");
  const { text } = lessonsFor(folder, lessonWords);
  if (text === "") return silent("no lessons");
  state.noteLessons();
  return { answer: "lessons", output: adapter.context(text, event) };
}

function turnEnd(
  adapter: AgentAdapter,
  event: HookEvent,
  settings: HookSettings,
  state: SessionState,
  call: HookCall,
): Outcome {
  if (event.continued) return silent("the agent was sent back once already");
  if (!event.completed) return silent("the turn was broken off");
  if (event.backgroundTasks) return silent("background tasks are running");
  if (state.answers >= settings.most) return silent("enough was said in this session");
  if (event.transcript === null) return silent("the agent names no file of the session");
  const blocking = new Set(
    settings.mode === "block" && settings.block.length === 0 ? recommendedBlocks : settings.block,
  );
  const types = new Set([...blocking, ...settings.advise]);
  const quiet = quietTurn(call.agent, event, state.mark);
  if (quiet !== null) return silent(quiet.why, { bytes: quiet.bytes });
  const verdict = judgeTurn(event.transcript, event, state, types);
  const { bytes, judged, episode } = verdict;
  if (verdict.silent !== null || judged === undefined || episode === undefined) {
    return silent(verdict.silent ?? "nothing found", { bytes });
  }
  const fresh = verdict.candidates.filter(({ fingerprint }) => !state.wasTold(fingerprint));
  const chosen = fresh.find(({ finding }) => blocking.has(finding.type)) ?? fresh[0];
  if (chosen === undefined) return silent("said before", { bytes });
  const { type } = chosen.finding;
  if (settings.mode === "observe") return silent("only observing", { bytes, type });
  const action: HookAnswer["action"] = blocking.has(type) ? "block" : "advise";
  if (action === "advise" && adapter.advised === null) {
    return silent("this agent takes no advice at the end of a turn", { bytes, type });
  }
  const text = answerText(chosen, judged, episode, types);
  if (!state.claim(chosen.fingerprint, settings.most)) return silent("said by another call", { bytes, type });
  const note = introduction(hookFolder(call.environment), action);
  return { answer: action, type, bytes, output: adapter.answer({ action, text, note }, event) };
}
