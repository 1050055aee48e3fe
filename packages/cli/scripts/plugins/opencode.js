import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const command = fileURLToPath(new URL("../../dist/mulligan.cjs", import.meta.url));
const limitInMilliseconds = 10_000;
const rememberedSessions = 100;

/**
 * Asks mulligan whenever a session comes to rest, and prompts once more with its reason where it has one. opencode cannot
 * be kept from stopping, only told to go on. Whatever fails here, the session goes on without it.
 */
export const Mulligan = async ({ client, directory }) => {
  /** Sessions whose last prompt came from here: they may stop now. */
  const prompted = new Set();
  /** What each session is told of earlier ones; empty where there is nothing. */
  const lessons = new Map();

  async function answerTo(session, input) {
    const folder = await mkdtemp(join(tmpdir(), "mulligan-"));
    try {
      const transcript = join(folder, "session.json");
      await writeFile(transcript, JSON.stringify(session), { mode: 0o600 });
      return await asked({ session_id: session.info.id, cwd: directory, transcript_path: transcript, ...input });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async function rested(id) {
    const path = { id };
    const active = prompted.delete(id);
    const { data: info } = await client.session.get({ path });
    // A sub-agent answers to its agent.
    if (info === undefined || info.parentID !== undefined) return;
    const { data: messages = [] } = await client.session.messages({ path });
    const { decision, reason } = await answerTo(
      { info, messages },
      { hook_event_name: "Stop", stop_hook_active: active, last_assistant_message: lastText(messages) },
    );
    if (active || decision !== "block" || typeof reason !== "string" || reason === "") return;
    prompted.add(id);
    await client.session.prompt({ path, body: { parts: [{ type: "text", text: reason }] } });
  }

  async function lessonsOf(id) {
    const known = lessons.get(id);
    if (known !== undefined) return known;
    const { hookSpecificOutput } = await asked({ session_id: id, cwd: directory, hook_event_name: "SessionStart" });
    const text = hookSpecificOutput?.additionalContext;
    if (lessons.size >= rememberedSessions) lessons.clear();
    lessons.set(id, typeof text === "string" ? text : "");
    return lessons.get(id);
  }

  return {
    event: async ({ event }) => {
      if (event.type !== "session.idle") return;
      await rested(event.properties.sessionID).catch(() => undefined);
    },
    "experimental.chat.system.transform": async ({ sessionID }, output) => {
      if (sessionID === undefined) return;
      const text = await lessonsOf(sessionID).catch(() => "");
      if (text !== "") output.system.push(text);
    },
  };
};

/** What the hook answers; an empty object where it has nothing to say, or does not answer in time. */
function asked(input) {
  return new Promise((resolve) => {
    const child = spawn("node", [command, "hook", "opencode"], { stdio: ["pipe", "pipe", "ignore"] });
    const timer = setTimeout(() => child.kill(), limitInMilliseconds);
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => (text += chunk));
    child.stdin.on("error", () => undefined);
    child.on("error", () => resolve({}));
    child.on("close", () => {
      clearTimeout(timer);
      try {
        resolve(JSON.parse(text) ?? {});
      } catch {
        resolve({});
      }
    });
    child.stdin.end(JSON.stringify(input));
  });
}

function lastText(messages) {
  const last = messages.findLast(({ info }) => info.role === "assistant");
  return (last?.parts ?? [])
    .filter(({ type }) => type === "text")
    .map(({ text }) => text)
    .join("\n");
}
