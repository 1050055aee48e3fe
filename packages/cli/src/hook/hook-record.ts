import type { LogEntry } from "./hook-log.js";

/** What the log says of one agent. */
export interface HookRecord {
  readonly calls: number;
  readonly last: LogEntry | null;
  /** How often it answered with each. */
  readonly answers: Readonly<Partial<Record<LogEntry["answer"], number>>>;
  /** How often it spoke up for each type. */
  readonly types: readonly (readonly [string, number])[];
  /** Why it stayed silent, the most frequent reason first. */
  readonly silences: readonly (readonly [string, number])[];
  /** Of the last calls; null without any. */
  readonly median: number | null;
  readonly longest: number | null;
  /** The last things that went wrong, each once. */
  readonly problems: readonly string[];
}

const lastCalls = 200;
const shownProblems = 3;

export function hookRecord(agent: string, log: readonly LogEntry[]): HookRecord {
  const entries = log.filter((entry) => entry.agent === agent).slice(-lastCalls);
  const times = entries.map(({ milliseconds }) => milliseconds).sort((left, right) => left - right);
  const answers: Partial<Record<LogEntry["answer"], number>> = {};
  for (const { answer } of entries) answers[answer] = (answers[answer] ?? 0) + 1;
  const spoke = entries.filter(({ answer }) => answer === "advise" || answer === "block");
  const problems = entries.flatMap((entry) => entry.problems ?? []);
  return {
    calls: entries.length,
    last: entries.at(-1) ?? null,
    answers,
    types: counts(spoke.flatMap(({ type }) => type ?? [])),
    silences: counts(entries.flatMap(({ why }) => why ?? [])),
    median: times[times.length >> 1] ?? null,
    longest: times.at(-1) ?? null,
    problems: [...new Set(problems.reverse())].slice(0, shownProblems),
  };
}

function counts(words: readonly string[]): (readonly [string, number])[] {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return [...found].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1));
}
