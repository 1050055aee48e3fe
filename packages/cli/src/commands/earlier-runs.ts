import { diagnose, facts as factsOf } from "@mulligan/core";
import type { Registry } from "@mulligan/core";
import { composePlan } from "@mulligan/renderer";
import type { EarlierAttempt } from "@mulligan/renderer";
import { earlierUnreadableError } from "../errors.js";
import { isUnreadable, readRuns } from "../input/read-runs.js";
import type { Reading } from "../input/read-runs.js";

/** The attempts before a run, the oldest first, each with the plan that the next one is taken to have got. */
export async function earlierAttempts(
  files: readonly string[],
  reading: Reading,
  registry: Registry,
): Promise<EarlierAttempt[]> {
  const attempts: EarlierAttempt[] = [];
  for await (const entry of readRuns(files, reading, ({ episode }) => episode)) {
    if (isUnreadable(entry)) throw earlierUnreadableError(entry.file, entry.error.message);
    const facts = factsOf(entry);
    const diagnosis = diagnose(entry, registry, { facts });
    attempts.push({
      diagnosis,
      plan: composePlan({ episode: entry, facts, diagnosis, registry, earlier: [...attempts] }),
    });
  }
  return attempts;
}
