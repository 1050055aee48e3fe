import { isMulliganError } from "@mulligan/core";
import type { Episode } from "@mulligan/core";
import { readBytes } from "@mulligan/readers";
import type { Io } from "../io.js";
import { expandPaths } from "./expand-paths.js";
import type { OutcomeSource } from "./outcome-source.js";
import { readInput, reasonOf } from "./read-bytes.js";

export type InputRun =
  | { readonly file: string; readonly run: number; readonly episode: Episode; readonly skippedLines: number }
  | { readonly file: string; readonly error: { readonly code: string; readonly message: string } };

/** In a folder these are no runs and not worth a word. */
const notRuns: ReadonlySet<string> = new Set(["unknown-format", "sidecar-file", "empty-file", "no-steps", "not-json"]);

/** Reads the runs behind the arguments one file after the other; what cannot be read becomes an error entry. */
export async function* readRuns(given: readonly string[], outcome: OutcomeSource, io: Io): AsyncGenerator<InputRun> {
  for (const { shown, path, found, error } of expandPaths(given, io.cwd)) {
    const file = shown;
    try {
      if (error !== undefined) throw error;
      const { runs, episodes, skippedLines } = readBytes(await readInput(path, shown, io));
      for (const [index, episode] of episodes.entries()) {
        const instanceId = runs[index]?.instanceId;
        const query = { episodeId: episode.id, file: path, ...(instanceId !== undefined && { instanceId }) };
        if (episodes.length > 1 && episode.steps.length === 0) continue;
        yield { file, run: index + 1, episode: outcome(episode, query, path), skippedLines };
      }
    } catch (failure) {
      const code = isMulliganError(failure) ? failure.code : "unexpected";
      if (found && notRuns.has(code)) continue;
      yield { file, error: { code, message: reasonOf(failure) } };
    }
  }
}
