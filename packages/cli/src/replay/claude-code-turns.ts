import type { ReplayedTurn } from "./turn.js";

interface Line {
  readonly type?: unknown;
  readonly isMeta?: unknown;
  readonly isSidechain?: unknown;
  readonly isCompactSummary?: unknown;
  readonly isApiErrorMessage?: unknown;
  readonly message?: { readonly content?: unknown };
}

/** What the client writes in a person's name. */
const notTyped = /^\s*(?:\[Request interrupted|<local-command|<bash-|<task-notification|Caveat:)/;

/** The turns of a session file of Claude Code, each with the lines that came with it. */
export function* claudeCodeTurns(text: string): Generator<ReplayedTurn> {
  const lines = text.split("\n").filter((line) => line !== "");
  const starts = lines.flatMap((line, index) => (isPrompt(recordOf(line)) ? [index] : []));
  if (starts[0] !== 0) starts.unshift(0);
  let number = 0;
  let written = 0;
  for (const [index, start] of starts.entries()) {
    const end = starts[index + 1] ?? lines.length;
    const records = lines.slice(start, end).map(recordOf);
    const last = records.findLast(({ type, isMeta }) => type === "assistant" || (type === "user" && isMeta !== true));
    const prompt = records.find(isPrompt);
    if (last === undefined) continue;
    number += 1;
    yield {
      number,
      prompt: prompt === undefined ? "" : wordsOf(prompt),
      said: wordsOf(last),
      ended: last.type === "assistant" && last.isApiErrorMessage !== true,
      content: { gained: `${lines.slice(written, end).join("\n")}\n` },
    };
    written = end;
  }
}

function recordOf(line: string): Line {
  try {
    return (JSON.parse(line) ?? {}) as Line;
  } catch {
    return {};
  }
}

function isPrompt(record: Line): boolean {
  const { type, isMeta, isSidechain, isCompactSummary, message } = record;
  if (type !== "user" || isMeta === true || isSidechain === true || isCompactSummary === true) return false;
  const content = message?.content;
  if (Array.isArray(content) && content.some((block: { type?: unknown }) => block.type === "tool_result")) return false;
  const words = wordsOf(record);
  return words.trim() !== "" && !notTyped.test(words);
}

function wordsOf({ message }: Line): string {
  const content = message?.content;
  if (!Array.isArray(content)) return typeof content === "string" ? content : "";
  return content.flatMap(({ text }: { text?: unknown }) => (typeof text === "string" ? [text] : [])).join("\n");
}
