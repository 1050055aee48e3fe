// What the hook would have said at the end of each turn of recorded sessions, as JSON Lines. Sessions of Claude Code are
// handed in as they grew; other runs as far as they went at each prompt and at their end, without what came out of them.
// node scripts/replay-hooks.mjs FOLDER|FILE [--block TYPE,TYPE]
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const { runHook } = await import(new URL("../packages/cli/dist/hook/run-hook.js", import.meta.url));
const { liveTypes } = await import(new URL("../packages/cli/dist/hook/settings.js", import.meta.url));
const { readBytes, toAtif } = await import(new URL("../packages/readers/dist/index.js", import.meta.url));
const [place, , types] = process.argv.slice(2);
const settings = { mode: "block", block: types?.split(",") ?? liveTypes, most: 1_000 };

const home = mkdtempSync(join(tmpdir(), "mulligan-replay-"));
const environment = { HOME: home };
mkdirSync(join(home, ".config/mulligan"), { recursive: true });
writeFileSync(join(home, ".config/mulligan/hook.json"), JSON.stringify(settings));

const names = statSync(place).isFile()
  ? [place]
  : readdirSync(place, { recursive: true, encoding: "utf8" }).map((name) => join(place, name));
for (const name of names.sort((left, right) => (left < right ? -1 : 1))) if (statSync(name).isFile()) replayFile(name);
rmSync(home, { recursive: true, force: true });

function replayFile(name) {
  let recording;
  try {
    recording = readBytes(readFileSync(name), { path: name });
  } catch {
    // No run, or one without a single call.
    if (!name.endsWith(".jsonl")) return;
  }
  if (name.endsWith(".jsonl") && (recording?.format ?? "claude-code") === "claude-code") return replayLines(name);
  recording?.runs.forEach((run, index) => replayRun(recording.runs.length > 1 ? `${name}#${index + 1}` : name, run));
}

/** Where a person spoke after the agent had handed over, and the end. */
function stopsOf({ events, calls, finalMessage }) {
  const stops = [];
  let handedOver = null;
  events.forEach((event, index) => {
    if (event.kind === "message") handedOver = event;
    if (event.kind !== "user" || event.afterStep === 0 || handedOver?.afterStep !== event.afterStep) return;
    stops.push({ calls: event.afterStep, events: index, said: handedOver.text });
  });
  return [...stops, { calls: calls.length, events: events.length, said: finalMessage }];
}

function replayRun(name, run) {
  const transcript = join(home, "session.json");
  stopsOf(run).forEach(({ calls, events, said }, index) => {
    const { verdict: _, relevantFiles: __, submission: ___, annotations: ____, ...known } = run;
    const cut = { ...known, calls: run.calls.slice(0, calls), events: run.events.slice(0, events), finalMessage: said };
    writeFileSync(transcript, JSON.stringify(toAtif(cut)));
    ask({ file: name, turn: index + 1, steps: calls }, transcript, said);
  });
}

/** Hands in the session as it stood at the end of each turn that the agent ended itself. */
function replayLines(name) {
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
    ask({ file: name, turn: number }, transcript, textOf(last));
  };
  for (const line of readFileSync(name, "utf8").split("\n")) {
    if (line === "") continue;
    if (isPrompt(parsed(line))) end();
    turn.push(line);
  }
  end();
}

function ask(what, transcript, said) {
  const call = { session_id: what.file, transcript_path: transcript, hook_event_name: "Stop" };
  const started = performance.now();
  const { output, entry } = runHook({
    agent: "claude-code",
    input: JSON.stringify({ ...call, stop_hook_active: false, last_assistant_message: said }),
    cwd: home,
    environment,
    elapsed: () => performance.now() - started,
  });
  const { answer, type, why, problems, milliseconds } = entry;
  print({ ...what, answer, type, why, problems, milliseconds, reason: output.reason });
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
