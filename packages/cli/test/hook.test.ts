import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHook } from "../src/hook/run-hook.js";
import type { HookAgent } from "../src/setup/hook-targets.js";
import { inputs } from "./hook-inputs.js";
import { sessions, writeSession } from "./hook-sessions.js";
import type { Happening, SessionName } from "./hook-sessions.js";
import { folderWith } from "./run.js";

interface Setting {
  readonly settings?: object;
  readonly input?: object;
  readonly folder?: string;
}

function hook(agent: HookAgent, happenings: readonly Happening[], { settings = {}, input = {}, folder }: Setting = {}) {
  const place = folder ?? folderWith({});
  const path = writeSession(agent, place, happenings);
  mkdirSync(join(place, "config/mulligan"), { recursive: true });
  writeFileSync(join(place, "config/mulligan/hook.json"), JSON.stringify(settings));
  const last = happenings.at(-1);
  const said = last !== undefined && "say" in last ? last.say : "";
  const { output, entry } = runHook({
    agent,
    input: JSON.stringify({ ...inputs[agent]?.(path, said), ...input }),
    cwd: place,
    environment: { HOME: place, XDG_STATE_HOME: join(place, "state"), XDG_CONFIG_HOME: join(place, "config") },
    elapsed: () => 1,
  });
  return { output: output as Record<string, never>, entry, folder: place };
}

const failures = (Object.keys(sessions) as SessionName[]).filter((name) => name === name.toUpperCase());
const agentNames = Object.keys(inputs) as HookAgent[];
const done: Happening = { say: "Changed." };
const block = { mode: "block", block: failures };

describe.each(agentNames)("a session of %s", (agent) => {
  it.each(failures)("with %s is sent back, and told why in the agent's shape", (name) => {
    const { output, entry } = hook(agent, sessions[name], { settings: { ...block, block: [name] } });
    expect({ answer: entry.answer, type: entry.type, why: entry.why, problems: entry.problems }).toEqual({
      answer: "block",
      type: name,
      why: undefined,
      problems: undefined,
    });
    const reason = textIn(agent, output);
    expect(reason.length).toBeGreaterThan(80);
    expect(reason.length).toBeLessThanOrEqual(600);
    expect(reason).toMatch(/^Mulligan: /);
  });

  it.each(["sound", "documents", "question"] as const)("that is %s goes on without a word", (name) => {
    const { output, entry } = hook(agent, sessions[name], { settings: block });
    expect({ output, answer: entry.answer, problems: entry.problems }).toEqual({ output: {}, answer: "silent" });
  });
});

function textIn(agent: HookAgent, output: Record<string, unknown>): string {
  if (agent === "cursor") {
    expect(Object.keys(output)).toEqual(["followup_message"]);
    return String(output["followup_message"]);
  }
  expect(output["decision"]).toBe(agent === "gemini-cli" ? "deny" : "block");
  for (const name of Object.keys(output)) expect(["decision", "reason", "systemMessage"]).toContain(name);
  return String(output["reason"]);
}

describe("a session that does not name its folder", () => {
  it("is read in the one that the agent names, in a temporary folder too", () => {
    const folder = folderWith({});
    const path = writeSession("gemini-cli", folder, sessions.NEVER_TESTED);
    const session = readFileSync(path, "utf8")
      .replaceAll('"/repo', `"${folder}`)
      .replace(/"directories":\[[^\]]*\],/, "");
    writeFileSync(path, session);
    const input = { ...inputs["gemini-cli"]?.(path, "I changed how the total is computed."), cwd: folder };
    const environment = { HOME: folder, MULLIGAN_HOOK: "block" };
    const run = { agent: "gemini-cli", input: JSON.stringify(input), cwd: "/", environment, elapsed: () => 1 } as const;
    expect(session).not.toContain("directories");
    expect(runHook(run).entry).toMatchObject({ answer: "block", type: "NEVER_TESTED" });
  });
});

describe("what the person chose", () => {
  it("is advice, where nothing was chosen, in the way the agent has for it", () => {
    expect(hook("claude-code", sessions.NEVER_TESTED).output).toMatchObject({
      hookSpecificOutput: {
        hookEventName: "Stop",
        additionalContext: expect.stringMatching(/^Mulligan: edited and never/),
      },
    });
    expect(Object.keys(hook("codex", sessions.NEVER_TESTED).output)).toEqual(["systemMessage"]);
    expect(hook("cursor", sessions.NEVER_TESTED)).toMatchObject({
      output: {},
      entry: { answer: "silent", type: "NEVER_TESTED", why: "this agent takes no advice at the end of a turn" },
    });
  });

  it("is only observed in that mode, and nothing is read where it is off", () => {
    expect(hook("claude-code", sessions.NEVER_TESTED, { settings: { mode: "observe" } })).toMatchObject({
      output: {},
      entry: { type: "NEVER_TESTED", why: "only observing" },
    });
    const { entry } = hook("claude-code", sessions.NEVER_TESTED, { settings: { mode: "off" } });
    expect(entry).toMatchObject({ why: "switched off" });
    expect(entry.bytes).toBeUndefined();
  });

  it("sends back for the chosen types alone", () => {
    const settings = { block: ["LOOPING_BEHAVIOR"] };
    expect(hook("claude-code", sessions.NEVER_TESTED, { settings }).entry.answer).toBe("advise");
    expect(hook("claude-code", sessions.LOOPING_BEHAVIOR, { settings }).entry.answer).toBe("block");
  });

  it("is named where it is not understood, and the rest holds", () => {
    const { entry } = hook("claude-code", sessions.NEVER_TESTED, { settings: { mode: "shout", most: 0 } });
    expect(entry.problems?.[0]).toMatch(/"mode" is unknown/);
    expect(entry.why).toBe("enough was said in this session");
  });
});

describe("a trap", () => {
  const settings = { mode: "block" };

  it.each([
    ["the agent was sent back once already", { stop_hook_active: true }],
    ["background tasks are running", { background_tasks: [{ id: "b1" }] }],
    ["the agent names no session", { session_id: "" }],
    ["the agent names no file of the session", { transcript_path: null }],
  ])("is none, for %s", (why, input) => {
    expect(hook("claude-code", sessions.NEVER_TESTED, { settings, input })).toMatchObject({
      output: {},
      entry: { answer: "silent", why },
    });
  });

  it("is none in Cursor's loop, and none after an abort", () => {
    const told = (input: object) => hook("cursor", sessions.NEVER_TESTED, { settings, input }).entry.why;
    expect(told({ loop_count: 1 })).toBe("the agent was sent back once already");
    expect(told({ status: "aborted" })).toBe("the turn was broken off");
  });

  it("is none: the same finding is said once, over turns", () => {
    const first = hook("claude-code", sessions.NEVER_TESTED, { settings });
    expect(first.entry.answer).toBe("block");
    const { folder } = first;
    const turn = [...sessions.NEVER_TESTED, ...sessions.NEVER_TESTED];
    expect(hook("claude-code", turn, { settings, folder })).toMatchObject({
      output: {},
      entry: { why: "said before" },
    });
  });

  it("is none: at most so many answers in a session", () => {
    let folder: string | undefined;
    const answers: string[] = [];
    const happenings: Happening[] = [];
    for (const file of ["a", "b", "c", "d", "e"]) {
      happenings.push(
        { ask: `Fix ${file}.` },
        { read: `src/${file}.py`, text: "x = 1" },
        { edit: `src/${file}.py`, from: "x = 1", to: "x = 2" },
        { say: "Changed." },
      );
      const result = hook("claude-code", happenings, { settings, ...(folder !== undefined && { folder }) });
      ({ folder } = result);
      answers.push(result.entry.answer);
    }
    expect(answers).toEqual(["block", "block", "block", "silent", "silent"]);
  });
});

describe("the end of a session, where nothing is known of it", () => {
  const page = { read: "src/cart.py", text: "x = compute(1)\n".repeat(400) };
  const filled = (count: number) => Array.from({ length: count }, () => page);
  const asked = sessions.NEVER_TESTED.slice(0, 1);
  const work = sessions.NEVER_TESTED.slice(1);

  it("is enough where the turn began in it", () => {
    const { entry } = hook("claude-code", [...sessions.question, ...filled(40), done, ...sessions.documents]);
    expect(entry.why).toBe("no code was changed");
    expect(entry.bytes).toBeLessThan(70_000);
  });

  it.each([40, 400])("is read on where the turn is longer: %i pages", (count) => {
    const { entry } = hook("claude-code", [...asked, ...filled(count), ...work], { settings: { mode: "block" } });
    expect(entry).toMatchObject({ answer: "block", type: "NEVER_TESTED" });
  });

  it("is read on where one line is longer", () => {
    const long = { read: "src/cart.py", text: "x = compute(1)\n".repeat(100_000) };
    const { entry } = hook("claude-code", [...asked, ...work.slice(0, 2), long, done], { settings: { mode: "block" } });
    expect(entry).toMatchObject({ answer: "block", type: "NEVER_TESTED" });
  });
});

describe("a turn after a sound one", () => {
  // Code that was run in an earlier turn was not "never" tested, and a file opened then is not changed blindly.
  const others: Partial<Record<SessionName, string>> = {
    NEVER_TESTED: "UNVERIFIED_FINAL_EDIT",
    BLIND_WRITE: "UNVERIFIED_FINAL_EDIT",
  };

  it.each(failures)("is told of: %s", (name) => {
    const type = others[name] ?? name;
    const settings = { mode: "block", block: [type], advise: [type] };
    const { folder } = hook("claude-code", sessions.sound, { settings });
    const { entry } = hook("claude-code", [...sessions.sound, ...sessions[name]], { settings, folder });
    expect(entry).toMatchObject({ answer: "block", type });
  });

  it("is told of tests that the turn broke, with the step at which they were green", () => {
    const settings = { mode: "block", block: ["LOST_GOOD_STATE"] };
    const { folder } = hook("claude-code", sessions.sound, { settings });
    const broken = sessions.SUBMITTED_WITH_FAILING_TESTS.slice(1);
    const { entry, output } = hook("claude-code", [...sessions.sound, { ask: "Go on." }, ...broken], {
      settings,
      folder,
    });
    expect(entry).toMatchObject({ answer: "block", type: "LOST_GOOD_STATE" });
    expect(textIn("claude-code", output)).toContain("This session had it at step 3");
  });
});

describe("the state of a session", () => {
  it("lets later turns read what is new alone, and is private", () => {
    const first = hook("claude-code", sessions.sound);
    const before = readFileSync(join(first.folder, "session.jsonl")).length;
    const next = hook("claude-code", [...sessions.sound, ...sessions.question], { folder: first.folder });
    expect(first.entry.bytes).toBe(before);
    expect(next.entry.bytes).toBeLessThan(before);
  });

  it("knows the files that earlier turns opened", () => {
    const settings = { mode: "block", block: ["BLIND_WRITE"] };
    const { folder } = hook("claude-code", sessions.question, { settings });
    const { entry } = hook("claude-code", [...sessions.question, ...sessions.BLIND_WRITE], { settings, folder });
    expect(entry.type).not.toBe("BLIND_WRITE");
  });

  it("judges the last turn: what earlier ones left open is not said at a question", () => {
    const { entry } = hook("claude-code", [...sessions.NEVER_TESTED, ...sessions.question], { settings: block });
    expect(entry).toMatchObject({ answer: "silent", why: "it was a question" });
  });
});
