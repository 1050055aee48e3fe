import { readFileSync } from "node:fs";
import { join } from "node:path";
import { usageError } from "../errors.js";
import { writeAtomically } from "../setup/write-atomically.js";

/** The commands as the user wrote them; absent where there is none. */
export interface Commands {
  readonly run: string;
  readonly evaluate?: string | undefined;
}

/**
 * Results of another agent, or judged by another evaluator, cannot be held against these. Remembers the commands beside the
 * ledger, and refuses others; not where nothing that counts is kept yet, since a mistyped command is a broken
 * infrastructure, nor where the user wants it so.
 *
 * @throws MulliganError `usage`, with both commands.
 */
export function sameCommands(
  command: string,
  shown: string,
  results: string,
  now: Commands,
  { counts, allowed }: { readonly counts: boolean; readonly allowed: boolean },
): void {
  const file = join(results, "commands.json");
  const before = knownIn(file);
  const names = ["run", "evaluate"] as const;
  const changed = before === null ? [] : names.filter((name) => before[name] !== now[name]);
  if (before !== null && changed.length === 0) return;
  if (changed.length > 0 && counts && !allowed) {
    const words = changed.map((name) => `--${name} ${quoted(before?.[name])}, and not ${quoted(now[name])}`);
    throw usageError(
      command,
      `${shown} holds results of ${words.join(", and of ")}: they cannot be held against one another. Name another folder with --out, or pass --changed-commands where both do the same.`,
    );
  }
  try {
    writeAtomically(file, `${JSON.stringify(now, null, 1)}\n`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(command, `--out ${shown}: nothing can be written there (${code}).`);
  }
}

function quoted(command: string | undefined): string {
  return command === undefined ? "none" : JSON.stringify(command);
}

function knownIn(file: string): Commands | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Commands;
  } catch {
    return null;
  }
}
