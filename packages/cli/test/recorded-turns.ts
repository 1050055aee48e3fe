import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../../../shared/trajectories/claude-code");

/** Recorded sessions; null, with a word about it, where they are not at hand. */
export const recordings: string | null = existsSync(folder) ? folder : null;
if (recordings === null) process.stderr.write("The recorded sessions are missing: they are not replayed.\n");

interface RecordedTurn {
  readonly text: string;
  readonly said: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The sessions of Claude Code, cut where a person spoke. */
export function* recordedTurns(): Generator<{ readonly file: string; readonly turns: readonly RecordedTurn[] }> {
  for (const file of readdirSync(recordings ?? "", { recursive: true, encoding: "utf8" }).sort()) {
    if (!file.endsWith(".jsonl")) continue;
    const turns: string[][] = [[]];
    for (const line of readFileSync(join(recordings ?? "", file), "utf8").split("\n")) {
      if (line === "") continue;
      if (isPrompt(line)) turns.push([]);
      turns.at(-1)?.push(line);
    }
    yield { file, turns: turns.filter((lines) => lines.length > 0).map(turnOf) };
  }
}

function turnOf(lines: readonly string[]): RecordedTurn {
  const said = lines.flatMap((line) => {
    const { type, message } = parsed(line);
    return type === "assistant" ? textsOf(message) : [];
  });
  return { text: `${lines.join("\n")}\n`, said: said.at(-1) ?? "" };
}

function isPrompt(line: string): boolean {
  const { type, isMeta, isSidechain, message } = parsed(line);
  return type === "user" && isMeta !== true && isSidechain !== true && textsOf(message).join("").trim() !== "";
}

function textsOf(message: unknown): string[] {
  const content = (message as Json | undefined)?.["content"];
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((block: Json) => (typeof block["text"] === "string" ? [block["text"]] : []));
}

function parsed(line: string): Json {
  try {
    return (JSON.parse(line) ?? {}) as Json;
  } catch {
    return {};
  }
}
