import type { JsonObject } from "@mulligan/core";
import type { TurnAnswer } from "../replay/replay-hook.js";
import type { Style } from "./style.js";
import { counted, indented, wrap } from "./text.js";

/** What the hook would have said at the end of a turn. */
export interface ReplayedAnswer extends TurnAnswer {
  readonly session: string;
  /** From 1. */
  readonly turn: number;
  readonly prompt: string;
  readonly ended: boolean;
}

const longestPrompt = 60;

/** A turn for a person: where, what was asked, what the hook says. */
export function replayedTurnText(
  { session, turn, prompt, answer, type, why, text }: ReplayedAnswer,
  style: Style,
): string {
  const [asked = ""] = prompt
    .replaceAll(/<\/?[\w-]+>/g, "\n")
    .split("\n")
    .map((line) =>
      line
        .replace(/^\s*#+ /, "")
        .replaceAll(/\s+/g, " ")
        .trim(),
    )
    .filter((line) => line !== "");
  const short = asked.length > longestPrompt ? `${asked.slice(0, longestPrompt - 1)}…` : asked;
  const what =
    answer === "silent" ? style.dim(`silent: ${why ?? ""}`) : `${type ?? ""}, ${style.bold(inWords[answer] ?? answer)}`;
  const heading = `${session}, turn ${turn}${short === "" ? "" : ` ${style.dim(`"${short}"`)}`}\n  ${what}\n`;
  return text === "" ? heading : `${heading}${indented(wrap(text, style.width - 4), "    ")}\n\n`;
}

const inWords: Readonly<Record<string, string>> = { block: "the agent is sent back", advise: "a hint" };

/** A line of `replay --jsonl`. */
export function replayedTurnDocument(answer: ReplayedAnswer): JsonObject {
  const { session, turn, prompt, ended, type, why, problems, text } = answer;
  return {
    session,
    turn,
    prompt,
    ended,
    answer: answer.answer,
    ...(type !== undefined && { type }),
    ...(why !== undefined && { why }),
    ...(problems !== undefined && { problems: [...problems] }),
    ...(text !== "" && { text }),
  };
}

/** `85 turns of 12 sessions: 2 sent back (NEVER_TESTED 2), 1 hint (BLIND_WRITE 1), 82 silent.`, and which mode that is. */
export function replaySummary(answers: readonly ReplayedAnswer[], sessions: number): string {
  const called = answers.filter(({ ended }) => ended);
  const of = (kind: string) => called.filter(({ answer }) => answer === kind);
  const [sent, hints] = [of("block"), of("advise")];
  const parts = [
    `${sent.length} sent back${typesIn(sent)}`,
    `${counted(hints.length, "hint")}${typesIn(hints)}`,
    `${called.length - sent.length - hints.length} silent`,
  ];
  const mode = sent.length > 0 ? "\nThat is mode block; by default the agent gets each as a hint." : "";
  return `${counted(called.length, "turn")} of ${counted(sessions, "session")}: ${parts.join(", ")}.${mode}`;
}

function typesIn(answers: readonly ReplayedAnswer[]): string {
  const counts = new Map<string, number>();
  for (const { type = "" } of answers) counts.set(type, (counts.get(type) ?? 0) + 1);
  if (counts.size === 0) return "";
  return ` (${[...counts].map(([type, count]) => `${type} ${count}`).join(", ")})`;
}
