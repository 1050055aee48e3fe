import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LogEntry } from "../hook/hook-log.js";
import { runHook } from "../hook/run-hook.js";
import type { ReplayedTurn } from "./turn.js";

/** What the hook says at the end of a turn. */
export interface TurnAnswer extends Pick<LogEntry, "answer" | "why" | "type" | "problems"> {
  /** What the agent is told; empty where nothing is. */
  readonly text: string;
}

/** The hook with a home of its own: nothing of the user's settings, log and state is read or written. */
export class ReplayHook {
  readonly #home: string;

  /** `settings` as hook.json holds them. */
  constructor(settings: object) {
    this.#home = mkdtempSync(join(tmpdir(), "mulligan-replay-"));
    mkdirSync(join(this.#home, ".config/mulligan"), { recursive: true });
    writeFileSync(join(this.#home, ".config/mulligan/hook.json"), JSON.stringify(settings));
  }

  /** Hands the session in as it stood at the end of the turn, with what the turns before it left behind. */
  answer(session: string, { number, said, ended, content }: ReplayedTurn): TurnAnswer {
    const transcript = join(this.#home, "session.jsonl");
    if ("whole" in content || number === 1) rmSync(transcript, { force: true });
    appendFileSync(transcript, "whole" in content ? content.whole : content.gained);
    if (!ended) return { answer: "silent", why: "the agent did not end the turn itself", text: "" };
    const started = performance.now();
    const { output, entry } = runHook({
      agent: "claude-code",
      input: JSON.stringify({
        session_id: session,
        transcript_path: transcript,
        hook_event_name: "Stop",
        stop_hook_active: false,
        last_assistant_message: said,
      }),
      cwd: this.#home,
      environment: { HOME: this.#home },
      elapsed: () => performance.now() - started,
    });
    const { answer, why, type, problems } = entry;
    return {
      answer,
      ...(why !== undefined && { why }),
      ...(type !== undefined && { type }),
      ...(problems !== undefined && { problems }),
      text: textOf(output),
    };
  }

  close(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }
}

/** Where Claude Code is told: the reason of a block, else the context that a hint adds. */
function textOf(output: Readonly<Record<string, unknown>>): string {
  if (typeof output["reason"] === "string") return output["reason"];
  const own = output["hookSpecificOutput"] as { readonly additionalContext?: unknown } | undefined;
  return typeof own?.additionalContext === "string" ? own.additionalContext : "";
}
