// What the hook would have said at the end of each turn of recorded Claude Code sessions, as JSON Lines.
// node scripts/replay-hooks.mjs FOLDER [--block TYPE,TYPE]
import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { runHook } = await import(new URL("../packages/cli/dist/hook/run-hook.js", import.meta.url));
const { liveTypes } = await import(new URL("../packages/cli/dist/hook/settings.js", import.meta.url));
const [folder, , types] = process.argv.slice(2);
const settings = { mode: "block", block: types?.split(",") ?? liveTypes, most: 1_000 };

const home = mkdtempSync(join(tmpdir(), "mulligan-replay-"));
const environment = { HOME: home };
mkdirSync(join(home, ".config/mulligan"), { recursive: true });
writeFileSync(join(home, ".config/mulligan/hook.json"), JSON.stringify(settings));

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".jsonl"));
for (const name of files.sort((left, right) => (left < right ? -1 : 1))) replay(name);
rmSync(home, { recursive: true, force: true });

/** Hands in the session as it stood at the end of each turn that the agent ended itself. */
function replay(name) {
  const transcript = join(home, "session.jsonl");
  writeFileSync(transcript, "");
  let number = 0;
  let turn = [];
  const end = () => {
    appendFileSync(transcript, turn.map((line) => `${line}\n`).join(""));
    const records = turn.map(parsed);
    const asked = records.some(isPrompt);
    const last = records.findLast(
      (record) => record.type === "assistant" || (record.type === "user" && !record.isMeta),
    );
    turn = [];
    if (!asked && last === undefined) return;
    number += 1;
    if (last?.type !== "assistant" || last.isApiErrorMessage)
      return print({ file: name, turn: number, answer: "not called" });
    const call = { session_id: name, transcript_path: transcript, cwd: home, hook_event_name: "Stop" };
    const input = { ...call, stop_hook_active: false, last_assistant_message: textOf(last) };
    const started = performance.now();
    const { output, entry } = runHook({
      agent: "claude-code",
      input: JSON.stringify(input),
      cwd: home,
      environment,
      elapsed: () => performance.now() - started,
    });
    const { answer, type, why, problems, milliseconds } = entry;
    print({ file: name, turn: number, answer, type, why, problems, milliseconds, reason: output.reason });
  };
  for (const line of readFileSync(join(folder, name), "utf8").split("\n")) {
    if (line === "") continue;
    if (isPrompt(parsed(line))) end();
    turn.push(line);
  }
  end();
}

function print(value) {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function parsed(line) {
  try {
    return JSON.parse(line) ?? {};
  } catch {
    return {};
  }
}

function isPrompt({ type, isMeta, isSidechain, isCompactSummary, message }) {
  if (type !== "user" || isMeta || isSidechain || isCompactSummary) return false;
  const content = message?.content;
  if (Array.isArray(content) && content.some((block) => block.type === "tool_result")) return false;
  const text = Array.isArray(content) ? content.map((block) => block.text ?? "").join("\n") : String(content ?? "");
  return (
    text.trim() !== "" && !/^\s*(?:\[Request interrupted|<local-command|<bash-|<task-notification|Caveat:)/.test(text)
  );
}

function textOf({ message }) {
  const { content } = message;
  return Array.isArray(content) ? content.flatMap((block) => block.text ?? []).join("\n") : String(content ?? "");
}
