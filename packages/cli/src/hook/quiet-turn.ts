import { closeSync, fstatSync, openSync, statSync } from "node:fs";
import { continues, lineBreak, read } from "./file-part.js";
import type { HookEvent } from "./hook-event.js";
import type { ReadMark } from "./session-state.js";

/** Why a turn gives no reason to look closely. */
export interface QuietTurn {
  readonly why: string;
  readonly bytes: number;
}

/** Bytes. With more behind the mark the session is read as a whole, which moves the mark. */
const longestQuiet = 250_000;

/** Tools of Claude Code that change nothing. */
const looks: ReadonlySet<string> = new Set([
  "AskUserQuestion",
  "Glob",
  "Grep",
  "LS",
  "NotebookRead",
  "Read",
  "TodoWrite",
  "WebFetch",
  "WebSearch",
]);

/** Where the same call comes so often, it may be a loop. */
const leastLoop = 3;
const comparedEnd = 40;

/** What a turn of another kind has in its prompts: commands of the person, an interruption. */
const unusual = /<bash-|\[Request interrupted/;

/**
 * Tells from the new lines alone that nothing was done since the mark but talking and looking, without the readers. Null
 * wherever that is not plain, and for agents whose every call is a command. The mark stays: what was looked at here is
 * read with the next turn that is judged.
 */
export function quietTurn(agent: string, event: HookEvent, mark: ReadMark | null): QuietTurn | null {
  const { transcript, lastMessage } = event;
  if (agent !== "claude-code" || mark === null || transcript === null || lastMessage === null) return null;
  const text = newText(transcript, mark);
  if (text === null) return null;
  const calls = new Map<string, number>();
  const open = new Set<string>();
  let said = "";
  for (const line of text.split("\n")) {
    if (line === "") continue;
    const blocks = blocksOf(line);
    if (blocks === null) return null;
    for (const { type, text: words, name, input, id, tool_use_id: answered } of blocks) {
      if (type === "said" && typeof words === "string") said = words;
      else if (type === "tool_use" && typeof name === "string" && looks.has(name) && typeof id === "string") {
        const key = `${name} ${JSON.stringify(input)}`;
        const times = (calls.get(key) ?? 0) + 1;
        if (times >= leastLoop) return null;
        calls.set(key, times);
        open.add(id);
      } else if (type === "tool_result" && typeof answered === "string") open.delete(answered);
      else if (!harmless.has(String(type))) return null;
    }
  }
  if (open.size > 0 || !said.trim().endsWith(lastMessage.trim().slice(-comparedEnd))) return null;
  const why = calls.size === 0 ? "the turn did nothing but talk" : "no code was changed";
  return { why, bytes: Buffer.byteLength(text) };
}

type Block = Readonly<Record<string, unknown>>;

const harmless: ReadonlySet<string> = new Set(["asked", "thinking", "redacted_thinking", "image", "document"]);

/** The blocks of a record; none where it holds no message; null where it is one of a kind that has to be looked at. */
function blocksOf(line: string): readonly Block[] | null {
  let record: Block | null;
  try {
    record = JSON.parse(line) as Block | null;
  } catch {
    return null;
  }
  if (typeof record !== "object" || record === null || record["isSidechain"] === true) return null;
  const { type, message } = record;
  if (message === undefined) return [];
  if (typeof message !== "object" || message === null || (type !== "user" && type !== "assistant")) return null;
  const { content } = message as Block;
  const word = type === "user" ? "asked" : "said";
  const blocks = typeof content === "string" ? [{ type: "text", text: content }] : content;
  if (!Array.isArray(blocks)) return null;
  const named = blocks.map((block: Block) => (block?.["type"] === "text" ? { ...block, type: word } : block));
  return named.some((block) => !isPlain(block, word)) ? null : named;
}

function isPlain(block: Block, word: string): boolean {
  if (typeof block !== "object" || block === null) return false;
  return block["type"] !== "asked" || word !== "asked" || !unusual.test(String(block["text"]));
}

/** The whole lines behind the mark; null where there are none, too many, or half of one. */
function newText(path: string, mark: ReadMark): string | null {
  // A pipe would be waited for.
  if (!statSync(path).isFile()) return null;
  const descriptor = openSync(path, "r");
  try {
    const { size, ino: inode } = fstatSync(descriptor);
    const length = size - mark.size;
    if (length <= 0 || length > longestQuiet || !continues(descriptor, size, inode, mark)) return null;
    const bytes = read(descriptor, mark.size, length);
    return bytes.at(-1) === lineBreak ? bytes.toString("utf8") : null;
  } finally {
    closeSync(descriptor);
  }
}
