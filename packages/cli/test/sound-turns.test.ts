import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runHook } from "../src/hook/run-hook.js";
import { liveTypes } from "../src/hook/settings.js";
import { inputs } from "./hook-inputs.js";
import { claudeCode, sessions } from "./hook-sessions.js";
import { folderWith } from "./run.js";
import { elsewhere } from "./sound-turns/elsewhere.js";
import { nothingToRun } from "./sound-turns/nothing-to-run.js";
import { otherWork } from "./sound-turns/other-work.js";
import { people } from "./sound-turns/people.js";
import type { Event } from "./sound-turns/session.js";
import { tests } from "./sound-turns/tests.js";
import { verified } from "./sound-turns/verified.js";

/** What a hook that may block for every type answers after the session's last turn. */
function answerAfter(session: readonly Event[]): string {
  const place = folderWith({ "config/mulligan/hook.json": JSON.stringify({ mode: "block", block: liveTypes }) });
  const path = join(place, "session.jsonl");
  writeFileSync(path, claudeCode(session, "session-1"));
  const last = session.at(-1) as { readonly say: string };
  const { entry } = runHook({
    agent: "claude-code",
    input: JSON.stringify(inputs["claude-code"]?.(path, last.say)),
    cwd: place,
    environment: { HOME: place, XDG_STATE_HOME: join(place, "state"), XDG_CONFIG_HOME: join(place, "config") },
    elapsed: () => 1,
  });
  return entry.problems === undefined ? `${entry.answer} ${entry.type ?? ""}`.trim() : "a problem";
}

describe.each(Object.entries({ verified, elsewhere, nothingToRun, people, tests, otherWork }))(
  "a sound turn: %s",
  (_, group) => {
    it.each(Object.entries(group))("%s", (_name, session) => {
      expect(answerAfter(session)).toBe("silent");
    });
  },
);

describe("the same hook", () => {
  it("speaks up after a turn that is not sound", () => {
    expect(answerAfter(sessions.NEVER_TESTED)).toBe("block NEVER_TESTED");
  });
});
