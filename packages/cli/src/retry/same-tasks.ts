import { createHash } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EpisodeTask } from "@mulligan/retry";
import { usageError } from "../errors.js";

/**
 * Results are kept by an episode's id: under another task of the same id they would be taken for results of that one.
 * Remembers the tasks beside the ledger, and refuses an episode whose task has changed.
 */
export function sameTasks(command: string, shown: string, results: string, episodes: readonly EpisodeTask[]): void {
  const file = join(results, "tasks.json");
  const known = knownIn(file);
  const now = new Map(known);
  for (const { id, task } of episodes) {
    const hash = createHash("sha256").update(task).digest("hex");
    if ((known.get(id) ?? hash) !== hash)
      throw usageError(
        command,
        `${shown} holds results of another task${command === "retry" ? "" : ` under the id "${id}"`}. Name another folder with --out${command === "retry" ? "" : ", or give the episode another id"}.`,
      );
    now.set(id, hash);
  }
  if (now.size === known.size) return;
  // Another process may be reading it.
  const fresh = `${file}.${process.pid}`;
  try {
    writeFileSync(fresh, `${JSON.stringify(Object.fromEntries(now), null, 1)}\n`);
    renameSync(fresh, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw usageError(command, `--out ${shown}: nothing can be written there (${code}).`);
  }
}

function knownIn(file: string): ReadonlyMap<string, string> {
  try {
    return new Map(Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>));
  } catch {
    return new Map();
  }
}
