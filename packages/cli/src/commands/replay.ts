import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Episode } from "@mulligan/core";
import { isOn, numberOf, outputOptions, parse, textOf } from "../arguments.js";
import type { Options } from "../arguments.js";
import { usageError } from "../errors.js";
import { exitCodes } from "../exit-codes.js";
import { quickRegistry } from "../hook/quick-registry.js";
import { liveTypes } from "../hook/settings.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { InputRun } from "../input/read-runs.js";
import type { Io } from "../io.js";
import { replayedTurnDocument, replayedTurnText, replaySummary } from "../output/replay-text.js";
import type { ReplayedAnswer } from "../output/replay-text.js";
import { styleOf } from "../output/style.js";
import { claudeCodeTurns } from "../replay/claude-code-turns.js";
import { recordedTurns } from "../replay/recorded-turns.js";
import { ReplayHook } from "../replay/replay-hook.js";
import type { ReplayedTurn } from "../replay/turn.js";

const options: Options = {
  ...outputOptions,
  jsonl: { type: "boolean" },
  all: { type: "boolean" },
  types: { type: "string" },
  most: { type: "string" },
};

const mostAnswers = 1_000;

/** Plays recorded sessions turn by turn, and prints what the hook would have said at the end of each. */
export async function replay(commandArguments: readonly string[], io: Io): Promise<number> {
  const parsed = parse("replay", commandArguments, options);
  if (parsed.positionals.length === 0 || parsed.positionals.includes("-")) {
    throw usageError("replay", "Name at least one session file, or a folder that holds sessions.");
  }
  if (isOn(parsed, "json")) throw usageError("replay", "One object a turn: use --jsonl.");
  const most = numberOf("replay", parsed, "most", { minimum: 1, maximum: mostAnswers, integer: true });
  const types = typesOf(textOf(parsed, "types"));
  const quiet = isOn(parsed, "quiet");
  const style = styleOf(parsed, io);
  const reading = {
    outcome: (episode: Episode) => episode,
    recognisers: quickRegistry(new Set(liveTypes)).recognisers,
    io,
    quiet,
  };
  const hook = new ReplayHook({
    mode: "block",
    ...(types !== undefined && { block: types, advise: types }),
    ...(most !== undefined && { most }),
  });
  const answers: ReplayedAnswer[] = [];
  let sessions = 0;
  try {
    for await (const entry of readRuns(parsed.positionals, reading, (input) => input)) {
      if (isUnreadable(entry)) {
        io.error(`${entry.file}: ${entry.error.message}\n`);
        continue;
      }
      sessions += 1;
      const session = entry.run > 1 ? `${entry.file} (run ${entry.run})` : entry.file;
      for (const turn of turnsOf(entry, io.cwd)) {
        const { number, prompt, ended } = turn;
        const said = hook.answer(session, turn);
        const answer = { session, turn: number, prompt, ended, ...said };
        answers.push({ ...answer, prompt: "", text: "" });
        if (isOn(parsed, "jsonl")) io.out(`${JSON.stringify(replayedTurnDocument(answer))}\n`);
        else if (said.answer !== "silent" || isOn(parsed, "all")) io.out(replayedTurnText(answer, style));
      }
    }
  } finally {
    hook.close();
  }
  if (sessions === 0) return exitCodes.unreadable;
  if (!isOn(parsed, "jsonl") && !quiet) io.out(`${replaySummary(answers, sessions)}\n`);
  return exitCodes.clean;
}

function typesOf(given: string | undefined): readonly string[] | undefined {
  const types = given?.split(",").map((type) => type.trim());
  const unknown = types?.find((type) => !liveTypes.includes(type));
  if (unknown !== undefined) throw usageError("replay", `--types: "${unknown}" is none of ${liveTypes.join(", ")}.`);
  return types;
}

/** A session of Claude Code as its file grew; another run as far as it had gone at each prompt. */
function turnsOf({ file, recorded }: InputRun, cwd: string): Iterable<ReplayedTurn> {
  return recorded.format === "claude-code" && file.endsWith(".jsonl")
    ? claudeCodeTurns(readFileSync(resolve(cwd, file), "utf8"))
    : recordedTurns(recorded);
}
