import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { agents } from "../src/hook/agents.js";
import type { HookEvent } from "../src/hook/hook-event.js";
import { judgeTurn } from "../src/hook/judge-turn.js";
import { quietTurn } from "../src/hook/quiet-turn.js";
import { SessionState } from "../src/hook/session-state.js";
import { liveTypes } from "../src/hook/settings.js";
import { claudeCode, sessions } from "./hook-sessions.js";
import type { Happening, SessionName } from "./hook-sessions.js";
import { recordedTurns, recordings } from "./recorded-turns.js";

const folder = mkdtempSync(join(tmpdir(), "mulligan-quiet-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const types = new Set(liveTypes);
let number = 0;

/** What cannot be read is passed over in silence. */
function closely(path: string, event: HookEvent, state: SessionState): { readonly silent: string | null } {
  try {
    return judgeTurn(path, event, state, types);
  } catch {
    return { silent: "error" };
  }
}

/** A session that is judged closely at the end of each turn, beside what a quick look at the turn says. */
function session() {
  const transcript = join(folder, `session-${(number += 1)}.jsonl`);
  const name = `session-${number}`;
  mkdirSync(join(folder, "sessions"), { recursive: true });
  writeFileSync(transcript, "");
  let mark: SessionState["mark"] = null;
  return (text: string, said: string) => {
    appendFileSync(transcript, text);
    const event = agents["claude-code"].read(
      { session_id: name, transcript_path: transcript, hook_event_name: "Stop", last_assistant_message: said },
      {},
    );
    const state = SessionState.load(folder, "claude-code", name);
    // The mark of the quick look stays behind as long as turns are quiet, as it does in the hook.
    const quiet = quietTurn("claude-code", event, mark);
    const close = closely(transcript, event, state);
    if (quiet === null) ({ mark } = SessionState.load(folder, "claude-code", name));
    return { quiet, close };
  };
}

function after(happenings: readonly Happening[], said: string, change = (text: string) => text) {
  const next = session();
  next(claudeCode(sessions.sound, "session"), "The total now takes discounts off; the four tests pass.");
  return next(change(claudeCode(happenings, "session", 50)), said);
}

describe("a quick look at a turn", () => {
  it("knows one that only talked, and one that only looked", () => {
    const talk = [{ ask: "Thanks!" }, { say: "You are welcome." }];
    expect(after(talk, "You are welcome.").quiet?.why).toBe("the turn did nothing but talk");
    expect(after(sessions.question, "In src/cart.py.").quiet?.why).toBe("no code was changed");
  });

  it.each(Object.keys(sessions) as SessionName[])("never passes over what a close look finds: %s", (name) => {
    const last = sessions[name].at(-1);
    const { quiet, close } = after(sessions[name], last !== undefined && "say" in last ? last.say : "");
    expect(quiet !== null && close.silent === null).toBe(false);
  });

  it.each<[string, readonly Happening[], (text: string) => string]>([
    ["a command", [{ ask: "Go on." }, { run: "sed -i s/a/b/ x.py", output: "" }, { say: "Done." }], (text) => text],
    ["the same look again and again", [1, 2, 3].map((): Happening => ({ read: "a.py", text: "x" })), (text) => text],
    ["a sub-agent's record", sessions.question, (text) => text.replace('"isSidechain":false', '"isSidechain":true')],
    ["a record that is no JSON", sessions.question, (text) => `${text}{"type":\n`],
    ["half a line", sessions.question, (text) => text.slice(0, -9)],
    ["a call without an answer", sessions.question, (text) => text.replace(/"tool_result"/, '"text"')],
    ["an unknown block", sessions.question, (text) => text.replace(/"tool_result"/, '"tool_something"')],
    ["a command of the person", sessions.question, (text) => text.replace("Where is", "<bash-input>ls</bash-input>")],
  ])("leaves to a close look: %s", (_name, happenings, change) => {
    const last = happenings.at(-1);
    expect(after(happenings, last !== undefined && "say" in last ? last.say : "", change).quiet).toBeNull();
  });

  it("leaves a turn to a close look whose last words are not in the file yet", () => {
    expect(after(sessions.question, "Something else.").quiet).toBeNull();
  });

  it.skipIf(recordings === null)("agrees with a close look at every turn of the recorded sessions", () => {
    let quick = 0;
    let turns = 0;
    for (const recorded of recordedTurns()) {
      const next = session();
      for (const { text, said } of recorded.turns) {
        const { quiet, close } = next(text, said);
        turns += 1;
        if (quiet === null) continue;
        quick += 1;
        expect({ file: recorded.file, turn: text.slice(0, 200), silent: close.silent }).toMatchObject({
          silent: expect.any(String) as unknown,
        });
      }
    }
    expect(turns).toBeGreaterThan(0);
    expect(quick).toBeGreaterThan(0);
  });
});
