import { join } from "node:path";
import { appendLine, readLines, rotate } from "./private-files.js";

/** One call of the hook. */
export interface LogEntry {
  /** ISO 8601. */
  readonly time: string;
  readonly agent: string;
  readonly event: string;
  readonly session: string;
  readonly cwd?: string;
  readonly answer: "silent" | "advise" | "block" | "lessons";
  /** Why it stayed silent, in a few words that are the same each time. */
  readonly why?: string;
  readonly type?: string;
  /** The texts of errors, and what of the settings was not understood. */
  readonly problems?: readonly string[];
  /** From the start of the process to the answer. */
  readonly milliseconds: number;
  /** Of the session's file, read in this call. */
  readonly bytes?: number;
}

const longest = 1_000_000;

export function logFile(folder: string): string {
  return join(folder, "log.jsonl");
}

/** Throws the errors of the file system. */
export function writeLog(folder: string, entry: LogEntry): void {
  const file = logFile(folder);
  appendLine(file, entry);
  rotate(file, longest);
}

/** The entries that are kept, the oldest first. */
export function readLog(folder: string): LogEntry[] {
  const file = logFile(folder);
  return [...readLines(`${file}.1`), ...readLines(file)].filter(isEntry);
}

function isEntry(value: Readonly<Record<string, unknown>>): value is LogEntry & Record<string, unknown> {
  return (
    typeof value["time"] === "string" &&
    typeof value["agent"] === "string" &&
    typeof value["answer"] === "string" &&
    typeof value["milliseconds"] === "number"
  );
}
