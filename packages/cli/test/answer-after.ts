import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runHook } from "../src/hook/run-hook.js";
import { liveTypes } from "../src/hook/settings.js";
import { inputs } from "./hook-inputs.js";
import { claudeCode } from "./hook-sessions.js";
import { folderWith } from "./run.js";
import type { Event } from "./sound-turns/session.js";

/** What a hook that may block for every type answers after the session's last turn: `silent`, `block NEVER_TESTED`. */
export function answerAfter(session: readonly Event[]): string {
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
